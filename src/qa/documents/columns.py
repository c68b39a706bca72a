"""The recipients and the signature beside them, in a text that sets columns apart by blanks alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIRST = re.compile(r"^\s*(?:Nơi nhận|NƠI NHẬN)\s*:?(?:[ \u00a0]{4,}|\t+)\S")
_GAP = re.compile(r"(?:[ \u00a0]{4,}|\t+)(?=\S)")
_RECIPIENT = re.compile(r"^\s*(?:[-–+*•]|(?:Nơi nhận|NƠI NHẬN))")
_LONGEST = 40  # lines of recipients


def signature_apart(lines: Sequence[str]) -> list[str]:
    """Returns lines with each signature that stands to the right of recipients ("Nơi nhận:") put below them."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        if not _FIRST.match(lines[at]):
            found.append(lines[at])
            at += 1
            continue
        end = _end(lines, at)
        left, right = zip(*(_halves(line) for line in lines[at:end]), strict=True)
        found += [line for line in left if line]
        found += ["", *(line for line in right if line)]
        at = end
    return found


def _end(lines: Sequence[str], start: int) -> int:
    """Where the two columns end: at a line that is no recipient and has nothing to its right."""
    end = start + 1
    for at in range(start + 1, min(len(lines), start + _LONGEST)):
        left, right = _halves(lines[at])
        if left and not right and not _RECIPIENT.match(left):
            break
        if left or right:
            end = at + 1
    return end


def _halves(line: str) -> tuple[str, str]:
    """What stands to the left and to the right of the widest gap of a line."""
    if not line.strip():
        return "", ""
    if re.match(r"^(?:[ \u00a0]{8,}|\t)", line):
        return "", line.strip()
    gaps = list(_GAP.finditer(line.rstrip()))
    if not gaps:
        return line.rstrip(), ""
    widest = max(gaps, key=lambda gap: gap.end() - gap.start())
    return line[: widest.start()].rstrip(), line[widest.end() :].strip()
