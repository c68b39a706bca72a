"""Documents that a text names, and those that it rests on. All text is invented."""

import pytest

from qa.structure.mentions import named_documents

from .invented import document

HEAD = ("Số: 7/QĐ-UBND", "Lai Châu, ngày 02 tháng 3 năm 2024", "QUYẾT ĐỊNH", "Về việc trồng rừng")
BODY = ("QUYẾT ĐỊNH:", "Điều 1. Trồng rừng.", "Điều 2. Có hiệu lực kể từ ngày ký.")


def bases(*lines: str) -> list[tuple[str, str | None, str | None]]:
    return [(b.kind, b.number, b.date) for b in document(*HEAD, *lines, *BODY).document.legal_bases]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Nghị quyết số 15/2023/NQ-HĐND ngày 14/7/2023", "Nghị quyết", "2023-07-14"),
        ("BAN HÀNH KÈM THEO NGHỊ QUYẾT SỐ 15/2023/NQ-HĐND NGÀY 14 THÁNG 7 NĂM 2023", "Nghị quyết", "2023-07-14"),
        ("Báo cáo thẩm tra số 211/BC-KTNS ngày 09 tháng 7 năm 2024", "Báo cáo", "2024-07-09"),
        ("văn bản số 12/TTr-SNN ngày 01/02/2024", "Tờ trình", "2024-02-01"),
        ("văn bản số 12/UBND-KT ngày 01/02/2024", "", "2024-02-01"),
        ("số 93/2025/QH15", "", None),
    ],
)
def test_a_mention_has_its_kind_and_date(text: str, kind: str, date: str | None) -> None:
    assert [(m.kind, m.date) for m in named_documents(text)] == [(kind, date)]


def test_the_law_that_a_decree_explains_is_no_basis_of_its_own() -> None:
    line = (
        "Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 quy định chi tiết thi hành một số điều của Luật Lâm nghiệp;"
    )
    assert bases(line) == [("Nghị định", "156/2018/NĐ-CP", "2018-11-16")]


def test_a_decree_and_a_law_side_by_side_are_both_bases() -> None:
    line = (
        "Căn cứ Luật Lâm nghiệp ngày 15/11/2017; Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 thi hành Luật Lâm nghiệp;"
    )
    assert bases(line) == [("Luật Lâm nghiệp", None, "2017-11-15"), ("Nghị định", "156/2018/NĐ-CP", "2018-11-16")]


def test_laws_of_one_name_are_told_by_their_dates() -> None:
    law = "Luật sửa đổi, bổ sung một số điều của Luật Lâm nghiệp"
    line = (
        f"Căn cứ Luật Lâm nghiệp ngày 15/11/2017; các {law} ngày 19/6/2019, ngày 14/6/2021 và ngày 16 tháng 6 năm 2022;"
    )
    dates = ("2019-06-19", "2021-06-14", "2022-06-16")
    assert bases(line) == [("Luật Lâm nghiệp", None, "2017-11-15"), *((law, None, date) for date in dates)]


def test_laws_that_amend_without_saying_what_are_named_by_no_one() -> None:
    line = "Căn cứ Luật Lâm nghiệp ngày 15/11/2017 và các Luật sửa đổi, bổ sung;"
    assert bases(line) == [("Luật Lâm nghiệp", None, "2017-11-15")]


def test_a_chapter_may_list_the_bases() -> None:
    lines = (
        "1. Luật Lâm nghiệp ngày 15/11/2017.",
        "2. Nghị quyết số 5-NQ/TU ngày 02/3/2023 của Tỉnh ủy.",
        "3. Thực tế.",
    )
    found = document(*HEAD[:2], "ĐỀ ÁN", "Trồng rừng", "I. CĂN CỨ PHÁP LÝ", *lines, "II. MỤC TIÊU", "1. Luật Đất đai.")
    assert [(b.section_id.partition("#")[2], b.kind, b.number, b.date) for b in found.document.legal_bases] == [
        ("I/1", "Luật Lâm nghiệp", None, "2017-11-15"),
        ("I/2", "Nghị quyết", "5-NQ/TU", "2023-03-02"),
    ]


def test_an_article_on_bases_has_none() -> None:
    lines = ("Điều 3. Căn cứ xây dựng kế hoạch", "1. Luật Lâm nghiệp ngày 15/11/2017.")
    assert document(*HEAD, "Điều 1. Trồng.", "Điều 2. Tỉa.", *lines).document.legal_bases == ()
