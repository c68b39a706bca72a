"""`qa docs`, `qa show`."""

from pathlib import Path

from .conftest import Command


def test_docs_as_json(qa: Command, index: Path) -> None:
    result = qa("docs", "--json", "--index", index)
    assert result.status == 0
    documents = {document["doc_id"]: document for document in result.json}
    assert set(documents) == {
        "bac-ninh-qd-123-2023",
        "binh-thuan-kh-4239-2021",
        "ha-nam-kh-2022",
        "kon-tum-kh-2629-2023",
    }
    assert documents["bac-ninh-qd-123-2023"]["province"] == "Bắc Ninh"
    assert documents["bac-ninh-qd-123-2023"]["number"] == "123/QĐ-UBND"
    assert documents["ha-nam-kh-2022"]["number"] is None
    assert all("text" not in document for document in documents.values())


def test_docs_for_people(qa: Command, index: Path) -> None:
    result = qa("docs", "--index", index)
    assert "Quyết định số 123/QĐ-UBND ngày 05/4/2023 của UBND tỉnh Bắc Ninh" in result.out
    assert "Kế hoạch (không ghi số) tháng 8/2022 của UBND tỉnh Hà Nam" in result.out


def test_a_section_with_all_that_is_under_it(qa: Command, index: Path) -> None:
    result = qa("show", "bac-ninh-qd-123-2023#chuong-trinh/II/2/2.1", "--json", "--index", index)
    shown = result.json
    assert shown["text"].startswith("2.1. Giai đoạn 2023-2025\na) Nâng cao đóng góp")
    assert shown["text"].endswith("2030 trên địa bàn tỉnh.")
    assert [section["label"] for section in shown["sections"]] == [
        "2.1.", "a)", "b)", "c)", "d)", "e)", "f)", "g)", "h)",
    ]  # fmt: skip
    assert shown["sections"][3]["id"] == "bac-ninh-qd-123-2023#chuong-trinh/II/2/2.1/c"
    assert {"id", "label", "heading", "kind", "path", "start", "end"} <= set(shown["sections"][0])
    assert shown["end"] - shown["start"] == len(shown["text"])
    assert shown["breadcrumb"][-2:] == ["2. Mục tiêu cụ thể", "2.1. Giai đoạn 2023-2025"]
    assert shown["reference"].startswith("khoản 2.1 mục 2 Phần II Chương trình")


def test_an_inferred_section_shows_what_is_under_it(qa: Command, index: Path) -> None:
    shown = qa("show", "kon-tum-kh-2629-2023#IV", "--json", "--index", index).json
    assert shown["text"].startswith("1. Sở Khoa học và Công nghệ")
    assert shown["text"].endswith("tham gia thực hiện Kế hoạch./.")
    assert shown["inferred"] is True


def test_a_whole_document(qa: Command, index: Path) -> None:
    shown = qa("show", "ha-nam-kh-2022", "--json", "--index", index).json
    assert shown["date"] == "2022-08"
    for section in shown["sections"]:
        if section["kind"] == "heading":
            assert shown["text"][section["start"] : section["end"]].startswith(section["label"])
    assert shown["text"].endswith("Nguyễn Đức Vượng")


def test_show_for_people(qa: Command, index: Path) -> None:
    result = qa("show", "ha-nam-kh-2022#V/3", "--index", index)
    assert result.status == 0
    assert "mục 3 Phần V Kế hoạch" in result.out
    assert "- Cân đối ngân sách nhà nước hàng năm" in result.out


def test_unknown_section_names_the_nearest(qa: Command, index: Path) -> None:
    result = qa("show", "ha-nam-kh-2022#V/33", "--index", index)
    assert result.status == 1
    assert "ha-nam-kh-2022#V/3" in result.err
    assert result.out == ""


def test_unknown_document_names_the_nearest(qa: Command, index: Path) -> None:
    result = qa("show", "ha-nam-kh-2023", "--index", index)
    assert result.status == 1
    assert "ha-nam-kh-2022" in result.err
