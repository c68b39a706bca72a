import difflib
import unicodedata
from pathlib import Path

import pytest

from qa.documents import read
from qa.records import Source
from qa.structure import parse

FOLDER = Path(__file__).parents[1] / "fixtures" / "legacy"


@pytest.mark.parametrize(
    "name", ["2003-A06.rtf", "2003-02144qd.doc", "2006-19412_QD115.04TTg_BLTch_DNNVV.pdf"]
)
def test_diacritics_recovered_against_the_transcript(name: str) -> None:
    source = FOLDER / name
    reference = flat(source.with_suffix(".txt").read_text(encoding="utf-8"))
    found = flat(" ".join(block.text for block in read(source).blocks))
    # The fonts in capitals ("…TimeH") hold small letters, as does the transcript in some places: case is left out.
    matcher = difflib.SequenceMatcher(None, reference, found, autojunk=False)
    marked = sum(not c.isascii() for c in reference)
    right = sum(not c.isascii() for m in matcher.get_matching_blocks() for c in reference[m.a : m.a + m.size])
    assert right / marked >= 0.98


def flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).lower().split())


@pytest.mark.parametrize("name, signer", [("2003-02144qd.doc", "Trương Chí Trung"), ("2003-A06.rtf", "Vũ Văn Ninh")])
def test_signature_set_with_spaces_beside_the_recipients(name: str, signer: str) -> None:
    raw = read(FOLDER / name)
    document = parse(raw, Source(name, "0", raw.format), {}).document
    assert document.signer == signer
