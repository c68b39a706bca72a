"""Task rows of documents of other shapes than the corpus has."""

from pathlib import Path

from qa.documents import read
from qa.records import Source, Task
from qa.structure import parse
from qa.tasks import extract

SHAPES = Path(__file__).parents[1] / "fixtures" / "shapes"


def tasks_of(name: str) -> dict[str, Task]:
    raw = read(SHAPES / f"{name}.txt")
    parsed = parse(raw, Source(name, "0", raw.format), {})
    return {task.section_id.split("#")[1]: task for task in extract(parsed.document, parsed.sections)}


def test_an_appendix_table_with_groups_and_a_table_of_figures_beside_it() -> None:
    tasks = tasks_of("phan-a-bang-chi-tieu")
    rows = {k: (t.task, t.lead, t.time) for k, t in tasks.items() if k.startswith("phu-luc")}
    assert rows == {
        "phu-luc-I/stt-1": ("Khảo sát vùng lõm sóng", ("Sở Thông tin và Truyền thông",), "Quý III/2024"),
        "phu-luc-I/stt-2": ("Lắp 30 trạm quan trắc", ("Sở Nông nghiệp và Phát triển nông thôn",), "2025"),
        "phu-luc-I/stt-3": ("Số hóa bản đồ vùng trồng", ("Sở Tài nguyên và Môi trường",), "Tháng 6/2025"),
    }


def test_a_table_of_targets_with_a_column_of_units_holds_no_tasks() -> None:
    assert set(tasks_of("de-muc-in-hoa")) == {"de-muc-4/1", "de-muc-4/2"}


def test_a_table_head_of_two_rows() -> None:
    task = tasks_of("ke-hoach-hai-dong-dau-bang")["phu-luc/stt-1"]
    assert task.lead == ("Sở Khoa học và Công nghệ",)
    assert task.coordinate == ("Sở Tài chính", "Ban Quản lý Khu kinh tế tỉnh")
    assert (task.time, task.result) == ("Quý IV/2025", "Đề án")
