from itertools import pairwise

import pytest
from hypothesis import given

from qa.vietnamese import sentences

from .strategies import ANY


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Đạt chuẩn quốc tế.|Phấn đấu đến năm 2025.|Tổ chức thực hiện!|Vì sao?|Hết./.",
        "Ông nói “đạt chuẩn quốc tế.”|Năm 2025 (đã nêu trên.)|Tiếp theo",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "TUQ. GIÁM ĐỐC",
        "Tại TP. Hồ Chí Minh và Tp. Huế có PGS. TS. Trần An, Th.S. Lê Bình.|Tại Q. 1, P. Bến Nghé.",
        "1. Mục tiêu tổng quát",
        "2.1. Giai đoạn 2023-2025",
        "II. NHIỆM VỤ",
        "a. Nội dung một.|Câu hai.",
        "Điều 1. Ban hành kèm theo Quyết định này.|Theo Điều 5.|Các sở thực hiện.",
        "Hỗ trợ 1.000 doanh nghiệp, tăng 10.5 lần.|Đạt 20%.|Có 30 dự án.",
        "Các cơ sở nghiên cứu... và doanh nghiệp, v.v. cùng tham gia.",
        "Ứng dụng AI, IoT...|Phát triển mạng 5G…|Xây dựng kho dữ liệu.",
        "Nâng cao năng lực; đẩy mạnh hợp tác; phát triển thị trường.",
        "Sở Xây dựng chủ trì.|- phối hợp với Sở Tài chính.",
        "Ứng dụng công nghệ.|Phối hợp với TP.HCM.",
    ],
)
def test_ends(text: str) -> None:
    expected = text.split("|")
    assert split(" ".join(expected)) == expected


def test_ends_without_a_space() -> None:
    assert split("ứng dụng công nghệ.Phối hợp với Sở Y tế.") == [
        "ứng dụng công nghệ.",
        "Phối hợp với Sở Y tế.",
    ]


def test_lines_are_sentences() -> None:
    text = "II. MỤC TIÊU\n- Nâng cao năng lực;\n- Đẩy mạnh hợp tác\na) điểm a\nđ) điểm đ\n\nđoạn mới"
    assert split(text) == text.replace("\n\n", "\n").split("\n")


def test_a_wrapped_line_goes_on() -> None:
    assert split("Triển khai cơ chế,\nchính sách và\nnhiệm vụ. Hết") == [
        "Triển khai cơ chế,\nchính sách và\nnhiệm vụ.",
        "Hết",
    ]
    assert split("Sở Tài chính,\nSở Y tế") == ["Sở Tài chính,\nSở Y tế"]


def test_cells_of_a_row_are_apart() -> None:
    assert split("5\tXây dựng hệ thống\tSở Y tế") == ["5", "Xây dựng hệ thống", "Sở Y tế"]


@given(ANY)
def test_sentences_cover_all_that_is_not_blank(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    covered = {i for start, end in spans for i in range(start, end)}
    assert [c for i, c in enumerate(text) if not c.isspace() and i not in covered] == []
