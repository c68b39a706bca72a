"""One page of a PDF → its words and its ruled tables, whichever way the page is turned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from qa.documents.pdf_tables import Table, ruled_tables
from qa.vietnamese import normalize

# A raised figure this much smaller than the letter before it is the mark of a footnote.
_NOTE_SIZE = 0.78


@dataclass(slots=True)
class Word:
    """A word and where it stands, in points from the top left; `confidence` (0–1) where it was read from an image."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    confidence: float | None = None


@dataclass(slots=True)
class Page:
    """What a page holds. `side` is text that runs across the reading direction (rotated running heads)."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    side: list[Word] = field(default_factory=list)
    image_width: float = 0.0
    image_area: float = 0.0
    drawn: int = 0
    ocr: bool = False


def read_page(page: Any) -> Page:
    """Reads a pdfplumber page."""
    page = _upright(page)
    upright = page.filter(lambda o: o["object_type"] != "char" or o["upright"])
    upright = upright.filter(_not_note_mark(upright.chars)).filter(_visible(page))
    result = Page(page.page_number, float(page.width), float(page.height))
    result.tables = ruled_tables(upright) if page.edges else []
    result.words = [w for w in _words(upright) if not any(t.holds(w) for t in result.tables)]
    sideways = page.filter(lambda o: o["object_type"] == "char" and not o["upright"])
    result.side = _side_lines(_words(sideways), result.tables) if sideways.chars else []
    area = result.width * result.height or 1.0
    for image in page.images:
        width, height = image["x1"] - image["x0"], image["bottom"] - image["top"]
        result.image_width = max(result.image_width, width / (result.width or 1.0))
        result.image_area = max(result.image_area, width * height / area)
    result.drawn = len(page.curves)
    return result


def _upright(page: Any) -> Any:
    """Turns a page whose text mostly runs up or down, as landscape tables do on portrait pages."""
    from pdfplumber.page import Page as PlumberPage

    down = Counter(_direction(c) for c in page.chars if not c["upright"])
    turned, count = down.most_common(1)[0] if down else (0, 0)
    if not turned or count <= len(page.chars) / 2:
        return page
    # pdfplumber reads the turn from the attributes, pdfminer from the object.
    page.page_obj.rotate = (page.page_obj.rotate + turned) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate
    return PlumberPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _direction(char: Any) -> int:
    """Degrees by which the page must be turned for a sideways letter to stand upright."""
    _a, b, _c, _d, *_ = char["matrix"]
    return 90 if b > 0 else 270


def _not_note_mark(chars: list[Any]) -> Any:
    """A filter that drops the raised figures of footnotes, which would otherwise end up in the word before them."""
    marks = set()
    before: Any = None
    for char in chars:
        raised = (
            before is not None
            and char["text"].isdigit()
            and char["size"] < _NOTE_SIZE * before["size"]
            and char["bottom"] < before["bottom"] - 0.1 * before["size"]
            and abs(char["x0"] - before["x1"]) < 0.5 * before["size"]
        )
        if raised:
            marks.add((char["x0"], char["top"]))
        elif char["text"].strip():
            before = char
    return lambda o: o["object_type"] != "char" or (o["x0"], o["top"]) not in marks


def _visible(page: Any) -> Any:
    """A filter that drops letters in white on white, which programs leave as anchors for signatures ("[daky]")."""
    grounds = [r for r in page.rects if r.get("fill") and not _is_white(r)] + page.images

    def test(item: Any) -> bool:
        if item["object_type"] != "char" or not _is_white(item):
            return True
        x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return any(g["x0"] <= x <= g["x1"] and g["top"] <= y <= g["bottom"] for g in grounds)

    return test


def _is_white(item: Any) -> bool:
    color = item.get("non_stroking_color")
    if not isinstance(color, tuple | list) or not color or not all(isinstance(c, int | float) for c in color):
        return False
    return bool(max(color) <= 0.01 if len(color) == 4 else min(color) >= 0.99)


def _words(page: Any) -> list[Word]:
    found = page.extract_words(
        x_tolerance_ratio=0.15, y_tolerance=3, keep_blank_chars=False, extra_attrs=["size"]
    )
    words = []
    for item in found:
        # Letters of old fonts are dealt with for the whole document, so only what cannot be text is dropped here.
        text = item["text"].replace("\x00", "")
        if text.strip():
            words.append(Word(text, item["x0"], item["x1"], item["top"], item["bottom"], float(item["size"])))
    return words


def _side_lines(words: list[Word], tables: list[Table]) -> list[Word]:
    """Joins sideways words that stand in one column; those within a table belong to its cells."""
    lines: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.x0 / 4), w.top)):
        if any(t.holds(word) for t in tables):
            continue
        last = lines[-1] if lines else None
        if last and abs(last.x0 - word.x0) < 4 and word.top - last.bottom < 2 * word.size:
            lines[-1] = replace(last, text=f"{last.text} {word.text}", bottom=word.bottom)
        else:
            lines.append(word)
    return [replace(line, text=normalize(line.text)) for line in lines]
