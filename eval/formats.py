"""Whether the same documents give the same answers whatever format they came in.

Renders the corpus to every format, indexes each, compares sections and tasks with those of the text files, asks the
gold set and writes a table: `python eval/formats.py [--out eval/results/formats.md] [--format NAME]… [--scans FOLDER]…`
(scans take minutes; they need Tesseract with Vietnamese). Of scans it also counts the characters misread.
"""

import argparse
import datetime
import difflib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from eval import letters  # noqa: E402
from tests.documents import render  # noqa: E402

from qa.documents import read  # noqa: E402
from qa.index import Index, build, open_index  # noqa: E402
from qa.records import Block  # noqa: E402

Writer = Callable[[Sequence[Block], Path], Path]
FIGURES = (
    "R@5", "R@10", "MRR", "facts", "evidence_cited", "citation_recall", "citation_precision", "quotes_verbatim",
    "ownership", "list_f1", "refused_unanswerable", "refused_answerable",
)  # fmt: skip
LIMIT = 0.02


def scan(blocks: Sequence[Block], path: Path) -> Path:
    text = render.pdf(blocks, path.with_suffix(".text"), render.WORD)
    render.scan(text, path)
    text.unlink()
    return path


FORMATS: dict[str, tuple[str, Writer]] = {
    "PDF, as from Word": (".pdf", lambda blocks, path: render.pdf(blocks, path, render.WORD)),
    "PDF, as in the gazette": (".pdf", lambda blocks, path: render.pdf(blocks, path, render.GAZETTE)),
    "DOCX": (".docx", render.docx),
    "HTML": (".html", render.web_page),
    "clean scan": (".pdf", scan),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "eval/results/formats.md")
    parser.add_argument("--format", action="append", choices=FORMATS, help="only this one (may be repeated)")
    parser.add_argument("--scans", action="append", type=Path, default=[], help="folder with scans of eval/scans/")
    asked = parser.parse_args()
    misread: list[letters.Row] = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        base = measured("text", ROOT / "corpus", work / "text", None)
        rows = [base]
        for name in asked.format or FORMATS:
            corpus = rendered(work / f"corpus-{len(rows)}", *FORMATS[name])
            rows.append(measured(name, corpus, work / str(len(rows)), open_index(work / "text")))
            print(row(rows[-1], base), flush=True)
            if FORMATS[name][1] is scan:
                misread = letters.of_clean(ROOT / "corpus", corpus)
    misread += letters.of_real(asked.scans)
    kept = asked.out.read_text(encoding="utf-8") if asked.out.exists() else ""
    _, heading, reading = kept.partition("## Reading")  # the part that eval/reading.py writes
    parts = [table(rows), letters.report(misread) if misread else "", heading + reading]
    asked.out.write_text("\n".join(filter(None, parts)), encoding="utf-8")


def rendered(corpus: Path, suffix: str, write: Writer) -> Path:
    """Writes every document of the corpus in another format, with the facts of corpus.toml under its new name."""
    facts = (ROOT / "corpus/corpus.toml").read_text(encoding="utf-8")
    for source in sorted((ROOT / "corpus").glob("*/*.txt")):
        target = corpus / source.relative_to(ROOT / "corpus").with_suffix(suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        write(read(source).blocks, target)
    (corpus / "corpus.toml").write_text(facts.replace('.txt"]', f'{suffix}"]'), encoding="utf-8")
    return corpus


def measured(name: str, corpus: Path, directory: Path, base: Index | None) -> dict[str, Any]:
    start = time.perf_counter()
    pages = 0
    for path in sorted(corpus.glob("*/*.*")):
        pages += read(path).pages or 0
    seconds = time.perf_counter() - start
    build(corpus, directory)
    index = open_index(directory)
    figures = asked_gold(directory)
    found: dict[str, Any] = {"name": name, "pages": pages, "seconds": seconds, "figures": figures}
    found["sections"] = agreement(paths(base), paths(index)) if base else 1.0
    found["tasks"] = agreement(tasks(base), tasks(index)) if base else 1.0
    found["who and when"] = agreement([t[1:] for t in tasks(base)], [t[1:] for t in tasks(index)]) if base else 1.0
    index.close()
    return found


def asked_gold(directory: Path) -> dict[str, float]:
    """The gold set's figures on an index, from a process of its own."""
    out = directory.parent / f"{directory.name}-run"
    command = [sys.executable, "eval/run.py", "--index", str(directory), "--out", str(out), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    summary = json.loads(done.stdout)["summary"]["by_kind"]["all"]
    shutil.rmtree(out, ignore_errors=True)
    return {name: value(summary[name]) for name in FIGURES if summary.get(name) is not None}


def value(figure: Any) -> float:
    return float(figure["mean"] if isinstance(figure, dict) else figure)


def paths(index: Index) -> list[str]:
    return [section.section_id for header in index.headers() for section in index.sections(header.doc_id)]


def tasks(index: Index) -> list[Any]:
    # Three dots and the sign of three dots are the same print.
    return [(t.task.replace("…", "...").split(), t.lead, t.coordinate, t.owner, t.time) for t in index.tasks()]


def agreement(one: list[Any], other: list[Any]) -> float:
    matcher = difflib.SequenceMatcher(None, list(map(str, one)), list(map(str, other)), autojunk=False)
    return sum(match.size for match in matcher.get_matching_blocks()) / max(len(one), len(other), 1)


def row(found: dict[str, Any], base: dict[str, Any]) -> str:
    cells = [found["name"], f"{found['sections']:.3f}", f"{found['tasks']:.3f}", f"{found['who and when']:.3f}"]
    for name in FIGURES:
        mine, its = found["figures"].get(name), base["figures"].get(name)
        far = mine is not None and its is not None and abs(mine - its) > LIMIT
        cells.append("–" if mine is None else f"**{mine:.3f}**" if far else f"{mine:.3f}")
    speed = f"{found['pages'] / found['seconds']:.1f}" if found["pages"] else "–"
    return f"| {' | '.join([*cells, speed])} |"


def table(rows: list[dict[str, Any]]) -> str:
    heads = ["format", "sections", "tasks", "who and when", *FIGURES, "pages/s read"]
    lines = [
        "# The gold set on the corpus in other formats",
        "",
        f"Command: `python eval/formats.py --scans FOLDER` · {datetime.date.today()} · 2 cores, shared with others.",
        "The documents are rendered by `tests/documents/render.py`, read, indexed and asked all gold questions.",
        "Sections and tasks: share that is the same, in order, as from the text; who and when: the tasks' agencies",
        "and times alone.",
        f"Bold: more than {LIMIT} off. Pages a second: reading alone, without pages that the cache holds.",
        "",
        f"| {' | '.join(heads)} |",
        f"|{' --- |' * len(heads)}",
        *(row(found, rows[0]) for found in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
