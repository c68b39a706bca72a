"""Reads doubtful lines of a page again, smaller and larger, and takes what most readings agree on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qa.documents.ocr_lines import Line, read_lines
from qa.documents.pdf_page import Word

# Sizes at which a line is read again, chosen by measurement: Tesseract's mistakes differ from size to size.
_SCALES = (0.5, 0.9)
# A line is doubtful if one of its words is less certain than this; most words lie at .95 and .96.
_SURE = 0.945
_MARKER = re.compile(r"^(?:[IVXLl¡!|1]{1,6}[.,)/]?|\w[.,)]?|\w{2}[.,)]|\d{1,2}(?:[.,]\d{1,2}){1,3}[.,]?)$")
_ROMAN = re.compile(r"^(V?)(?=[l1|]*I)([Il1|]{1,4})([.,:;)/]?)$")
_NUMERAL = re.compile(r"^[IVXL]+[.)/]$")
_ALONE = 4
_SINGLE_WORD, _BLOCK = 8, 6
# Space around a line that is cut out, and between such lines, in points.
_EDGE, _BETWEEN = 1.2, 9.0
_DARK = 150


def reread(image: Any, lines: Sequence[Line], dpi: int) -> list[Line]:
    """Returns the lines of a page with doubtful words put right where other readings agree against the first.

    Args:
        image: the grey picture.
        lines: what was read from it.
        dpi: its resolution.
    """
    done = [list(line) for line in _whole(lines)]
    heights = sorted(_height(line) for line in done)
    usual = heights[len(heights) // 2] if heights else 0.0
    # What is far higher is several lines in one, beside a stamp, and would come back in disorder.
    doubtful = [i for i, line in enumerate(done) if _is_doubtful(line) and _height(line) < 2 * usual]
    others = [read_again(image, [done[i] for i in doubtful], dpi, scale) for scale in _SCALES]
    for at, i in enumerate(doubtful):
        done[i] = _vote(done[i], [reading[at] for reading in others])
    for line in done:
        if len(line) == 1 and len(line[0].text) <= _ALONE:
            _read_alone(image, line[0], dpi)
        line[0].text = _without_marks_on_number(line[0].text)
        for word in line:
            _count_strokes(image, word, dpi)
    return done


def _whole(lines: Sequence[Line]) -> list[Line]:
    """Puts a line that is only the marks over the next line's letters back to it."""
    kept: list[Line] = []
    marks: Line = []
    for line, following in zip(lines, [*lines[1:], []], strict=True):
        if marks:
            top = min(w.top for w in marks)
            # Doubtful now, so that the whole height is read again.
            line = [replace(w, top=top, confidence=min(w.confidence or 0.0, 0.5)) for w in line]
            marks = []
        elif following and _are_marks(line, following):
            marks = line
            continue
        kept.append(line)
    return kept


def _are_marks(line: Line, following: Line) -> bool:
    beside = line[0].x0 < following[-1].x1 and line[-1].x1 > following[0].x0
    overlap = max(w.bottom for w in line) > min(w.top for w in following) + 1
    low = _height(line) < 0.8 * _height(following)
    senseless = all((w.confidence or 0.0) < 0.6 or sum(map(str.isalnum, w.text)) < 2 for w in line)
    return beside and overlap and low and senseless


def _height(line: Line) -> float:
    return max(w.bottom for w in line) - min(w.top for w in line)


def _is_doubtful(line: Line) -> bool:
    if len(line) == 1 and _NUMERAL.match(line[0].text):
        return False  # alone it has no letters to compare with; its strokes are counted
    return bool(_MARKER.match(line[0].text)) or any((w.confidence or 0.0) < _SURE for w in line)


def read_again(image: Any, lines: Sequence[Line], dpi: int, scale: float) -> list[Line]:
    """Reads lines cut out of a page, all in one picture, at another size.

    Args:
        image: the grey picture of the page.
        lines: the lines to read.
        dpi: the picture's resolution.
        scale: the size, 1 being the picture's own.

    Returns:
        A line for each, its words with their places on the page.
    """
    from PIL import Image

    if not lines:
        return []
    points = 72 / dpi
    boxes = [_box(line) for line in lines]
    parts = [image.crop(tuple(int(v / points) for v in box)) for box in boxes]
    parts = [
        p.resize((max(1, int(p.width * scale)), max(1, int(p.height * scale))), Image.Resampling.LANCZOS) for p in parts
    ]
    gap = int(_BETWEEN / points * scale)
    sheet = Image.new("L", (max(p.width for p in parts) + 2 * gap, sum(p.height + gap for p in parts) + gap), 255)
    tops: list[int] = []
    at = gap
    for part in parts:
        sheet.paste(part, (gap, at))
        tops.append(at)
        at += part.height + gap
    found: list[Line] = [[] for _ in lines]
    unit = points / scale
    for word in (w for line in read_lines(sheet, round(dpi * scale), _BLOCK) for w in line):
        # read_lines has turned pixels into points by the sheet's own resolution, which is rounded.
        factor = round(dpi * scale) / 72
        y = (word.top + word.bottom) / 2 * factor
        k = max((i for i, top in enumerate(tops) if top - gap / 2 <= y), default=0)
        x, up = boxes[k][0] - gap * unit, boxes[k][1] - tops[k] * unit
        word.x0, word.x1 = word.x0 * factor * unit + x, word.x1 * factor * unit + x
        word.top, word.bottom = word.top * factor * unit + up, word.bottom * factor * unit + up
        found[k].append(word)
    return [_in_middle(line, box) for line, box in zip(found, boxes, strict=True)]


def _in_middle(line: Line, box: tuple[float, float, float, float]) -> Line:
    """Drops what is only the edge of a neighbouring line that was cut out too."""
    middle, height = (box[1] + box[3]) / 2, box[3] - box[1]
    kept = [w for w in line if abs((w.top + w.bottom) / 2 - middle) < 0.35 * height]
    return sorted(kept, key=lambda w: w.x0)


def _box(words: Sequence[Word]) -> tuple[float, float, float, float]:
    x0, x1 = min(w.x0 for w in words), max(w.x1 for w in words)
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    return max(0.0, x0 - 3 * _EDGE), max(0.0, top - _EDGE), x1 + 3 * _EDGE, bottom + _EDGE


def _vote(first: Line, others: Sequence[Line]) -> Line:
    """Takes, place by place, the words that two readings share, or else those read with most confidence."""
    done: Line = []
    for readings in _places([first, *others]):
        texts = [" ".join(w.text for w in words) for words in readings]
        shared = next((t for t in texts if t and texts.count(t) > 1), None)
        # The first reading saw the whole page: without a second that says the same it yields only to a surer one.
        sure = [_sureness(words) + (0.02 if i == 0 else 0.0) for i, words in enumerate(readings)]
        best = texts.index(shared) if shared else sure.index(max(sure))
        done += readings[best] if texts[0] or shared else []
    return done or first


def _places(readings: Sequence[Line]) -> list[list[Line]]:
    """Groups the words of several readings of one line by where they stand; a group is a list of words a reading."""
    tagged = sorted(((w, k) for k, line in enumerate(readings) for w in line), key=lambda t: t[0].x0)
    places: list[list[Line]] = []
    end = 0.0
    for word, k in tagged:
        # Boxes of neighbours may touch by a hair.
        if not places or word.x0 > end - min(2.0, 0.3 * (word.x1 - word.x0)):
            places.append([[] for _ in readings])
            end = word.x1
        places[-1][k].append(word)
        end = max(end, word.x1)
    return places


def _sureness(words: Line) -> float:
    return sum(w.confidence or 0.0 for w in words) / len(words) if words else 0.0


def _read_alone(image: Any, word: Word, dpi: int) -> None:
    """Reads a short word that stands alone in its line as one word: as a line it has no letters to compare with."""
    from PIL import ImageOps

    points = 72 / dpi
    part = image.crop(tuple(int(v / points) for v in _box([word])))
    found = [w for line in read_lines(ImageOps.expand(part, int(4 / points), 255), dpi, _SINGLE_WORD) for w in line]
    text = found[0].text.rstrip(".,") if len(found) == 1 else ""
    if text.isdecimal() and not word.text.isdecimal():
        word.text, word.confidence = text, found[0].confidence


def _without_marks_on_number(text: str) -> str:
    """A Roman number that begins a line without the marks that were seen on it ("VỊ." → "VI.")."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare if _ROMAN.match(bare) and bare[-1] in ".)/" else text


def _count_strokes(image: Any, word: Word, dpi: int) -> None:
    """Puts right how many strokes a Roman number has, of which Tesseract loses one ("III." → "II.")."""
    import numpy as np

    match = _ROMAN.match(word.text)
    if not match:
        return
    points = 72 / dpi
    x0, top, x1, bottom = (int(v / points) for v in (word.x0, word.top, word.x1, word.bottom))
    # In the middle of the letters the strokes stand apart, whatever serifs they have.
    rows = [top + int(part * (bottom - top)) for part in (0.45, 0.5, 0.55)]
    dark = np.asarray(image.crop((x0 - 2, 0, x1 + 2, image.height)))[rows] < _DARK
    counts = sorted(int((np.diff(row.astype(np.int8), prepend=0) == 1).sum()) for row in dark)
    strokes = counts[1] - (2 if match[1] else 0) - (1 if match[3] in (")", "/") else 0)
    if 1 <= strokes <= 3 and strokes != len(match[2]):
        word.text = f"{match[1]}{'I' * strokes}{match[3]}"
