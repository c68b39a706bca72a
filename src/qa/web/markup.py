"""Text → HTML. Everything that comes from documents, people or answers passes here and stays text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import escape
from urllib.parse import quote

from qa.vietnamese import fold

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_MARKER = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"( *)(?:[-*•+]|(\d{1,3})[.)]) +(.*)")
_HEADING = re.compile(r"#{1,6} +(.*)")
_HEADING_MARK = re.compile(r"^()#{1,6} +", re.MULTILINE)
_RULE = re.compile(r"\|?[\s:|-]+\|?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
# Stands for a character that Markdown escapes while markers are sought; never in text (control characters are cut).
_HOLD = 0xE000


def answer_html(text: str, numbers: Collection[int]) -> str:
    """Returns an answer as HTML: paragraphs, lists, tables, bold, and markers [n] of known sources as buttons.

    Any other Markdown or HTML in it (links, images, tags) is shown as it is written.
    """
    lines = text.replace("\r", "").split("\n")
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        block = at
        if not line.strip():
            at += 1
        elif line.lstrip().startswith("|") and at + 1 < len(lines) and _is_rule(lines[at + 1]):
            while at < len(lines) and lines[at].lstrip().startswith("|"):
                at += 1
            out.append(_table(lines[block:at], numbers))
        elif _ITEM.fullmatch(line):
            while at < len(lines) and _continues_list(lines[at]):
                at += 1
            out.append(_list(lines[block:at], numbers))
        elif heading := _HEADING.fullmatch(line):
            out.append(f"<p class='lead'><strong>{_inline(heading[1], numbers)}</strong></p>")
            at += 1
        elif line.startswith(">"):
            while at < len(lines) and lines[at].startswith(">"):
                at += 1
            quoted = "<br>".join(_inline(item.lstrip("> "), numbers) for item in lines[block:at])
            out.append(f"<blockquote>{quoted}</blockquote>")
        else:
            while at < len(lines) and lines[at].strip() and (at == block or not _begins_block(lines[at])):
                at += 1
            out.append(f"<p>{'<br>'.join(_inline(item, numbers) for item in lines[block:at])}</p>")
    return "".join(out)


def plain(text: str) -> str:
    """Returns an answer without its Markdown: for the clipboard and for documents."""
    for pattern in (_HEADING_MARK, _BOLD, _ITALIC, _ESCAPED):
        text = pattern.sub(r"\1", text)
    return text


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Returns text as HTML with the spans highlighted; spans may touch or overlap, never leave the text."""
    out, at = [], 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start < end:
            out.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
            at = end
    return "".join(out) + escape(text[at:])


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Returns where words stand in a text, whatever their case; without diacritics where they are typed so."""
    wanted = " ".join(words.split())
    if not wanted:
        return []
    folded = fold(wanted) == wanted.lower()
    haystack = fold(text) if folded else text.lower()
    if len(haystack) != len(text):  # a letter whose lower case is longer; offsets would shift
        haystack = text
    pattern = r"\s+".join(re.escape(word) for word in (fold(wanted) if folded else wanted.lower()).split())
    return [match.span() for match in re.finditer(pattern, haystack)]


def link(section_id: str, quoted: tuple[int, int] | None = None) -> str:
    """Returns the stable address of a section, `/?doc=…#…`, with a quote's offsets to be highlighted there."""
    doc_id, _, path = section_id.partition("#")
    span = f"&trich={quoted[0]}-{quoted[1]}" if quoted else ""
    return f"/?doc={quote(doc_id, safe='')}{span}" + (f"#{quote(path, safe='/')}" if path else "")


def _continues_list(line: str) -> bool:
    return bool(_ITEM.fullmatch(line) or (line.startswith("  ") and line.strip()))


def _begins_block(line: str) -> bool:
    return bool(_ITEM.fullmatch(line) or _HEADING.fullmatch(line) or line.startswith((">", "|")))


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and bool(_RULE.fullmatch(line.strip()))


def _inline(text: str, numbers: Collection[int]) -> str:
    held = _ESCAPED.sub(lambda match: chr(_HOLD + ord(match[1])), text)
    html = escape(held)
    html = _BOLD.sub(r"<strong>\1</strong>", html)
    html = _ITALIC.sub(r"<em>\1</em>", html)
    html = _MARKER.sub(lambda match: _marker(int(match[1]), numbers) or match[0], html)
    return "".join(escape(chr(ord(c) - _HOLD)) if _HOLD <= ord(c) < _HOLD + 128 else c for c in html)


def _marker(n: int, numbers: Collection[int]) -> str:
    if n not in numbers:
        return ""
    return f"<button type='button' class='cite' data-cite='{n}' aria-label='Nguồn {n}'>[{n}]</button>"


def _list(lines: list[str], numbers: Collection[int]) -> str:
    """Returns one list; an item that is indented more goes into a list of its own inside the one above."""
    items: list[tuple[int, bool, str]] = []
    for line in lines:
        match = _ITEM.fullmatch(line)
        if match:
            items.append((len(match[1]), match[2] is not None, _inline(match[3], numbers)))
        else:
            depth, ordered, html = items[-1]
            items[-1] = (depth, ordered, f"{html}<br>{_inline(line.strip(), numbers)}")
    return _nested(items)


def _nested(items: list[tuple[int, bool, str]]) -> str:
    base, ordered = items[0][0], items[0][1]
    out, at = [], 0
    while at < len(items):
        html = items[at][2]
        inner = at + 1
        while inner < len(items) and items[inner][0] > base:
            inner += 1
        below = _nested(items[at + 1 : inner]) if inner > at + 1 else ""
        out.append(f"<li>{html}{below}</li>")
        at = inner
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(out)}</{tag}>"


def _table(lines: list[str], numbers: Collection[int]) -> str:
    head, *body = (
        [_inline(cell.strip(), numbers) for cell in _cells(line)] for line in [lines[0], *lines[2:]]
    )
    top = "".join(f"<th scope='col'>{cell}</th>" for cell in head)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    return (
        f"<div class='scroll' tabindex='0' role='region' aria-label='Bảng'><table><thead><tr>{top}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
