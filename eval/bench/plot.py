"""A plot with both axes logarithmic, as SVG that a browser and a Markdown page show."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

_X, _Y, _WIDTH, _HEIGHT = 70, 20, 520, 280
_COLOURS = ("#b3261e", "#1a5fb4", "#26734d", "#7a4a00", "#5b2a86")


def lines(series: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str) -> str:
    """Returns one line for each series of (place, value)."""
    every = [value for points in series.values() for _, value in points]
    left, right = _decades([place for points in series.values() for place, _ in points])
    low, high = _decades(every)

    def x(value: float) -> float:
        return _X + _WIDTH * (math.log10(value) - left) / (right - left)

    def y(value: float) -> float:
        return _Y + _HEIGHT * (1 - (math.log10(max(value, 10**low)) - low) / (high - low))

    parts = [f'<rect x="{_X}" y="{_Y}" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#999"/>']
    for power in range(left, right + 1):
        parts.append(f'<text x="{x(10**power):.0f}" y="{_Y + _HEIGHT + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low, high + 1):
        level = y(10**power)
        parts.append(f'<text x="{_X - 8}" y="{level + 4:.0f}" text-anchor="end">{10.0**power:g}</text>')
        parts.append(f'<line x1="{_X}" x2="{_X + _WIDTH}" y1="{level:.0f}" y2="{level:.0f}" stroke="#ddd"/>')
    for number, (name, points) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        path = " ".join(f"{x(place):.1f},{y(value):.1f}" for place, value in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        below = y(points[-1][1]) + 4
        parts.append(f'<text x="{x(points[-1][0]) + 6:.0f}" y="{below:.0f}" fill="{colour}">{escape(name)}</text>')
    middle = _X + _WIDTH / 2
    parts.append(f'<text x="{middle}" y="{_Y + _HEIGHT + 40}" text-anchor="middle">{escape(across)}</text>')
    parts.append(f'<text x="14" y="{_Y - 6}">{escape(up)}</text>')
    size = f'width="{_X + _WIDTH + 110}" height="{_Y + _HEIGHT + 50}"'
    style = 'font-family="sans-serif" font-size="12" style="background:#fff"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(parts)}</svg>\n'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Returns the powers of ten around some values."""
    positive = [value for value in values if value > 0] or [1.0]
    low, high = math.floor(math.log10(min(positive))), math.ceil(math.log10(max(positive)))
    return low, max(high, low + 1)
