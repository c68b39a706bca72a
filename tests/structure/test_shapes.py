"""Headers of documents of other shapes than the corpus has; their outlines are kept with the others."""

import pytest

from .outline import ROOT, parsed

SHAPES = ROOT / "tests/fixtures/shapes"
HEADERS = {
    "phan-a-bang-chi-tieu": (
        "Kế hoạch", "87/KH-UBND", "UBND tỉnh Yên Bái", "Yên Bái", "2024-03-12", "Ngô Hạnh Phúc",
        ("", "phu-luc-I", "phu-luc-II"),
    ),
    "nghi-quyet-chuong-muc-dieu": (
        "Nghị quyết", "15/2023/NQ-HĐND", "HĐND tỉnh Sơn La", "Sơn La", "2023-12-08", "Nguyễn Thái Hưng", ("",),
    ),
    "dieu-chua-muc-la-ma": (
        "Quyết định", "1520/QĐ-UBND", "UBND tỉnh Cao Bằng", "Cao Bằng", "2022-09-20", "Lê Hải Hòa", ("",),
    ),
    "de-muc-in-hoa": (
        "Kế hoạch", "310/KH-SYT", "Sở Y tế tỉnh Lào Cai", "Lào Cai", "2025-01-05", "Hoàng Quốc Hương", ("",),
    ),
    "chi-thi-so-thap-phan": (
        "Chỉ thị", "09/CT-UBND", "UBND tỉnh Hà Tĩnh", "Hà Tĩnh", "2025-02-02", "Võ Trọng Hải", ("",),
    ),
    "ke-hoach-hai-dong-dau-bang": (
        "Chương trình hành động", "45-CTr/TU", "Tỉnh ủy Quảng Trị", "Quảng Trị", "2025-06-18", "Nguyễn Long Hải",
        ("", "phu-luc"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_header_and_parts(name: str) -> None:
    d = parsed(SHAPES / f"{name}.txt").document
    keys = tuple(part.key for part in d.parts)
    assert (d.kind, d.number, d.issuer, d.province, d.date, d.signer, keys) == HEADERS[name]


@pytest.mark.parametrize("name", HEADERS)
def test_nothing_is_inferred_where_no_heading_is_lost(name: str) -> None:
    assert not [s.section_id for s in parsed(SHAPES / f"{name}.txt").sections if s.inferred]


@pytest.mark.parametrize(
    ("name", "path", "reference"),
    [
        (
            "dieu-chua-muc-la-ma",
            "dieu-1/II/1/a",
            "điểm a khoản 1 mục II Điều 1 Quyết định số 1520/QĐ-UBND ngày 20/9/2022 của UBND tỉnh Cao Bằng",
        ),
        (
            "de-muc-in-hoa",
            "de-muc-4/2",
            "mục 2 mục “TỔ CHỨC THỰC HIỆN” Kế hoạch số 310/KH-SYT ngày 05/01/2025 của Sở Y tế tỉnh Lào Cai",
        ),
    ],
)
def test_official_reference(name: str, path: str, reference: str) -> None:
    found = {"/".join(s.path): s.reference for s in parsed(SHAPES / f"{name}.txt").sections}
    assert found[path] == reference
