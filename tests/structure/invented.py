"""Small invented documents, and what tests ask about them."""

from qa.records import Block, RawDocument, Source
from qa.structure import ParsedDocument, parse

HEAD = ("Số: 7/KH-UBND", "Lai Châu, ngày 02 tháng 3 năm 2024", "KẾ HOẠCH", "Trồng rừng năm 2024")


def document(*lines: str) -> ParsedDocument:
    """A document of which each line is a paragraph."""
    return parse(RawDocument(tuple(Block(line) for line in lines), "txt"), Source("x.txt", "", "txt"), {})


def plan(*lines: str) -> ParsedDocument:
    """A plan with this body."""
    return document(*HEAD, *lines)


def paths(found: ParsedDocument) -> list[str]:
    """The paths of the body's sections."""
    return ["/".join(s.path) for s in found.sections if s.kind not in ("letterhead", "title")]


def text(found: ParsedDocument, path: str) -> str:
    """The own text of one section."""
    section = next(s for s in found.sections if "/".join(s.path) == path)
    return found.document.text[section.start : section.end]


def reference(found: ParsedDocument, words: str) -> str:
    """The citation of the section that holds these words."""
    return next(s.reference for s in found.sections if words in found.document.text[s.start : s.end])


def warned(found: ParsedDocument) -> list[str]:
    """What the parser doubts."""
    return [w for w in found.document.warnings if w.startswith("đề mục")]
