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
