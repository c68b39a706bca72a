"""The corpus folder is as its README says."""

import re

from tests.conftest import CORPUS

from qa.index.corpus import read_facts, scan
from qa.records import Block, RawDocument, Source
from qa.structure import parse

README = (CORPUS / "README.md").read_text(encoding="utf-8")


def test_files_are_those_of_the_table_byte_for_byte() -> None:
    listed = dict(re.findall(r"^\| `(\S+\.txt)` .* `([0-9a-f]{64})` \|$", README, re.MULTILINE))
    found = {file.path: file.sha256() for file in scan(CORPUS, CORPUS / "index")}
    assert found == listed


def test_every_file_has_an_origin() -> None:
    facts = read_facts(CORPUS)
    assert set(facts) == {file.path for file in scan(CORPUS, CORPUS / "index")}
    assert all(entry["origin"] for entry in facts.values())


def test_facts_of_the_readme_fill_what_a_text_lacks() -> None:
    facts = {
        "kind": "Kế hoạch", "number": "7/KH-UBND", "issuer": "UBND tỉnh Lai Châu", "province": "Lai Châu",
        "date": "2024-03", "title": "Trồng rừng năm 2024", "signer": "Nguyễn Văn An",
    }  # fmt: skip
    assert set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)) == {"origin", *facts}
    bare = parse(RawDocument((Block("Trồng 500 ha rừng."),), "txt"), Source("x", "", "txt"), facts).document
    assert {key: getattr(bare, key) for key in facts} == facts


def test_facts_never_override_a_text() -> None:
    lines = ["Số: 7/KH-UBND", "Lai Châu, ngày 02 tháng 3 năm 2024", "KẾ HOẠCH", "Trồng rừng", "I. MỤC TIÊU"]
    raw = RawDocument(tuple(Block(line) for line in lines), "txt")
    facts = {"number": "8/KH-UBND", "date": "2020", "title": "Khác", "kind": "Quyết định"}
    found = parse(raw, Source("x", "", "txt"), facts).document
    assert (found.number, found.date, found.title, found.kind) == (
        "7/KH-UBND", "2024-03-02", "Trồng rừng", "Kế hoạch",
    )  # fmt: skip
