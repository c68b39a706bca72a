"""Character error rate: how many letters of a scan are read otherwise than they are printed."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa.documents import read
from qa.vietnamese import normalize

ROOT = Path(__file__).parents[1]
# What scans say, transcribed by hand; the scans themselves lie elsewhere.
TRANSCRIPTS = ROOT / "eval/scans"
Row = tuple[str, int, int, int]


def edits(one: str, other: str) -> int:
    """Letters to put in, take out or replace to make one text the other (Levenshtein's distance)."""
    letters = np.frombuffer(other.encode("utf-32-le"), dtype=np.uint32)
    at = np.arange(len(letters) + 1)
    row = at.copy()
    for i, letter in enumerate(np.frombuffer(one.encode("utf-32-le"), dtype=np.uint32), 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (letters != letter))
        # What is taken out of `other` runs along the row: the least so far, and one more for each step.
        row = np.minimum.accumulate(np.concatenate(([i], best)) - at) + at
    return int(row[-1])


def plain(text: str) -> str:
    """A text as it is compared: spaces as one, three dots and the sign of three dots as the same print."""
    return " ".join(normalize(text).replace("…", "...").split())


def counted(name: str, printed: str, scan: Path) -> Row:
    """Name, pages, letters printed and letters misread of one scan."""
    found = read(scan)
    right = plain(printed)
    return name, found.pages or 0, len(right), edits(right, plain("\n".join(block.text for block in found.blocks)))


def of_clean(corpus: Path, rendered: Path) -> list[Row]:
    """The corpus against its scans, which have the same places under another folder."""
    rows = []
    for scan in sorted(rendered.glob("*/*.pdf")):
        source = corpus / scan.relative_to(rendered).with_suffix(".txt")
        rows.append(counted(scan.stem, "\n".join(block.text for block in read(source).blocks), scan))
    return [*rows, total("clean scans", rows)]


def of_real(folders: Sequence[Path]) -> list[Row]:
    """The scans in these folders that were transcribed."""
    rows = []
    for transcript in sorted(TRANSCRIPTS.glob("*.txt")):
        found = [path for folder in folders for path in folder.rglob(f"{transcript.stem}.pdf")]
        rows += [counted(transcript.stem, transcript.read_text(encoding="utf-8"), path) for path in found[:1]]
    return [*rows, total("real scans", rows)] if rows else []


def total(name: str, rows: Sequence[Row]) -> Row:
    """All scans together."""
    return f"**{name}**", sum(r[1] for r in rows), sum(r[2] for r in rows), sum(r[3] for r in rows)


def report(rows: Sequence[Row]) -> str:
    """The table for the report."""
    lines = [
        "## Characters misread",
        "",
        "Levenshtein's distance from what is printed, spaces and order of reading included, by the characters printed:",
        "the clean scans above against their text files, real ones (`--scans FOLDER`) against the transcripts in",
        "`eval/scans/`, where numbers and dates filled in by hand and a stamp over the text count as misread.",
        "",
        "| scan | pages | characters | misread | rate |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {n} | {pages} | {all_} | {wrong} | {100 * wrong / max(all_, 1):.2f} % |"
            for n, pages, all_, wrong in rows
        ),
    ]
    return "\n".join(lines) + "\n"
