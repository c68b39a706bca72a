"""Questions made from headings with items below them and from sentences that enumerate: all items, and no others.

    python eval/generated_lists.py [--show N] [--form WORDS] [INDEX …]
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from generated import LABEL, Asked, alone, count, is_long, name_of

from qa.evaluation.metrics.lists import list_f1, list_items
from qa.index import Index
from qa.records import Answer, Document, Section
from qa.vietnamese import agencies, fold
from qa.vietnamese.sentences import sentences

EACH = 60  # questions of a form on an index
HEADED = (
    "Kể tên các {what} của {place}",
    "{place} có những {what} nào?",
    "{what} của {place} gồm những gì?",
    "Liệt kê {what} trong {kind} của {place}",
    "{kind} của {place} nêu những {what} gì?",
)
ENUMERATED = (
    "{what} ở {place} gồm những gì?",
    "Kể tên {what} của {place}",
    "{what} của {place} là những gì?",
    "Liệt kê {what} ở {place}",
)
# "các sản phẩm chủ lực gồm: A; B; C"
GATHERS = re.compile(
    r"(?P<what>[^.;:,()]{8,80}?),? (?:bao gồm|gồm có|gồm|cụ thể là|như|là|:)(?::| (?=[^\W\d]))\s*(?P<items>[^.:]+)"
)
NO_KIND = re.compile(r"(?:tổ chức thực hiện|(?:giai đoạn|đến)? ?(?:hết )?(?:năm )?20\d\d|một số|về)\b", re.IGNORECASE)
HEAD = re.compile(r"(?:.*\b(?:các|những|\d+|một số) )(?P<what>[^\d,]{6,60})$", re.IGNORECASE)


def questions(index: Index) -> Iterator[Asked]:
    """All questions on the lists of an index."""
    forms: dict[str, list[Asked]] = defaultdict(list)
    for document in alone(index):
        for asked in (*_headed(document, index), *_enumerated(document, index)):
            forms[asked[0]].append(asked)
    for form, made in forms.items():
        yield from random.Random(form).sample(made, min(EACH, len(made)))


def _headed(document: Document, index: Index) -> Iterator[Asked]:
    sections = index.sections(document.doc_id)
    text = index.document(document.doc_id).text
    counts = Counter(fold(name_of(section.heading)) for section in sections)
    for section in sections:
        below = [other for other in sections if other.parent == section.section_id]
        name = name_of(section.heading)
        alike = len({other.kind for other in below}) == 1 and below[0].kind in ("item", "heading", "paragraph")
        if section.kind != "heading" or not alike or not 3 <= len(below) <= 15 or counts[fold(name)] > 1:
            continue
        if not is_long(name, 2, 12) or NO_KIND.match(name) or agencies.find(name):
            continue
        items = [_opening(other, text) for other in below]
        for form in HEADED:
            yield f"heading: {form}", _question(form, name, document), _lists(items, [*below, section], sections)


def _opening(section: Section, text: str) -> str:
    """The first words of an item, which tell it from the others."""
    own = LABEL.sub("", text[section.start : section.end].strip(" -+*•\n"))
    return " ".join(own.split("\n")[0].split()[:12])


def _lists(items: Sequence[str], below: Sequence[Section], sections: Sequence[Section]) -> Callable[[Answer], str]:
    """Whether an answer tells all items and cites nothing but them, what is under them, and their heading."""
    ids = {section.section_id for section in below}
    parent = {section.section_id: section.parent for section in sections}

    def within(section_id: str | None) -> bool:
        while section_id and section_id not in ids:
            section_id = parent.get(section_id)
        return bool(section_id)

    def fault(answer: Answer) -> str:
        if answer.abstained:
            return "refused"
        told = _bare(answer.answer)
        lacking = [item for item in items if _bare(item) not in told]
        spare = [c.section_id for c in answer.citations if not within(c.section_id)]
        faults = (lacking and f"lacks {len(lacking)} of {len(items)}", spare and f"spare {spare[0]}")
        return "; ".join(filter(None, faults))

    return fault


def _enumerated(document: Document, index: Index) -> Iterator[Asked]:
    text = index.document(document.doc_id).text
    for section in index.sections(document.doc_id):
        if section.kind not in ("item", "paragraph"):
            continue
        own = " ".join(text[section.start : section.end].split())
        for start, end in sentences(own):
            match = GATHERS.search(own[start:end])
            head = HEAD.match(match["what"]) if match else None
            items = _parts(match["items"]) if match else []
            if head and is_long(head["what"], 3, 10) and 3 <= len(items) <= 12:
                for form in ENUMERATED:
                    yield f"sentence: {form}", _question(form, f"các {head['what']}", document), _has(items, section)


def _parts(items: str) -> list[str]:
    """The items between semicolons, or between commas and "và" where all are short."""
    if ";" in items:
        parts = [part.strip(" .") for part in items.split(";")]
        return [re.sub(r"^và ", "", part) for part in parts if part]
    parts = re.split(r", | và (?=[^,]*$)", items.strip(" ."))
    return [part.strip() for part in parts] if all(is_long(part, 1, 7) for part in parts) else []


def _has(items: Sequence[str], section: Section) -> Callable[[Answer], str]:
    def fault(answer: Answer) -> str:
        if answer.abstained:
            return "refused"
        if section.section_id not in [c.section_id for c in answer.citations]:
            return "elsewhere"
        f1 = list_f1(items, list_items(answer.answer))
        return "" if f1 > 0.9 else f"F1 {f1:.2f} of {items[:4]}"

    return fault


def _question(form: str, what: str, document: Document) -> str:
    what = what[0].lower() + what[1:] if what[1:2].islower() else what
    if "những {what}" in form or "các {what}" in form:
        what = re.sub(r"^(?:các|những) ", "", what)
    said = form.format(what=what, place=f"tỉnh {document.province}", kind=document.kind.lower())
    return said[0].upper() + said[1:]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(re.sub(r"\[\d+\]", " ", text))))


if __name__ == "__main__":
    count(questions)
