"""Names in a question that only look like documents, provinces or periods asked about."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant

from .opened import assistant_on

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 92/KH-UBND
Tây Ninh, ngày 16 tháng 5 năm 2024
KẾ HOẠCH
Thực hiện Nghị quyết số 57-NQ/TW về phát triển nghề gốm giai đoạn 2021 - 2030
I. MỤC TIÊU
1. Tổng kinh phí giai đoạn 2021 - 2030 dành cho nghề gốm là 38,6 tỷ đồng từ ngân sách tỉnh.
2. Giai đoạn 2021 - 2025, ngân sách tỉnh bố trí 8,4 tỷ đồng.
II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế: Chủ trì CT-04, phối hợp với Trường Đại học Y Hà Nội.
2. Sở Công Thương: Chủ trì CT-06, phối hợp với Đại học Đà Nẵng ký thỏa thuận đào tạo thợ gốm.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("CT-06 do ai chủ trì?", "Sở Công Thương"),
        ("Cơ quan nào chủ trì ct-04?", "Sở Y tế"),
        ("Thỏa thuận đào tạo thợ gốm với Đại học Đà Nẵng do sở nào chủ trì ký?", "Sở Công Thương"),
        ("Kế hoạch thực hiện Nghị quyết 57 của Tây Ninh do ai ký?", "Trần Văn Chiến"),
        ("Ngân sách tỉnh dành cho nghề gốm giai đoạn 2021-2025 là bao nhiêu?", "8,4 tỷ đồng"),
        ("Ngân sách tỉnh dành cho nghề gốm giai đoạn 2021-2030 là bao nhiêu?", "38,6 tỷ đồng"),
    ],
)
def test_is_told(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert told in answer.citations[0].text or told in answer.answer
    assert not answer.abstained


@pytest.mark.model
@pytest.mark.parametrize(
    "question", ["CT-09 do ai chủ trì?", "Nghị quyết 57 do ai ký?", "Đại học Đà Nẵng có bao nhiêu sinh viên?"]
)
def test_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
