"""Invented documents of other provinces, each with the rows that a reader would write down."""

from pathlib import Path

import pytest

from qa.tasks import examine

from .helpers import FIXTURES, differences, load_rows, pair, parse_text

DOCUMENTS = sorted(FIXTURES.glob("*.txt"))
OTHERS = sorted((Path(__file__).parents[1] / "fixtures" / "corpus2").glob("*.txt"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_rows(path: Path) -> None:
    parsed = parse_text(path.read_text(encoding="utf-8"))
    found = examine(parsed.document, parsed.sections)
    pairs, missing, spurious = pair(load_rows(path.with_suffix(".jsonl")), found.tasks)
    assert missing == []
    assert [task.task for task in spurious] == []
    assert {task.task_id: diff for row, task in pairs if (diff := differences(row, task))} == {}


def test_resolution_assigns_by_articles() -> None:
    (path,) = [path for path in OTHERS if path.stem.startswith("nghi-quyet")]
    parsed = parse_text(path.read_text(encoding="utf-8"))
    tasks = examine(parsed.document, parsed.sections).tasks
    assert [(task.lead, task.coordinate, task.owner, task.time) for task in tasks] == [
        (
            ("Sở Thông tin và Truyền thông",),
            ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
            (),
            "trước ngày 31 tháng 3 hằng năm",
        ),
        (("Sở Nông nghiệp và Phát triển nông thôn",), ("Sở Công Thương", "Liên minh Hợp tác xã tỉnh"), (), ""),
        ((), (), ("Sở Tài chính",), ""),
        ((), (), ("Ủy ban nhân dân cấp huyện",), "trước ngày 30 tháng 11 hằng năm"),
        ((), (), ("Ủy ban nhân dân tỉnh",), ""),
        (
            (),
            (),
            (
                "Thường trực Hội đồng nhân dân tỉnh",
                "các Ban Hội đồng nhân dân tỉnh",
                "các Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh",
            ),
            "",
        ),
    ]


def test_order_outside_an_organisation_section() -> None:
    parsed = parse_text(
        "Số: 5/QĐ-UBND\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt Đề án kèm theo.\n\n"
        "Điều 2. Giao Sở Y tế chủ trì, phối hợp với Bảo hiểm xã hội tỉnh tổ chức thực hiện Đề án.\n\n"
        "Điều 3. Giao thông nông thôn được ưu tiên đầu tư."
    )
    (task,) = examine(parsed.document, parsed.sections).tasks
    assert (task.lead, task.coordinate) == (("Sở Y tế",), ("Bảo hiểm xã hội tỉnh",))
