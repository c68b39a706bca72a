"""Plots as inline SVG: no library, no outside file, the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH = 640
_LEFT = 150
_BAR = 22


def bars(title: str, rows: Sequence[tuple[str, float, float, float, str]]) -> str:
    """Returns horizontal bars on a scale from 0 to 1, each with its interval.

    Args:
        title: what the bars show.
        rows: label, value, low and high end of the interval, text behind the bar.
    """
    room = _WIDTH - _LEFT - 110
    parts = []
    for at, (label, value, low, high, note) in enumerate(rows):
        y = 8 + at * _BAR
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="bar" x="{_LEFT}" y="{y}" width="{value * room:.1f}" height="16"/>'
            f'<line class="range" x1="{_LEFT + low * room:.1f}" x2="{_LEFT + high * room:.1f}"'
            f' y1="{y + 8}" y2="{y + 8}"/>'
            f'<text x="{_LEFT + room + 8}" y="{y + 12}">{value:.3f} {escape(note)}</text>'
        )
    return _figure(title, 16 + len(rows) * _BAR, parts)


def histogram(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """Returns upright bars, one for each label, with its count on top."""
    most = max((count for _, count in counts), default=0) or 1
    step = (_WIDTH - 40) / max(len(counts), 1)
    parts = []
    for at, (label, count) in enumerate(counts):
        x, height = 20 + at * step, 150 * count / most
        middle = x + step / 2
        parts.append(
            f'<rect class="bar" x="{x + 2:.1f}" y="{180 - height:.1f}"'
            f' width="{step - 4:.1f}" height="{height:.1f}"/>'
            f'<text x="{middle:.1f}" y="{174 - height:.1f}" text-anchor="middle">{count}</text>'
            f'<text x="{middle:.1f}" y="196" text-anchor="middle">{escape(label)}</text>'
        )
    return _figure(title, 204, parts)


def curve(
    title: str, points: Sequence[tuple[float, float]], across: str, up: str, diagonal: bool = False
) -> str:
    """Returns a line through points in the unit square, with named axes."""
    x0, y0, width, height = 60, 10, _WIDTH - 90, 220
    parts = [f'<rect class="frame" x="{x0}" y="{y0}" width="{width}" height="{height}"/>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        parts.append(
            f'<text x="{x0 + tick * width:.1f}" y="{y0 + height + 16}" text-anchor="middle">{tick:g}</text>'
            f'<text x="{x0 - 6}" y="{y0 + height - tick * height + 4:.1f}" text-anchor="end">{tick:g}</text>'
        )
    if diagonal:
        parts.append(f'<line class="even" x1="{x0}" y1="{y0 + height}" x2="{x0 + width}" y2="{y0}"/>')
    path = [(x0 + x * width, y0 + height - y * height) for x, y in points]
    if path:
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in path)
        parts.append(f'<polyline class="line" points="{line}"/>')
        parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in path if len(path) < 30]
    parts.append(
        f'<text x="{x0 + width / 2}" y="{y0 + height + 34}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="14" y="{y0 + height / 2}" text-anchor="middle"'
        f' transform="rotate(-90 14 {y0 + height / 2})">{escape(up)}</text>'
    )
    return _figure(title, y0 + height + 44, parts)


def _figure(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg role="img" aria-label="{escape(title)}"'
        f' viewBox="0 0 {_WIDTH} {height:g}">{"".join(parts)}</svg></figure>'
    )
