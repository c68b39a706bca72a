"""Citations written by hand in the style in which the documents cite others.

The order and the words follow Nghị định 30/2020/NĐ-CP; a day below 10 and the months 1 and 2 take a leading zero.
"""

import pytest

from .conftest import Reader

PROGRAMME = "Chương trình ban hành kèm theo Quyết định số 123/QĐ-UBND ngày 05/4/2023 của UBND tỉnh Bắc Ninh"
REFERENCES = {
    "bac-ninh-qd-123-2023#chuong-trinh/II/2/2.1/c": f"điểm c khoản 2.1 mục 2 Phần II {PROGRAMME}",
    "bac-ninh-qd-123-2023#chuong-trinh/V/1/g3": f"gạch đầu dòng thứ 3, mục 1 Phần V {PROGRAMME}",
    "bac-ninh-qd-123-2023#chuong-trinh/III": f"Phần III {PROGRAMME}",
    "bac-ninh-qd-123-2023#dieu-3": "Điều 3 Quyết định số 123/QĐ-UBND ngày 05/4/2023 của UBND tỉnh Bắc Ninh",
    "bac-ninh-qd-123-2023#phu-luc/stt-5": (
        "số thứ tự 5 Phụ lục ban hành kèm theo Quyết định số 123/QĐ-UBND ngày 05/4/2023 của UBND tỉnh Bắc Ninh"
    ),
    "binh-thuan-kh-4239-2021#II/3/g1": (
        "gạch đầu dòng thứ 1, mục 3 Phần II Kế hoạch số 4239/KH-UBND ngày 09/11/2021 của UBND tỉnh Bình Thuận"
    ),
    "binh-thuan-kh-4239-2021#phu-luc/stt-8": (
        "số thứ tự 8 Phụ lục ban hành kèm theo Kế hoạch số 4239/KH-UBND ngày 09/11/2021 của UBND tỉnh Bình Thuận"
    ),
    "kon-tum-kh-2629-2023#III/7/đ": (
        "điểm đ mục 7 Phần III Kế hoạch số 2629/KH-UBND ngày 15/8/2023 của UBND tỉnh Kon Tum"
    ),
    "phu-tho-kh-318-2024#III/2/b/g2": (
        "gạch đầu dòng thứ 2, điểm b mục 2 Phần III Kế hoạch số 318/KH-UBND ngày 26/01/2024 của UBND tỉnh Phú Thọ"
    ),
    # An article is cited without the chapter over it.
    "dong-thap-nq-47-2024#chuong-II/dieu-4/1/b": (
        "điểm b khoản 1 Điều 4 Nghị quyết số 47/2024/NQ-HĐND ngày 12/7/2024 của HĐND tỉnh Đồng Tháp"
    ),
    "dong-thap-nq-47-2024#chuong-II": "Chương II Nghị quyết số 47/2024/NQ-HĐND ngày 12/7/2024 của HĐND tỉnh Đồng Tháp",
}


@pytest.mark.parametrize("section_id", REFERENCES)
def test_reference(readers: dict[str, Reader], section_id: str) -> None:
    doc_id, _, path = section_id.partition("#")
    assert readers[doc_id].by_path[path].reference == REFERENCES[section_id]


def test_document_without_a_number_says_so(ha_nam: Reader) -> None:
    reference = ha_nam.by_path["IV/3"].reference
    assert reference.startswith("mục 3 Phần IV Kế hoạch")
    assert "để trống số" in reference
    assert reference.endswith("tháng 8/2022 của UBND tỉnh Hà Nam")


def test_no_two_numbered_places_share_a_reference(readers: dict[str, Reader]) -> None:
    for reader in readers.values():
        cited = [s.reference for s in reader.sections if s.kind in ("heading", "item", "table-row")]
        assert len(set(cited)) == len(cited)
