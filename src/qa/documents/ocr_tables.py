"""Tables in the picture of a page: ruling lines → grid of cells → rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from qa.documents.pdf_layout import rows_of
from qa.documents.pdf_page import Word
from qa.documents.pdf_tables import Cell, Table, build

# Shortest rule, in points: longer than any stroke of a letter, shorter than a row is high.
_SHORTEST = 17.0
_DARK = 150
# Dark pixels, by pixels to the point, that a figure has at the least.
_INK = 8


@dataclass(slots=True)
class Grid:
    """The cells of a table, row by row, in points; None where a cell is covered by its neighbour."""

    bbox: tuple[float, float, float, float]
    rows: list[list[tuple[float, float, float, float] | None]]
    rules: list[tuple[int, int, int, int]] = field(default_factory=list)

    def table(self, words: Sequence[Word]) -> Table | None:
        """Puts the words into the cells."""
        grid = [[Cell(box, _text_in(box, words) if box else None) for box in row] for row in self.rows]
        table = build(grid, self.bbox)
        if table:
            inside = [w for w in words if table.holds(w)]
            letters = sum(len(w.text) for w in inside)
            table.confidence = (
                round(sum(len(w.text) * (w.confidence or 0.0) for w in inside) / letters, 3)
                if letters
                else None
            )
        return table


def find_grids(image: Any, scale: float) -> list[Grid]:
    """Finds tables with ruling lines in a grey Pillow image; `scale` turns its pixels into points."""
    import numpy as np
    from pdfplumber import table as plumber

    no_page: Any = None

    dark = np.asarray(image) < _DARK
    shortest = int(_SHORTEST / scale)
    across = _rules(dark, shortest * 2)
    down = [(y0, x0, y1, x1) for x0, y0, x1, y1 in _rules(dark.T, shortest)]
    if len(across) < 2 or len(down) < 2:
        return []
    edges = [_edge(rule, scale, "h") for rule in across] + [_edge(rule, scale, "v") for rule in down]
    edges = plumber.merge_edges(edges, 3, 3, 6, 6)
    cells = plumber.intersections_to_cells(plumber.edges_to_intersections(edges, 5, 5))
    grids = []
    for group in plumber.cells_to_tables(cells):
        found = plumber.Table(no_page, group)
        rows = [list(row.cells) for row in found.rows]
        if len(group) >= 4 and max(map(len, rows)) >= 2:
            grids.append(Grid(found.bbox, rows, [*across, *down]))
    return grids


def unread_cells(
    image: Any, grid: Grid, words: Sequence[Word], scale: float
) -> Iterator[tuple[float, float, float, float]]:
    """Yields the cells that hold ink but in which no word was found."""
    import numpy as np

    ink = np.asarray(image) < _DARK
    for box in (box for row in grid.rows for box in row if box):
        x0, top, x1, bottom = (int(value / scale) for value in box)
        # The edge is left out: remains of the ruling lines are no ink.
        inner = ink[top + 6 : bottom - 6, x0 + 6 : x1 - 6]
        if inner.size and inner.sum() > _INK / scale and not _text_in(box, words):
            yield box


def without_rules(image: Any, grids: Sequence[Grid]) -> Any:
    """Paints the ruling lines of tables white: Tesseract takes them for letters."""
    if not grids:
        return image
    from PIL import ImageDraw

    image = image.copy()
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in grids[0].rules:
        draw.rectangle((x0 - 1, y0 - 1, x1 + 1, y1 + 1), fill=255)
    return image


def _rules(dark: Any, shortest: int) -> list[tuple[int, int, int, int]]:
    """Returns the horizontal runs of dark pixels of at least this length, as (x0, y0, x1, y1)."""
    import numpy as np

    sums = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    if dark.shape[1] <= shortest:
        return []
    full = (sums[:, shortest:] - sums[:, :-shortest]) == shortest
    rules: list[list[int]] = []
    for y in np.flatnonzero(full.any(axis=1)):
        starts = np.flatnonzero(full[y])
        for run in np.split(starts, np.flatnonzero(np.diff(starts) > shortest) + 1):
            x0, x1 = int(run[0]), int(run[-1]) + shortest
            near = next((r for r in rules if r[3] >= y - 2 and r[0] < x1 and r[2] > x0), None)
            if near:
                near[:] = [min(near[0], x0), near[1], max(near[2], x1), int(y)]
            else:
                rules.append([x0, int(y), x1, int(y)])
    # A thick block is a stamp or a picture, not a rule.
    return [(a, b, c, d) for a, b, c, d in rules if d - b < shortest / 2]


def _edge(rule: tuple[int, int, int, int], scale: float, orientation: str) -> dict[str, Any]:
    x0, y0, x1, y1 = (value * scale for value in rule)
    if orientation == "h":
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0,
        "x1": x1,
        "top": y0,
        "bottom": y1,
        "width": x1 - x0,
        "height": y1 - y0,
        "orientation": orientation,
        "object_type": "line",
    }


def _text_in(box: tuple[float, float, float, float], words: Sequence[Word]) -> str:
    x0, top, x1, bottom = box
    inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom]
    return "\n".join(" ".join(w.text for w in row) for row in rows_of(inside))
