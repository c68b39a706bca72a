"""Saved web pages → blocks: the document itself, without the navigation around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa.documents.encodings import decode
from qa.documents.flow import Grid, Paragraph, to_blocks
from qa.errors import QaError
from qa.records import RawDocument

_DROPPED = {
    "script", "style", "noscript", "template", "svg", "nav", "aside", "form", "button", "select", "input", "iframe",
    "object", "canvas", "dialog", "head", "link", "meta", "textarea", "video", "audio", "img",
}  # fmt: skip
_FRAME = {"header", "footer"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd",
    "blockquote", "pre", "center", "figure", "figcaption", "fieldset", "address", "header", "footer", "body", "form",
    "tr", "td", "th", "tbody", "thead", "hr", "details", "summary", "caption",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# The main part is found by going down as long as one child holds nearly all of the text.
_MAIN_SHARE = 0.8


def read(path: Path) -> RawDocument:
    """Reads a web page.

    Raises:
        QaError: nothing in it can be read.
    """
    import lxml.html

    data = path.read_bytes()
    text = _decode(data).replace("\x00", "")
    # An XML declaration with an encoding makes lxml refuse text that is already decoded.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(huge_tree=True))
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise QaError(
            f"Tệp {path.name} không đọc được: hãy mở trong trình duyệt và lưu lại thành PDF.",
            detail=str(error),
        ) from error
    body = root.find("body")
    body = root if body is None else body
    _strip(body)
    blocks, _encoding = to_blocks(list(_items(_main(body))))
    return RawDocument(blocks=blocks, format="html")


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared.group(1).decode("ascii", errors="ignore")
        # Pages in old fonts declare a Western encoding; only what is Unicode by its bytes is taken at its word.
        if name.lower().replace("-", "") in ("windows1258", "cp1258"):
            return data.decode("cp1258", errors="replace")
    return decode(data)[0]


def _strip(body: Any) -> None:
    """Takes out what is no text of the page."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            _drop(element)
            continue
        hidden = _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None
        if element.tag in _DROPPED or (hidden and element is not body):
            _drop(element)


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _weight(element: Any) -> int:
    """Letters of running text under an element: links count as navigation."""
    total = len("".join(element.itertext()).split()) if isinstance(element.tag, str) else 0
    links = sum(len("".join(a.itertext()).split()) for a in element.iter("a"))
    return total - links


def _main(body: Any) -> Any:
    """Finds the element that holds the document."""
    at = body
    while True:
        whole = _weight(at)
        best = max(
            (c for c in at if isinstance(c.tag, str) and c.tag not in ("table", "p")),
            key=_weight,
            default=None,
        )
        if best is None or whole == 0 or _weight(best) < _MAIN_SHARE * whole:
            return at
        at = best


def _items(element: Any) -> Iterator[Paragraph | Grid]:
    """Yields the paragraphs and tables under an element."""
    line: list[str] = []
    for event, value in _walk(element):
        if event == "text":
            line.append(value)
            continue
        if "".join(line).strip():
            yield Paragraph(_squeezed(line))
        line = []
        if event == "table":
            yield _grid(value)
    if "".join(line).strip():
        yield Paragraph(_squeezed(line))


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    """Yields ("text", str), ("break", None) between blocks, and ("table", element)."""
    if element.text:
        yield "text", _spaces(element.text)
    number = 0
    for child in element:
        if child.tag == "br":
            yield "text", "\n"
        elif child.tag == "table":
            yield "table", child
        elif child.tag in _BLOCKS and not _is_navigation(child):
            yield "break", None
            if (
                child.tag == "li"
                and element.tag == "ol"
                and element.get("type") in (None, "1", "a", "A", "i", "I")
            ):
                number += 1
                yield "text", f"{_list_label(element, number)} "
            yield from _walk(child)
            yield "break", None
        elif child.tag not in _BLOCKS:
            yield from _walk(child)
        if child.tail:
            yield "text", _spaces(child.tail)


def _list_label(element: Any, number: int) -> str:
    from qa.documents.docx_numbering import formatted

    start = element.get("start") or "1"
    value = number + (int(start) if start.isdecimal() else 1) - 1
    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    kind = element.get("type") or "1"
    return f"{formatted(value, forms.get(kind, 'decimal'))}{')' if kind == 'a' else '.'}"


def _is_navigation(element: Any) -> bool:
    """Whether an element is little more than links, or a frame of the page that is not the document's own."""
    words = len("".join(element.itertext()).split())
    links = sum(len("".join(a.itertext()).split()) for a in element.iter("a"))
    many = sum(1 for _ in element.iter("a")) > 2
    return (element.tag in _FRAME or many) and words > 0 and links > 0.6 * words


def _grid(table: Any) -> Grid:
    rows: list[list[list[str]]] = []
    below: dict[int, tuple[int, list[str]]] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        cells: list[list[str]] = []
        pending = [c for c in row if c.tag in ("td", "th")]
        while pending or len(cells) in below:
            at = len(cells)
            if at in below:
                left, texts = below.pop(at)
                if left > 1:
                    below[at] = (left - 1, texts)
                cells.append(texts)
                continue
            cell = pending.pop(0)
            texts = list(_cell_texts(cell))
            cells.append(texts)
            height, width = _count(cell, "rowspan"), _count(cell, "colspan")
            if height > 1:
                below[at] = (height - 1, texts)
            cells += [[] for _ in range(width - 1)]
        rows.append(cells)
    border = (table.get("border") or "").strip()
    return Grid(rows, False if border == "0" and not _has_css_border(table) else None)


def _cell_texts(cell: Any) -> Iterator[str]:
    for item in _items(cell):
        if isinstance(item, Paragraph):
            yield item.text
        else:
            yield from (t for row in item.rows for inner in row for t in inner)


def _has_css_border(table: Any) -> bool:
    return any("border" in (e.get("style") or "") for e in table.iter("table", "td", "th"))


def _count(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), 60)) if value.isdecimal() else 1


def _spaces(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _squeezed(parts: list[str]) -> str:
    return "\n".join(" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n"))
