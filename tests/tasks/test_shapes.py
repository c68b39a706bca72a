"""Task rows of documents of other shapes than the corpus has."""

from pathlib import Path

from qa.documents import read
from qa.records import Source, Task
from qa.structure import parse
from qa.tasks import extract

from .helpers import parse_text, roles

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


DUTIES = """ỦY BAN NHÂN DÂN TỈNH

Số: 9/CT-UBND

CHỈ THỊ

Về bảo vệ rừng

I. TỔ CHỨC THỰC HIỆN

1. Sở Nông nghiệp và Môi trường

a) Lập kế hoạch tuần tra.

b) Chỉ đạo Chi cục Kiểm lâm:

- Cập nhật bản đồ điểm cháy;

c) Tổng hợp báo cáo trước ngày 15 tháng 6 năm 2025.

2. Phân công theo bảng sau:

| TT | Nhiệm vụ | Cơ quan chủ trì |
| 1 | Tập huấn chữa cháy | Công an tỉnh |
| | Tổng cộng | Tổng cộng |

3. Sở Y tế thành lập 09 đội cấp cứu.

4. Phòng Quản lý vận tải, phương tiện và người lái: chủ trì mở rộng đổi giấy phép lái xe.

5. Huyện Cầu Kè: 3.120 hộ
"""


def test_duties_go_on_below_a_lower_heading_and_behind_a_table() -> None:
    parsed = parse_text(DUTIES)
    found = {t.section_id.split("#")[1]: roles(t)[0] or roles(t)[2] for t in extract(parsed.document, parsed.sections)}
    farming = ("Sở Nông nghiệp và Môi trường",)
    assert found == {
        "I/1/a": farming,
        "I/1/b/g1": farming,
        "I/1/c": farming,
        "I/2/stt-1": ("Công an tỉnh",),
        "I/3": ("Sở Y tế",),
        "I/4": ("Phòng Quản lý vận tải, phương tiện và người lái",),
    }
