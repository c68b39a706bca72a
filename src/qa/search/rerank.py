"""An optional cross-encoder that reorders what was found."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.errors import QaError
from qa.records import Hit
from qa.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_log = logging.getLogger(__name__)
# A cross-encoder reads each passage with the question: more than this is seconds on an office machine.
DEPTH = 20
_BATCH = 8
Rerank = Callable[[str, Sequence[Hit]], list[Hit]]


class Reranker:
    """Reorders hits with the cross-encoder that the settings name, or leaves them where it cannot be used.

    Loaded at the first question, so that opening an index stays quick. Safe to use from several threads.

    Attributes:
        problem: Vietnamese; why the hits are in their own order, "" if they are not.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._one_at_a_time = threading.Lock()  # tokenizers are not safe to share
        self.problem = ""

    def __call__(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Returns hits in the order of the cross-encoder; after a failure, as they are."""
        with self._one_at_a_time:
            if self.problem:
                return list(hits)
            try:
                return rerank(question, hits, self._settings)
            except QaError as error:
                self.problem = f"{error} Kết quả đang theo thứ tự tìm kiếm thường."
                return list(hits)


def rerank(question: str, hits: Sequence[Hit], settings: Settings) -> list[Hit]:
    """Returns hits in the order of the cross-encoder that the settings name; as they are if none is named.

    The first `DEPTH` hits are reordered among themselves, by question against breadcrumb and text. They keep the scores
    of their places, since thresholds and confidence were measured on those.

    Raises:
        QaError: the model cannot be opened or used.
    """
    first, rest = list(hits[:DEPTH]), list(hits[DEPTH:])
    if not settings.reranker or len(first) < 2:
        return [*first, *rest]
    model = _open(settings.reranker, settings.threads)
    pairs = [(question, f"{hit.passage.breadcrumb}\n{hit.passage.text}") for hit in first]
    try:
        scores = model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
    except Exception as error:  # of torch or of the model's own code
        _log.warning("reranking failed: %r", error)
        raise QaError(
            f"Mô hình xếp hạng '{settings.reranker}' (QA_RERANKER) gặp lỗi khi chạy. Hãy kiểm tra bộ nhớ, hoặc bỏ "
            "QA_RERANKER."
        ) from error
    order = sorted(range(len(first)), key=lambda at: (-float(scores[at]), at))
    reordered = [replace(first[at], score=place.score) for at, place in zip(order, first, strict=True)]
    return [*reordered, *rest]


@lru_cache(maxsize=1)
def _open(name: str, threads: int) -> CrossEncoder:
    import torch
    from sentence_transformers import CrossEncoder

    torch.set_num_threads(threads)
    try:
        model: CrossEncoder = CrossEncoder(name)
    except Exception as error:  # network, hub, file and format errors of four libraries
        _log.warning("cannot open reranker: %r", error)
        raise QaError(
            f"Không mở được mô hình xếp hạng '{name}' (QA_RERANKER). Hãy kiểm tra tên (mã trên Hugging Face Hub hoặc "
            "thư mục) và kết nối mạng, hoặc bỏ QA_RERANKER."
        ) from error
    if model.num_labels != 1:
        raise QaError(
            f"'{name}' (QA_RERANKER) không phải mô hình xếp hạng: nó cho {model.num_labels} nhãn thay vì một điểm. Hãy "
            "chọn một CrossEncoder xếp hạng, ví dụ BAAI/bge-reranker-v2-m3, hoặc bỏ QA_RERANKER."
        )
    return model


def ready(settings: Settings) -> None:
    """Opens the cross-encoder that the settings name, to see whether it can be used.

    Raises:
        QaError: it cannot be opened, or is none.
    """
    _open(settings.reranker, settings.threads)
