"""Follow-up questions written out by the model, with the rule-based form as fallback."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from threading import Event
from typing import TYPE_CHECKING

from qa.errors import QaError
from qa.generate.facts import Facts, known_from
from qa.generate.hostile import defused
from qa.generate.models import ModelFailed, open_model, stream
from qa.generate.prompting import prompt
from qa.generate.words import Text, content, frame_words, missing_decisive, read, syllables
from qa.records import Turn
from qa.search.replacing import other_provinces
from qa.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)
_TURNS = 3
_LONGEST_TURN = 500
_LONGEST = 400
# Most of the time belongs to the answer; the rules have a form ready.
_SHARE_OF_TIME = 0.25
# Words that a question may be phrased with although nobody has said them yet.
_ASKING = frozenset(syllables("bao nhiêu nào gì ai khi mấy thế sao hãy cho biết có phải không thì còn"))


def rewrite(
    question: str,
    history: Sequence[Turn],
    settings: Settings,
    ruled: str,
    chat_model: BaseChatModel | None = None,
    cancel: Event | None = None,
) -> str:
    """Returns a follow-up question as it stands alone.

    The model's form is taken only if it is one line made of words, numbers and names of the conversation, keeps every
    number and name of the question, and asks within the scope of the rule-based form (its provinces, years, figures,
    and words such as "chủ trì"); otherwise the rule-based form. So a model can find better words, but not another
    question.

    Args:
        question: as typed.
        history: earlier turns, oldest first.
        settings: the model, and its time limit, of which this takes at most a quarter.
        ruled: the rule-based form (`qa.search.followup.standalone`).
        chat_model: in place of the one that the settings name.
        cancel: set it to stop.
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
        deadline = time.monotonic() + _SHARE_OF_TIME * settings.llm_timeout
        messages = [("system", prompt("rewrite")), ("user", request)]
        written = "".join(stream(model, messages, settings, deadline, cancel))
    except (ModelFailed, QaError) as failure:
        _log.info("rewritten by rule: %s", failure)
        return ruled
    written = written.strip().strip('"“”')
    reason = unfaithful(written, question, turns, ruled)
    if reason:
        _log.info("rewritten by rule: %s", reason)
    return ruled if reason else written


def unfaithful(written: str, question: str, turns: Sequence[dict[str, str]], ruled: str) -> str:
    """Returns why a rewriting is not taken (English, for the log); "" if it is.

    Args:
        written: by the model.
        question: as typed.
        turns: what the model was shown of the conversation.
        ruled: the rule-based form.
    """
    if not written or "\n" in written or len(written) > _LONGEST:
        return "not one line"
    ours, asked, by_rule = read(written), read(question), read(ruled)
    known = [asked, *(read(text) for turn in turns for text in turn.values())]
    said = Facts()
    for each in known:
        said |= each.facts
    if ours.facts | asked.facts != ours.facts:
        return "a number or name of the question is missing"
    if said | ours.facts != said:
        return "a number or name that nobody has said"
    words = _ASKING.union(frame_words(), *(each.syllables for each in known))
    if new := [syllable for syllable in content(ours) if syllable not in words]:
        return f"new words: {' '.join(new)}"
    # Where the rules found no province, the only one that was spoken of may be meant.
    free = not by_rule.facts.provinces and len(said.provinces) == 1 and not other_provinces(question)
    # "Các tỉnh khác": the rules name those that are left out, which a rewriting need not.
    free |= not ours.facts.provinces and other_provinces(question)
    if ours.facts.provinces != by_rule.facts.provinces and not free:
        return "another province than by rule"
    return _beyond(ours, asked, by_rule, said)


def _beyond(ours: Text, asked: Text, by_rule: Text, said: Facts) -> str:
    """Returns what takes a rewriting out of what the rules would ask; "" if nothing does."""
    # A document's number may come out of an answer; a year or a figure that the rules replaced may not come back.
    figures = by_rule.facts | known_from(Facts(codes=said.codes))
    if not (ours.facts.numbers <= figures.numbers and ours.facts.dates <= figures.dates):
        return "another year or figure than by rule"
    word = missing_decisive(asked, ours) or missing_decisive(ours, by_rule)
    return f"another question: {word}" if word else ""
