# ruff: noqa: E501 (a table of cases is easier to read with a case on a line)
from xml.etree import ElementTree

from qa.tasks.summary import summarise, to_svg

from .make import task

TASKS = [
    task(lead=("Sở KH&CN",), coordinate=("Sở Tài chính", "sở tài chính")),
    task(lead=("Sở Khoa học và Công nghệ",), doc_id="b"),
    task(owner=("SKHCN",), doc_id="b", number=2),
]


def test_counts_by_agency_document_and_role() -> None:
    summary = summarise(TASKS)
    assert summary.agencies == ("Sở Khoa học và Công nghệ", "Sở Tài chính")
    assert summary.documents == ("a", "b")
    assert summary.counts["Sở Khoa học và Công nghệ"] == {"a": {"lead": 1}, "b": {"lead": 1, "owner": 1}}
    assert summary.total("Sở Khoa học và Công nghệ") == 3
    assert summary.total("Sở Khoa học và Công nghệ", "lead") == 2
    assert summary.records()[1] == {"agency": "Sở Khoa học và Công nghệ", "doc_id": "b", "lead": 1, "coordinate": 0, "owner": 1}  # fmt: skip


def test_an_agency_named_twice_in_a_role_counts_once() -> None:
    assert summarise(TASKS).counts["Sở Tài chính"] == {"a": {"coordinate": 1}}


def test_chart_is_well_formed_and_shows_each_agency() -> None:
    chart = to_svg(summarise([*TASKS, task(lead=("Công ty A & B <x>",))]))
    texts = [element.text for element in ElementTree.fromstring(chart).iter() if element.text]
    assert {"Sở Khoa học và Công nghệ", "Sở Tài chính", "Công ty A & B <x>", "chủ trì"} <= set(texts)


def test_chart_of_nothing() -> None:
    ElementTree.fromstring(to_svg(summarise([])))
