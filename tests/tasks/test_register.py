# ruff: noqa: E501 (a table of cases is easier to read with a case on a line)
import pytest

from qa.errors import QaError
from qa.records import Task
from qa.tasks.register import look_up, near_agencies, nearest

from .make import task

REGISTER = [
    task("Mở sàn giao dịch công nghệ", lead=("Sở KH&CN",), coordinate=("Sở Tài chính",), time="Hằng năm", number=1),
    task("Bố trí vốn cho các dự án", lead=("Sở Kế hoạch và Đầu tư",), owner=(), time="2025 - 2030", number=2),
    task("Phủ sóng di động vùng sâu", owner=("Sở Thông tin và Truyền thông",), doc_id="b", province="Kon Tum", number=3),
    task("Xử lý nước thải làng nghề", lead=("Sở TN&MT",), coordinate=("UBND các huyện",), doc_id="b", province="Kon Tum", number=4),
    task("Mở lớp tập huấn", lead=("Ban Quản lý Khu Đại học Nam Cao",), coordinate=("Sở Khoa học và Công nghệ",), number=5),
    task("Hỗ trợ nông dân", owner=("Sở Nông nghiệp và Môi trường",), doc_id="c", province="Ninh Bình", number=6),
]  # fmt: skip


def numbers(tasks: tuple[Task, ...]) -> list[int]:
    return [int(one.section_id.rsplit("/", 1)[1]) for one in tasks]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"agency": "Sở Khoa học và Công nghệ"}, [1, 5]),
        ({"agency": "so khcn"}, [1, 5]),
        ({"agency": "SKHCN", "role": "lead"}, [1]),
        ({"agency": "sở kh&cn", "role": "coordinate"}, [5]),
        ({"agency": "sở kh&cn", "role": "owner"}, []),
        ({"agency": "khu dai hoc nam cao"}, [5]),
        ({"agency": "huyện"}, [4]),
        ({"role": "owner"}, [3, 6]),
        ({"docs": ["b"]}, [3, 4]),
        ({"province": "kon tum"}, [3, 4]),
        ({"province": "tỉnh Kon Tum", "role": "lead"}, [4]),
        ({"time": "hàng năm"}, [1]),
        ({"time": "2025"}, [2]),
        ({"query": "tập huấn"}, [5]),
        ({"query": "tap huan"}, [5]),
        ({"query": "nước thải ở làng nghề"}, [4]),
        ({"agency": "Sở Y tế", "province": "Kon Tum"}, []),
    ],
)
def test_conditions(conditions: dict[str, str], expected: list[int]) -> None:
    assert numbers(look_up(REGISTER, **conditions).tasks) == expected  # type: ignore[arg-type]


def test_new_name_of_a_department_finds_rows_under_its_old_names_and_says_so() -> None:
    found = look_up(REGISTER[:5], agency="Sở Nông nghiệp và Môi trường")
    assert numbers(found.tasks) == [4]
    assert "tên cũ Sở Tài nguyên và Môi trường" in found.notes[0]
    assert "45/2025/NĐ-CP" in found.notes[0]


def test_rows_under_the_very_name_are_not_mixed_with_those_of_its_predecessors() -> None:
    found = look_up(REGISTER, agency="Sở Nông nghiệp và Môi trường")
    assert numbers(found.tasks) == [6]
    assert "Ngoài ra có 1 nhiệm vụ" in found.notes[0]
    assert numbers(look_up(REGISTER, agency="Sở Khoa học và Công nghệ").tasks) == [1, 5]


def test_new_name_of_a_province_finds_the_rows_of_those_it_was_made_of() -> None:
    found = look_up(REGISTER, province="Quảng Ngãi")
    assert numbers(found.tasks) == [3, 4]
    assert "Kon Tum" in found.notes[0] and "202/2025/QH15" in found.notes[0]
    assert numbers(look_up(REGISTER, province="Ninh Bình").tasks) == [6]


def test_search_of_the_index_can_rank_the_tasks() -> None:
    found = look_up(REGISTER, query="vốn", search=lambda words: ["b#V/4", "x#1", "a#V/2"])
    assert numbers(found.tasks) == [4, 2]


def test_nothing_found_says_what_comes_near() -> None:
    found = look_up(REGISTER, agency="Ban Quản lý Khu công nghiệp", query="tập huấn kỹ năng")
    assert found.tasks == ()
    assert found.near_agencies[0] == "Ban Quản lý Khu Đại học Nam Cao"
    assert numbers(found.near_tasks)[0] == 5
    assert near_agencies(REGISTER, "so tai nguyen moi truong")[0] == "Sở Tài nguyên và Môi trường"
    assert nearest(REGISTER, "vũ trụ") == []


def test_agency_without_the_role_asked_for_says_which_it_has() -> None:
    found = look_up(REGISTER, agency="Sở Tài nguyên và Môi trường", role="coordinate")
    assert found.tasks == ()
    assert found.notes == ("Không có nhiệm vụ phối hợp của cơ quan này; có 1 nhiệm vụ chủ trì.",)


def test_unknown_role_is_refused() -> None:
    with pytest.raises(QaError, match="lead, coordinate, owner"):
        look_up(REGISTER, role="chủ trì")
