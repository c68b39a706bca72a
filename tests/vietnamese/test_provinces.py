from importlib.util import find_spec

import pytest
from hypothesis import given

from qa.vietnamese import fold, normalize, provinces

from .strategies import ANY

# Nghị quyết 60-NQ/TW, danh sách, mục I, without Huế, which was renamed half a year before.
NOT_MERGED = [
    "Hà Nội",
    "Lai Châu",
    "Điện Biên",
    "Sơn La",
    "Lạng Sơn",
    "Quảng Ninh",
    "Thanh Hóa",
    "Nghệ An",
    "Hà Tĩnh",
    "Cao Bằng",
]


def found(text: str) -> list[str]:
    return [mention.canonical for mention in provinces.find(text)]


def test_sixty_three_became_thirty_four() -> None:
    assert len(provinces.names_today()) == len(set(provinces.names_today())) == 34
    assert len(provinces.names_former()) == len(set(provinces.names_former())) == 63
    kept = [name for name in provinces.names_former() if provinces.successor(name) is None]
    assert sorted(kept) == sorted(NOT_MERGED)


@pytest.mark.skipif(find_spec("vietnam_provinces") is None, reason="vietnam-provinces is not installed")
def test_names_of_today_agree_with_vietnam_provinces() -> None:
    from vietnam_provinces import Province

    theirs = {
        p.name if "Hồ Chí Minh" in p.name else p.name.removeprefix("Thành phố ") for p in Province.iter_all()
    }
    if len(theirs) != 34:
        pytest.skip("a version of vietnam-provinces from before the mergers")
    assert theirs == set(provinces.names_today())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hà Nam", "Ninh Bình"),
        ("Bắc Giang", "Bắc Ninh"),
        ("Bắc Ninh", "Bắc Ninh"),
        ("Bình Thuận", "Lâm Đồng"),
        ("Kon Tum", "Quảng Ngãi"),
        ("Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"),
        ("Hòa Bình", "Phú Thọ"),
        ("Kiên Giang", "An Giang"),
        ("Quảng Nam", "Đà Nẵng"),
    ],
)
def test_successor(old: str, new: str) -> None:
    succession = provinces.successor(old)
    assert succession is not None
    assert (succession.old, succession.new, succession.date) == (old, new, "2025-07-01")
    assert "202/2025/QH15" in succession.basis
    assert old in succession.parts
    assert old in provinces.predecessors(new)


def test_every_former_province_is_a_predecessor_of_one_of_today() -> None:
    reached = [old for new in provinces.names_today() for old in provinces.predecessors(new)]
    assert sorted(reached) == sorted(provinces.names_former())


def test_hue_was_renamed() -> None:
    succession = provinces.successor("Thừa Thiên Huế")
    assert succession is not None
    assert (succession.new, succession.date) == ("Huế", "2025-01-01")
    assert provinces.successor("Huế") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mục tiêu của tỉnh Hà Nam và Bắc Ninh?", ["Hà Nam", "Bắc Ninh"]),
        ("muc tieu cua ha nam den nam 2030", ["Hà Nam"]),
        ("kế hoạch KHCN hanam, bacninh", ["Hà Nam", "Bắc Ninh"]),
        ("KẾ HOẠCH TỈNH KON TUM", ["Kon Tum"]),
        ("kontum đặt mục tiêu gì", ["Kon Tum"]),
        ("TP.HCM, TPHCM, TP. Hồ Chí Minh, thành phố Hồ Chí Minh", ["Thành phố Hồ Chí Minh"] * 4),
        ("Bà Rịa-Vũng Tàu, BR-VT, ba ria vung tau", ["Bà Rịa - Vũng Tàu"] * 3),
        ("Thừa Thiên - Huế nay là thành phố Huế", ["Thừa Thiên Huế", "Huế"]),
        ("Đắk Lắk, Đắc Lắc, dak lak, Daklak", ["Đắk Lắk"] * 4),
        ("tỉnh Hoà Bình", ["Hòa Bình"]),
        ("các tỉnh Thái Bình, Hải Dương", ["Thái Bình", "Hải Dương"]),
        ("muc tieu cua da nang la gi", ["Đà Nẵng"]),
        ("da nang co muc tieu gi", ["Đà Nẵng"]),
        ("tinh hoa binh", ["Hòa Bình"]),
        ("UBND tinh lam dong", ["Lâm Đồng"]),
        ("Quảng Nam - Đà Nẵng", ["Quảng Nam", "Đà Nẵng"]),
        ("Bắc\nNinh", ["Bắc Ninh"]),
        # other things
        ("Hợp tác châu Á - Thái Bình Dương", []),
        ("Sở Khoa học và Công nghệ An Giang", ["An Giang"]),
        ("so khoa hoc va cong nghe an giang", ["An Giang"]),
        ("Sở Khoa học và Công nghệ Nghệ An", ["Nghệ An"]),
        ("Tỉnh Hà Nam Ninh cũ", []),
        ("Vì hòa bình, ổn định và phát triển", []),
        ("giữ gìn hòa bình và an ninh", []),
        ("Hòa bình là mục tiêu", []),
        ("giai doan 2021-2025, tam nhin den nam dinh huong", []),
        ("khoa hoc cong nghe lam dong luc tang truong", []),
        ("thiet bi da nang", []),
        ("dien bien phuc tap cua dich benh; dien bien moi", []),
        ("bằng hoặc cao bằng mức Trung ương giao", []),
        ("Học tập tư tưởng Hồ Chí Minh; Chủ tịch Hồ Chí Minh", []),
        ("Đoàn Thanh niên Cộng sản Hồ Chí Minh", []),
        ("quản trị, bình đẳng, công nghệ", []),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("name", [*provinces.names_former(), *provinces.names_today()])
def test_every_name_is_found_in_any_spelling(name: str) -> None:
    for form in (name, name.lower(), name.upper(), fold(name)):
        assert found(f"Chỉ tiêu của tỉnh {form} năm 2030") == [name]
        assert provinces.canonical(f"tỉnh {form}") == provinces.canonical(form) == name


@given(ANY)
def test_mentions_are_verbatim(text: str) -> None:
    text = normalize(text + " Hà Nam")
    mentions = provinces.find(text)
    assert all(text[m.start : m.end] == m.printed for m in mentions)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Đất Cảng góp bao nhiêu vốn?", "Hải Phòng góp bao nhiêu vốn?"),
        ("Ở xứ dừa ai lo việc này?", "Ở Bến Tre ai lo việc này?"),
        ("dat cang nhieu cang tot", "dat cang nhieu cang tot"),
        ("Kết quả đạt càng nhiều càng tốt", "Kết quả đạt càng nhiều càng tốt"),
    ],
)
def test_what_people_call_a_province_is_its_name_in_a_question(question: str, named: str) -> None:
    assert provinces.by_name(question) == named


def test_nicknames_are_of_provinces_and_no_name_of_one() -> None:
    from qa.vietnamese.names import table

    known = {*provinces.names_former(), *provinces.names_today()}
    for name, nicknames in table("provinces.toml")["nicknames"].items():
        assert name in known
        assert all(found(nickname) in ([], [name]) for nickname in nicknames)
