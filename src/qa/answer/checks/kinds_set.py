"""What is set for a matter: whether a place that speaks of it says what it costs, or what is to be reached."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.records import Section

_LABEL = 8  # characters of a heading's number: "II. ", "4.1.2. "


class _Kind(NamedTuple):
    """How a thing that is set for a matter shows: in a text, and in a heading over it."""

    text: re.Pattern[str]
    heading: re.Pattern[str]


_TARGET = _Kind(
    re.compile(
        r"\b(?:mục tiêu|chỉ tiêu|phấn đấu|đến (?:hết )?năm \d{4}|giai đoạn \d{4}|tối thiểu|ít nhất|trở thành"
        r"|đứng (?:đầu|thứ)|thuộc (?:nhóm|tốp|top)|đạt (?:trên|từ|khoảng|mức|tỷ lệ)?\s*\d)|\d\s*%",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:mục tiêu|chỉ tiêu)\b", re.IGNORECASE),
)
_MONEY = _Kind(
    re.compile(
        r"\b(?:kinh phí|ngân sách|vốn|nguồn lực tài chính)\b|\d\s*(?:(?:nghìn|triệu|tỷ|tỉ)\s+)*đồng\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:kinh phí|ngân sách|nguồn vốn|nguồn lực tài chính)\b", re.IGNORECASE),
)
_KINDS = {"kinh phí": _MONEY, "mục tiêu": _TARGET, "chỉ tiêu": _TARGET}


def is_told_apart(kind: str) -> bool:
    """Whether a text shows if it tells of such a thing: a sum and a target do, a task and a solution do not."""
    return kind in _KINDS


def is_shown(kind: str, text: str, headings: str) -> bool:
    """Whether a text under some headings tells of such a thing."""
    return bool(_KINDS[kind].text.search(text) or _KINDS[kind].heading.search(headings))


def headings(section: Section, material: Material) -> str:
    """The headings that a section stands under and its own, a line each, without the title of its document."""
    return "\n".join(above.heading for above in (section, *material.ancestors(section)) if above.kind != "part")


def quoted(draft: Draft, material: Material) -> list[tuple[str, str]]:
    """What an answer quotes, each with the headings over it; of a heading that is quoted, all that it stands over."""
    found = []
    for citation in draft.citations.found:
        section = material.index.section(citation.section_id)
        if section is None:
            continue
        text = citation.quote
        if section.kind == "table-row":  # what its cells are is said by the columns, which the answer names
            text = f"{text}\n{draft.text}"
        elif len(text) <= len(section.heading) + _LABEL:
            text = material.text(section)
        found.append((text, headings(section, material)))
    return found
