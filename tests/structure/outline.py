"""Prints the outline of a document; `python tests/structure/outline.py` writes all of them anew.

Read a changed outline against its document, line by line, before committing it.
"""

from pathlib import Path

from qa.documents import read
from qa.records import Source
from qa.structure import ParsedDocument, parse

ROOT = Path(__file__).parents[2]
OUTLINES = Path(__file__).parent / "outlines"
CORPUS = sorted((ROOT / "corpus").rglob("*.txt"))
INVENTED = sorted((ROOT / "tests/fixtures/corpus2").glob("*.txt"))
SHAPES = sorted((ROOT / "tests/fixtures/shapes").glob("*.txt"))
FILES = CORPUS + INVENTED + SHAPES


def parsed(path: Path) -> ParsedDocument:
    return parse(read(path), Source(path.name, "", ""), {})


def outline(document: ParsedDocument) -> str:
    """One line a section: path, kind ("~" where inferred), label, heading, how its text begins."""
    lines = []
    for section in document.sections:
        kind = section.kind + ("~" if section.inferred else "")
        text = " ".join(document.document.text[section.start : section.end].split())
        begins = text if len(text) <= 60 else text[:60] + "…"
        lines.append(" | ".join(["/".join(section.path), kind, section.label, section.heading, begins]))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for file in FILES:
        found = parsed(file)
        (OUTLINES / f"{found.document.doc_id}.txt").write_text(outline(found), encoding="utf-8")
