"""Follow-up questions written out by the model, with the rule-based form as fallback."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.errors import QaError
from qa.generate.facts import Facts
from qa.generate.hostile import defused
from qa.generate.models import ModelFailed, open_model, stream
from qa.generate.prompting import prompt
from qa.generate.words import content, frame_words, read, syllables
from qa.records import Turn
from qa.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)
_TURNS = 3
_LONGEST_TURN = 500
_LONGEST = 400
# Words that a question may be phrased with although nobody has said them yet.
_ASKING = frozenset(syllables("bao nhiêu nào gì ai khi mấy thế sao hãy cho biết có phải không thì còn"))


def rewrite(
    question: str,
    history: Sequence[Turn],
    settings: Settings,
    ruled: str,
    chat_model: BaseChatModel | None = None,
) -> str:
    """Returns a follow-up question as it stands alone.

    The model's form is taken only if it is one line made of words, numbers and names of the conversation, and
    keeps every number and name of the question; otherwise the rule-based form.

    Args:
        question: as typed.
        history: earlier turns, oldest first.
        settings: the model, and its time limit.
        ruled: the rule-based form (`qa.search.followup.standalone`).
        chat_model: in place of the one that the settings name.
    """
    if not history or ruled == question:
        return ruled
    turns = [
        {"question": defused(turn.question)[:_LONGEST_TURN], "answer": defused(turn.answer)[:_LONGEST_TURN]}
        for turn in history[-_TURNS:]
    ]
    request = json.dumps({"conversation": turns, "question": defused(question)[:_LONGEST_TURN]}, ensure_ascii=False)
    try:
        model = chat_model if chat_model is not None else open_model(settings)
        deadline = time.monotonic() + settings.llm_timeout
        written = "".join(stream(model, [("system", prompt("rewrite")), ("user", request)], settings, deadline))
    except (ModelFailed, QaError) as failure:
        _log.info("rewritten by rule: %s", failure)
        return ruled
    written = written.strip().strip('"“”')
    return written if _faithful(written, question, turns) else ruled


def _faithful(written: str, question: str, turns: Sequence[dict[str, str]]) -> bool:
    """Tells whether a rewriting says only what the conversation says, and all that the question fixes."""
    if not written or "\n" in written or len(written) > _LONGEST:
        return False
    ours, asked = read(written), read(question)
    known = [asked, *(read(text) for turn in turns for text in turn.values())]
    said = Facts()
    for each in known:
        said |= each.facts
    if ours.facts | asked.facts != ours.facts or said | ours.facts != said:
        return False
    words = _ASKING.union(frame_words(), *(each.syllables for each in known))
    return all(syllable in words for syllable in content(ours))
