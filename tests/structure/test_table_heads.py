"""Which rows of a table are its head, told by their place over columns of figures and not by known words."""

import pytest

from qa.structure.tables import heads_by_place
from qa.structure.units import Unit


def units(*rows: str) -> list[Unit]:
    """Rows as units, cells parted by "|"; a line without any is a paragraph."""
    return [
        Unit(row.replace("|", "\t"), 0, len(row), cells=tuple((0, 0) for _ in row.split("|")) if "|" in row else None)
        for row in rows
    ]


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (["Năm|Ngân sách tỉnh|Vốn doanh nghiệp", "2024|65|40", "2025|110|85", "Tổng|175|125"], {0}),
        (["Địa phương|2025|2030", "Huyện Đồng Văn|12|15", "Huyện Yên Minh|8,5|-", "Cộng|20,5|15"], {0}),
        (["Loại rừng|Diện tích (ha)", "Phòng hộ|1.204,5", "Đặc dụng|98"], {0}),
        (["Nơi|Thực hiện 2024|Kế hoạch 2025", "Yên Bình|6,1|5,2", "Lục Yên|7,7|6,9", "Toàn tỉnh|8,9|7,3"], {0}),
        # Known heads, with what they say below: years, then numbers of columns.
        (["TT|Huyện|Tỷ lệ hộ (%)|", "||2024|2025", "1|Quản Bạ|60|66", "2|Mèo Vạc|48|52,6"], {1}),
        (["Xã|Số hộ|", "Xã|Nghèo|Cận nghèo", "Lũng Cú|12|7", "Ma Lé|9|3"], {0, 1}),
        (["Huyện|Số thôn|Đã phủ|Còn lại", "(1)|(2)|(3)|(4)=(2)-(3)", "Quản Bạ|60|45|15", "Vị Xuyên|80|78|2"], {0, 1}),
        (["TT|Chỉ tiêu|Đơn vị|2025", "A|B|1|2", "1|Số xã|Xã|40", "2|Số hộ|Hộ|950"], {1}),
        # Columns called by a number; rows numbered from the first; the head again on the next page.
        (["Thị trường|Nhóm 1|Nhóm 2", "Nhật Bản|5 triệu đồng|3 triệu đồng", "Đài Loan|4 triệu đồng|2 triệu đồng"], {0}),
        (["Cấp|Mức độ|Biện pháp", "I|Thấp|Tuần tra", "II|Cao|Trực ngày đêm"], {0}),
        (["Năm|Vốn|Chi", "2024|65|40", "2025|11|85", "Năm|Vốn|Chi", "2026|12|86"], {0, 3}),
        # No heads: a list of figures without one, forms, rows of words.
        (["Huyện Quản Bạ|60|66", "Huyện Mèo Vạc|48|52", "Huyện Yên Minh|50|51"], set()),
        (["1|Quản Bạ|66", "2|Mèo Vạc|52", "3|Yên Minh|51"], set()),
        (["Mẫu số 01|Danh sách người lao động", "Mẫu số 02|Danh sách đề nghị", "Mẫu số 03|Đơn"], set()),
        (["Kế hoạch|Hội nghị", "Sở A|Sở B", "Sở C|Sở D"], set()),
        # A row of figures right below the head is none of it, nor is a row that heads a group.
        (["TT|Huyện|2024|2025", "1|Quản Bạ|60|66", "2|Mèo Vạc|48|52"], set()),
        (["Nội dung|2024|2025", "Vùng cao||", "Quản Bạ|60|66", "Mèo Vạc|48|52"], {0}),
    ],
)
def test_rows_that_are_heads(rows: list[str], heads: set[int]) -> None:
    assert heads_by_place(units(*rows)) == heads


def test_each_table_has_its_own() -> None:
    rows = ["Năm|Vốn|Chi", "2024|65|40", "2025|11|85", "Bảng sau", "Quý|Thu|Chi", "Quý I|6|4", "Quý II|7|5"]
    assert heads_by_place(units(*rows)) == {0, 4}
