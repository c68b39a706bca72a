from datetime import date

from qa.tasks.since import changes, vietnamese_date

from .make import task


def test_row_says_what_its_names_have_become_with_the_legal_basis() -> None:
    row = task(
        lead=("Sở KH&ĐT",),
        coordinate=("Sở Y tế", "UBND các huyện"),
        province="Hà Nam",
    )
    remarks = [change.remark() for change in changes(row)]
    assert [change.printed for change in changes(row)] == ["Sở KH&ĐT", "UBND các huyện", "tỉnh Hà Nam"]
    assert remarks[0].startswith("Sở KH&ĐT: nay là Sở Tài chính (từ 01/3/2025, theo Nghị định số 45/2025/NĐ-CP")
    assert remarks[2].startswith("tỉnh Hà Nam: nay là Ninh Bình (từ 01/7/2025, theo Nghị quyết số 202/2025/QH15")


def test_province_that_kept_its_name_took_in_others() -> None:
    (change,) = changes(task(province="Bắc Ninh"))
    assert change.remark().startswith("tỉnh Bắc Ninh: nay gồm cả Bắc Giang (từ 01/7/2025")


def test_changes_count_from_their_day() -> None:
    row = task(lead=("Sở Kế hoạch và Đầu tư",), province="Hà Nam")
    assert changes(row, on=date(2024, 12, 31)) == ()
    assert [change.printed for change in changes(row, on=date(2025, 5, 1))] == ["Sở Kế hoạch và Đầu tư"]


def test_unchanged_names_say_nothing() -> None:
    assert changes(task(lead=("Sở Y tế",), province="Lạng Sơn")) == ()


def test_dates_are_written_by_the_clerical_rules() -> None:
    assert [vietnamese_date(iso) for iso in ("2025-07-01", "2025-02-28", "2025-12-05", "2025-02", "2025")] == [
        "01/7/2025",
        "28/02/2025",
        "05/12/2025",
        "tháng 2/2025",
        "năm 2025",
    ]
