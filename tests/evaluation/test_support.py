"""Hand-made cases: what a reader would accept as supported, and what not."""

import pytest

from qa.evaluation.support import Statement, markers, statements, stopwords, supports

QUOTE = (
    "Tỷ trọng đóng góp của năng suất các yếu tố tổng hợp (TFP) vào tăng trưởng GRDP của tỉnh bình quân "
    "giai đoạn 2023-2025 đạt từ 45-47%."
)
TASK = "Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính xây dựng đề án trước ngày 05/4/2023."
REFERENCE = "điểm a khoản 1 mục II Kế hoạch số 123/KH-UBND ngày 05/4/2023 của UBND tỉnh X"


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        (QUOTE, [QUOTE]),
        ("TFP đóng góp **45 – 47 %** vào tăng trưởng GRDP giai đoạn 2023 - 2025 [1]", [QUOTE]),
        ("Đóng góp của TFP vào tăng trưởng GRDP đạt 45-47%", [QUOTE]),
        ("Chủ trì: Sở KH&CN; phối hợp: Sở Tài chính; thời gian: trước ngày 5 tháng 4 năm 2023", [TASK]),
        ("Theo Kế hoạch số 123/KH-UBND, Sở Khoa học và Công nghệ chủ trì xây dựng đề án", [TASK, REFERENCE]),
        ("Lead agency: Sở Khoa học và Công nghệ", [TASK]),
        ("tỷ trọng đóng góp của TFP", ["Tỷ trọng đóng góp", "của TFP"]),
    ],
)
def test_supported(claim, quotes):
    assert supports(claim, quotes).supported


@pytest.mark.parametrize(
    ("claim", "quotes", "why"),
    [
        ("TFP đóng góp 48% vào tăng trưởng GRDP", [QUOTE], "missing_numbers"),
        ("TFP đóng góp 45-47% vào tăng trưởng GRDP giai đoạn 2026-2030", [QUOTE], "missing_numbers"),
        ("Theo Quyết định số 124/KH-UBND, chủ trì xây dựng đề án", [TASK, REFERENCE], "missing_numbers"),
        ("Sở Tư pháp chủ trì xây dựng đề án", [TASK], "missing_agencies"),
        ("Sở Khoa học và Công nghệ không chủ trì xây dựng đề án", [TASK], "denies"),
    ],
)
def test_not_supported(claim, quotes, why):
    result = supports(claim, quotes)
    assert not result.supported
    assert getattr(result, why)


def test_other_words_are_not_supported():
    result = supports("Phát triển nông nghiệp hữu cơ và du lịch sinh thái bền vững", [QUOTE])
    assert result.terms < 0.3
    assert not result.supported


def test_numbers_must_be_quoted_but_words_may_stand_in_the_section():
    section = "Mục tiêu tỷ trọng đóng góp của TFP đến năm 2025 là 45-47%"
    assert supports("tỷ trọng đóng góp của TFP: 45-47%", ["45-47%"], section).supported
    assert not supports("tỷ trọng đóng góp của TFP: 45-47% (2025)", ["45-47%"], section).supported


def test_a_denial_that_is_quoted_is_supported():
    quote = "Kinh phí không thuộc ngân sách tỉnh."
    assert supports("Kinh phí không thuộc ngân sách tỉnh", [quote]).supported


def test_stopwords_are_folded_and_leave_content_in():
    assert {"va", "theo", "chu"} <= stopwords()
    assert not {"khoa", "hoc", "cong", "nghe", "doanh", "nghiep"} & stopwords()


def test_markers_in_every_form():
    assert markers("một [1], hai [2, 3] và 【4】; điểm a) không tính") == [1, 2, 3, 4]


def test_statements_end_at_their_markers():
    assert statements("Câu một. Câu hai [1][2]. Câu ba [3]\nCâu bốn.") == [
        Statement("Câu một. Câu hai", (1, 2)),
        Statement("Câu ba", (3,)),
        Statement("Câu bốn", ()),
    ]


def test_lead_ins_headings_and_table_heads_claim_nothing():
    answer = (
        "## Kết quả\nCó hai nhiệm vụ:\n\n- **Việc một** [1]\n- Việc hai [2]\n\n"
        "| Việc | Cơ quan |\n|---|---|\n| Việc ba | Sở A [3] |\n"
    )
    assert statements(answer) == [
        Statement("Việc một", (1,)),
        Statement("Việc hai", (2,)),
        Statement("Việc ba   Sở A", (3,)),
    ]


def test_items_share_the_citation_of_their_lead_in():
    answer = "Sở A được giao [1]:\n- Việc một\n- Việc hai [2]\nCâu khác."
    assert statements(answer) == [
        Statement("Sở A được giao", (1,)),
        Statement("Việc một", (1,)),
        Statement("Việc hai", (2,)),
        Statement("Câu khác", ()),
    ]


@pytest.mark.parametrize(
    "answer",
    ["Văn bản không nêu thời hạn.", "Không tìm thấy trong các văn bản.", "Số hiệu để trống.", "> \n---\n"],
)
def test_what_is_not_stated_needs_no_citation(answer):
    assert statements(answer) == []
