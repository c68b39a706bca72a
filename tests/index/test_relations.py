"""Documents that belong together, read and indexed as any others."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.index import Index, build, open_index
from qa.index.links import links, remarks
from qa.index.prepare import real_makers
from qa.settings import Settings

from .fakes import HashEmbedder, write_corpus

BODY = "\n".join(
    f"{n}. Nhiệm vụ thứ {n} về {what}: rà soát, tổng hợp và báo cáo kết quả hằng năm theo quy định."
    for n, what in enumerate(["trồng rừng", "thủy lợi", "đường giao thông", "trường học", "trạm y tế"], 1)
)


def paper(number: str, date: str, body: str = BODY, bases: str = "", title: str = "Phát triển nông thôn mới",
          province: str = "YÊN BÁI", place: str = "Yên Bái") -> str:  # fmt: skip
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH {province}\nSố: {number}/QĐ-UBND\n{place}, ngày {date}\nQUYẾT ĐỊNH\n{title}\n{bases}"
        f"QUYẾT ĐỊNH:\nĐiều 1. Ban hành kế hoạch.\n{body}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Huy Tuấn\n"
    )


OLD = paper("05", "02 tháng 3 năm 2020")
OTHER_BODY = "Điều 2. Quyết định này thay thế Quyết định số 05/QĐ-UBND ngày 02 tháng 3 năm 2020 của UBND tỉnh.\n"


@pytest.fixture
def made(tmp_path: Path):
    def make(files: dict[str, str]) -> Index:
        write_corpus(tmp_path / "corpus", files)
        build(tmp_path / "corpus", tmp_path / "index", settings=Settings(), embedder=HashEmbedder(max_tokens=512),
              makers=real_makers)  # fmt: skip
        return open_index(tmp_path / "index")

    return make


def relations(index: Index) -> list[tuple[str, str, str]]:
    return [(r.kind, r.doc_id, r.other) for r in index.manifest.relations]


NEW_ID, OLD_ID = "yen-bai-qd-12-2024", "yen-bai-qd-05-2020"


def test_a_replaced_document_is_linked_both_ways_and_set_aside(made):
    index = made({"cu.txt": OLD, "moi.txt": paper("12", "05 tháng 6 năm 2024", OTHER_BODY + "a) Việc mới.")})
    assert relations(index) == [("replaces", NEW_ID, OLD_ID)]
    (there,), (back,) = links(index, NEW_ID), links(index, OLD_ID)
    assert (there.doc_id, there.words) == (OLD_ID, "thay thế")
    assert (back.doc_id, back.words) == (NEW_ID, "được thay thế bởi")
    assert "12/QĐ-UBND" in back.reference and index.section(back.section_id) is not None
    assert index.set_aside == {OLD_ID}
    found = index.fetch([key for key, _ in index.search_tokens("trồng rừng", 50)])
    assert OLD_ID not in {passage.doc_id for passage in found}
    assert index.search_tokens("trồng rừng", 50, [OLD_ID])
    assert "được thay thế bởi" in remarks(index, [OLD_ID])[0]
    assert "câu trả lời theo văn bản mới" in remarks(index, [NEW_ID])[0]


def test_every_run_says_which_documents_are_set_aside(made, tmp_path):
    made({"cu.txt": OLD, "moi.txt": paper("12", "05 tháng 6 năm 2024", OTHER_BODY)})
    report = build(
        tmp_path / "corpus", tmp_path / "index", embedder=HashEmbedder(max_tokens=512), makers=real_makers
    )
    assert report.unchanged == 2
    assert any(w.startswith(OLD_ID) and NEW_ID in w for w in report.warnings)


def test_the_relation_goes_when_the_document_goes(made, tmp_path):
    made({"cu.txt": OLD, "moi.txt": paper("12", "05 tháng 6 năm 2024", OTHER_BODY)}).close()
    (tmp_path / "corpus" / "moi.txt").unlink()
    index = made({})
    assert relations(index) == [] and index.set_aside == frozenset()


def test_the_same_number_of_another_province_is_another_document(made):
    foreign = paper("12", "05 tháng 6 năm 2024", OTHER_BODY, province="LÀO CAI", place="Lào Cai")
    assert relations(made({"cu.txt": OLD, "moi.txt": foreign})) == []


def test_another_date_is_another_document(made):
    body = OTHER_BODY.replace("02 tháng 3", "09 tháng 9")
    assert relations(made({"cu.txt": OLD, "moi.txt": paper("12", "05 tháng 6 năm 2024", body)})) == []


def test_a_legal_basis_in_the_corpus_is_linked(made):
    bases = "Căn cứ Quyết định số 05/QĐ-UBND ngày 02/3/2020 của UBND tỉnh;\n"
    index = made({"cu.txt": OLD, "moi.txt": paper("12", "05 tháng 6 năm 2024", "a) Việc khác.", bases)})
    assert relations(index) == [("based-on", NEW_ID, OLD_ID)]
    assert index.set_aside == frozenset() and remarks(index, [OLD_ID, NEW_ID]) == []
    assert [link.words for link in links(index, OLD_ID)] == ["là căn cứ của"]


def test_a_draft_is_set_aside_for_its_final_form(made):
    index = made({"du-thao.txt": paper("    ", "    tháng    năm 2020"), "xong.txt": OLD})
    (relation,) = index.manifest.relations
    assert (relation.kind, relation.doc_id) == ("final-of", OLD_ID)
    assert index.set_aside == {relation.other}


def test_the_same_document_in_another_wording_of_its_file_is_a_copy(made):
    again = OLD.replace("\n2. Nhiệm vụ", "\n\n2.  Nhiệm vụ").replace("Trần Huy Tuấn", "Trần Huy Tuấn (đã ký)")
    index = made({"a.txt": OLD, "b.txt": again})
    assert relations(index) == [("copy-of", OLD_ID, f"{OLD_ID}-2")]
    assert index.set_aside == {f"{OLD_ID}-2"}


def test_two_plans_of_one_kind_are_no_copies(made):
    index = made({"a.txt": OLD, "b.txt": paper("06", "02 tháng 3 năm 2020")})
    assert relations(index) == []


def test_files_left_out_are_kept_with_the_index(made):
    index = made({"a.txt": OLD, "b.txt": OLD})
    (left_out,) = index.manifest.left_out
    assert (left_out.path, left_out.of) == ("b.txt", "a.txt")
