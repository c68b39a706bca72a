"""An optional cross-encoder that reorders what was found."""

from __future__ import annotations

import logging
from collections.abc import Sequence
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


def rerank(question: str, hits: Sequence[Hit], settings: Settings) -> list[Hit]:
    """Returns hits in the order of the cross-encoder that the settings name; as they are if none is named.

    The first `DEPTH` hits are reordered among themselves, by question against breadcrumb and text. They keep the scores
    of their places, since thresholds and confidence were measured on those.

    Raises:
        QaError: the model cannot be opened.
    """
    first, rest = list(hits[:DEPTH]), list(hits[DEPTH:])
    if not settings.reranker or len(first) < 2:
        return [*first, *rest]
    model = _open(settings.reranker, settings.threads)
    pairs = [(question, f"{hit.passage.breadcrumb}\n{hit.passage.text}") for hit in first]
    scores = model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
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
    return model
