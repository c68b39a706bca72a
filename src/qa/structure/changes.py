"""Finds what a document says that it does to others: replaces, amends or repeals them.

Only what the document does itself counts: "Quyết định này thay thế …", "Điều 1. Sửa đổi, bổ sung …", "… hết hiệu lực
kể từ ngày Quyết định này có hiệu lực"; not what it tells of others ("được sửa đổi, bổ sung bởi …", legal bases).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from qa.records import Change, Section
from qa.structure.mentions import Mention, named_documents
from qa.vietnamese import sentences

_KIND = (
    r"(?:quyết định|kế hoạch|nghị quyết|nghị định|thông tư|chỉ thị|chương trình|đề án|quy chế|quy định|văn bản"
    r"|hướng dẫn|thông báo)"
)
_THIS = rf"{_KIND}\s+này"
_VERB = r"(?P<verb>sửa\s+đổi(?:\s*,\s*bổ\s+sung|\s+và\s+bổ\s+sung)?|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)"
_LABEL = r"^\s*(?:(?:Điều\s+\d+|\d+|[a-zđ]|[IVX]+)\s*[.)]\s*|[-+*•]\s*)?"
_LABEL_AT_START = re.compile(_LABEL)
_OWN = (
    re.compile(rf"{_THIS}\b[^.]{{0,300}}?(?<!được )\b{_VERB}\b", re.IGNORECASE),
    # "Chỉ thị có hiệu lực kể từ ngày ký và thay thế …"
    re.compile(rf"{_LABEL}{_KIND}\s+có\s+hiệu\s+lực\b[^.]{{0,200}}?\b{_VERB}\b", re.IGNORECASE),
    re.compile(rf"{_LABEL}(?:(?:về\s+việc|v/v)\s+)?{_VERB}\b", re.IGNORECASE),
)
# "…; bãi bỏ khoản 2 Điều 5 …": what else the same sentence does.
_FURTHER = re.compile(rf"(?:;|,\s*đồng\s+thời|\bvà)\s+(?:đồng\s+thời\s+)?{_VERB}", re.IGNORECASE)
_EXPIRES = re.compile(
    rf"hết\s+hiệu\s+lực\b.{{0,300}}?{_THIS}|{_THIS}.{{0,300}}?\bhết\s+hiệu\s+lực\b", re.IGNORECASE | re.DOTALL
)
_ACTIONS = {"t": "replaces", "b": "repeals", "h": "repeals", "s": "amends"}
# Of these only a part of the other document is concerned.
_PART = re.compile(
    r"\b(?:điểm|khoản|điều|mục|chương|phần|tiết|một\s+số|phụ\s+lục|cụm\s+từ|từ|nội\s+dung|nhiệm\s+vụ|chỉ\s+tiêu)\b",
    re.IGNORECASE,
)
# The number behind these words is that of a third document, which the changed one carries out.
_THIRD = re.compile(
    r"\b(?:thực\s+hiện|triển\s+khai|căn\s+cứ|(?<!kèm )theo|hướng\s+dẫn|thi\s+hành|về\s+việc)\b", re.IGNORECASE
)
_NEXT = re.compile(r"(?:;|,|\bvà|\bcác)\s*(?:số\s*)?$")
_KINDS = frozenset({"title", "heading", "paragraph", "item", "preamble"})


def find_changes(text: str, sections: Sequence[Section], attached: Collection[str]) -> list[Change]:
    """Returns what a document does to others, once for each of them.

    Args:
        text: the document's text.
        sections: its sections.
        attached: keys of the parts that it issues, which change nothing themselves.
    """
    found: dict[str, Change] = {}
    lists: dict[str, str] = {}  # section that ends "…:" → action of the list under it
    for section in sections:
        if section.kind not in _KINDS or section.path[0] in attached:
            continue
        for change in _of_section(text, section, lists):
            found.setdefault(change.number, change)
    return list(found.values())


def _of_section(text: str, section: Section, lists: dict[str, str]) -> Iterator[Change]:
    own = text[section.start : section.end]
    listed = lists.get(section.parent or "")
    spans = [(0, len(own))] if section.kind == "title" else sentences(own)
    for start, end in spans:
        sentence = own[start:end]
        match = _own_verb(sentence, section)
        mentions = list(named_documents(sentence))
        if match is not None:
            verbs = [match, *_FURTHER.finditer(sentence, match.end("verb"))]
            ends = [*(verb.start("verb") for verb in verbs[1:]), len(sentence)]
            for verb, last in zip(verbs, ends, strict=True):
                action = _action(verb["verb"])
                named = [mention for mention in mentions if mention.start < last]
                yield from _objects(sentence, verb.start("verb"), verb.end("verb"), named, action, section)
            if sentence.rstrip().endswith(":"):
                lists[section.section_id] = action
        elif mentions and _EXPIRES.search(sentence):
            first = _LABEL_AT_START.match(sentence).end()  # type: ignore[union-attr]
            yield from _objects(sentence, first, first, mentions, "repeals", section)
        elif listed and mentions and len(sentence[: mentions[0].start]) < 20:
            yield _change(sentence, mentions[0].start, mentions[0], listed, section)


def _own_verb(sentence: str, section: Section) -> re.Match[str] | None:
    """The verb with which a sentence says what this document does."""
    if section.kind == "title":
        # The title's own words follow the kind: "QUYẾT ĐỊNH Sửa đổi, bổ sung …".
        return re.search(rf"(?:^|\n|\bvề\s+việc\s+|\bv/v\s+|^[^a-zà-ỹ]*\s){_VERB}\b", sentence, re.IGNORECASE)
    return next((m for m in (pattern.search(sentence) for pattern in _OWN) if m), None)


def _objects(
    sentence: str, verb: int, start: int, mentions: Sequence[Mention], action: str, section: Section
) -> Iterator[Change]:
    """The documents that a verb governs: the first that it names, and those that are listed beside it."""
    last: Mention | None = None
    for mention in (m for m in mentions if m.start >= start):
        between = sentence[last.end if last else start : mention.start]
        if last is None and _THIRD.search(between):
            return
        if last is not None and not _NEXT.search(between):
            continue
        done = "amends" if last is None and _PART.search(between) else action
        yield _change(sentence, verb if last is None else mention.start, mention, done, section)
        last = mention


def _change(sentence: str, start: int, mention: Mention, action: str, section: Section) -> Change:
    quote = sentence[start : mention.end]
    return Change(action, section.section_id, quote, mention.kind, mention.number, mention.date)


def _action(verb: str) -> str:
    lower = verb.lower()
    return "amends" if lower.startswith("bổ") else _ACTIONS[lower[0]]
