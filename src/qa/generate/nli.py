"""A second opinion on generated sentences: an NLI cross-encoder, if one is set."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

from qa.errors import QaError
from qa.generate.verify import Judge
from qa.settings import Settings

_log = logging.getLogger(__name__)


def judge_of(settings: Settings) -> Judge | None:
    """Returns the judge that the settings name, loaded once; None if none is set."""
    return _judge(settings.nli) if settings.nli else None


@lru_cache(maxsize=1)
def _judge(name: str) -> Judge:
    from sentence_transformers import CrossEncoder

    try:
        model: Any = CrossEncoder(name)
        labels = {index: str(label).lower() for index, label in model.config.id2label.items()}
        entailed = next(index for index, label in labels.items() if label.startswith("entail"))
    except Exception as error:  # network, hub, file and format errors of several libraries
        _log.warning("cannot open NLI model: %r", error)
        raise QaError(
            f"Không mở được mô hình suy luận '{name}' (QA_NLI): cần một CrossEncoder có nhãn 'entailment'. Hãy kiểm "
            "tra tên hoặc thư mục, hoặc bỏ QA_NLI."
        ) from error

    def judge(premise: str, hypothesis: str) -> bool:
        scores = model.predict([(premise, hypothesis)], show_progress_bar=False)[0]
        return bool(scores.argmax() == entailed)

    return judge
