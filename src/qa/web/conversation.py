"""The conversation as HTML, from turns that were checked; every text in it is escaped by the templates."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from typing import Any

from markupsafe import Markup

from qa.errors import QaError
from qa.settings import Settings
from qa.web.markup import answer_html, marked, plain
from qa.web.site import fragment
from qa.web.texts import Texts
from qa.web.turns import ShownSentence, ShownSource, ShownTurn

_MARKERS = re.compile(r"\s*\[\d+\]")
_CHECKS = {
    "verified": "check_verified",
    "repaired": "check_repaired",
    "quoted": "check_quoted",
    "removed": "check_removed",
}
_MODELS = {
    "off": "model_off",
    "machine": "model_machine",
    "network": "model_network",
    "outside": "model_outside",
}


def conversation_html(turns: list[ShownTurn], t: Texts, welcome: str) -> str:
    """Returns the turns as HTML, or what a new user should see where there are none."""
    if not turns:
        return welcome
    shown = [_shown(turn, t) | {"follows": at > 0} for at, turn in enumerate(turns)]
    return fragment("conversation.html", t, turns=shown, last=turns[-1].id)


def welcome_html(
    documents: int, examples: list[str], t: Texts, problem: str = "", with_model: bool = False
) -> str:
    """Returns the empty conversation: what can be asked, and examples from the corpus; or what is wrong."""
    intro = t("chat_intro_model" if with_model else "chat_intro", documents=documents)
    return fragment("welcome.html", t, intro=intro, examples=examples, problem=problem)


def model_text(settings: Settings, t: Texts) -> str:
    """Says which language model is in use and where it runs; what is wrong where the settings name none rightly."""
    from qa.generate.place import place

    try:
        found = place(settings)
    except QaError as error:
        return t.said(error)
    values = {"name": found.name, "provider": found.provider, "address": found.address or "–"}
    return t(_MODELS[found.where], **(values if found.name else {}))


def copy_text(turn: ShownTurn) -> str:
    """Returns an answer with its official references, ready to be pasted into a letter."""
    lines = [plain(turn.answer).strip()]
    lines += ["", turn.written] if turn.written else []
    lines += [""] if turn.sources else []
    lines += [
        f"[{source.n}] {source.reference}: “{' '.join(source.quote.split())}”" for source in turn.sources
    ]
    return "\n".join(lines)


def record(turn: ShownTurn) -> str:
    """Returns what feedback on a turn says about it, as JSON."""
    kept = {
        "id": turn.id,
        "question": turn.question,
        "standalone_question": turn.standalone,
        "answer": turn.answer,
        "abstained": turn.abstained,
        "mode": turn.mode,
        "confidence": turn.confidence,
        "index": turn.index,
        "written": turn.written,
        "citations": [
            {
                "n": s.n,
                "doc_id": s.doc_id,
                "section_id": s.section_id,
                "reference": s.reference,
                "quote": s.quote,
            }
            for s in turn.sources
        ],
    }
    return json.dumps(kept, ensure_ascii=False)


def _shown(turn: ShownTurn, t: Texts) -> dict[str, Any]:
    numbers = {source.n for source in turn.sources}
    return {
        "turn": turn,
        "html": Markup(answer_html(_said(turn), numbers)),  # nosec B704: escaped inside
        "sources": [(source, Markup(_quoted(source))) for source in turn.sources],  # nosec B704: escaped inside
        "to_copy": copy_text(turn),
        "record": record(turn),
        "chips": [(t.get(f"scope_{key}", key), value) for key, value in turn.scope.items() if value],
        "understood": turn.standalone if turn.standalone.strip() not in ("", turn.question.strip()) else "",
        "checks": [(t(_CHECKS[each.status]), each, _replaced(each)) for each in turn.sentences],
        "checked": _checked(turn, t),
        "percent": round(100 * min(0.99, max(0.0, turn.confidence))),
    }


def _checked(turn: ShownTurn, t: Texts) -> str:
    """Returns how many sentences of a language model stood: "3 đúng văn bản, 1 đã bỏ"."""
    statuses = [each.status for each in turn.sentences]
    return ", ".join(f"{statuses.count(status)} {t(key)}" for status, key in _CHECKS.items() if status in statuses)


def _replaced(sentence: ShownSentence) -> str:
    """Returns what the model wrote, where that is not what is shown."""
    return sentence.original if sentence.original != _MARKERS.sub("", sentence.text) else ""


def _said(turn: ShownTurn) -> str:
    """Returns the answer; of a refusal what stands before its list of near sections, which are shown as links."""
    if not turn.near:
        return turn.answer
    lines = list(takewhile(lambda line: not line.startswith(("- ", "* ", "1. ")), turn.answer.split("\n")))
    while lines and (not lines[-1].strip() or lines[-1].rstrip().endswith(":")):
        lines.pop()
    return "\n".join(lines) or turn.answer


def _quoted(source: ShownSource) -> str:
    """Returns the section with the quote highlighted exactly; the quote alone where it is not in the text."""
    if source.mark and source.text[source.mark[0] : source.mark[1]] == source.quote:
        return marked(source.text, [source.mark])
    return marked(source.quote, [(0, len(source.quote))])
