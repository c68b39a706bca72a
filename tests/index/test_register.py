"""What the register finds by maps is what going through all of its rows finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.index import build, open_index
from qa.index.register import Register, documents, in_sections, of_document
from qa.records import Task

from .fakes import HashEmbedder, makers, write_corpus

_NAMES = st.lists(st.sampled_from(["Sở A", "Sở B", "Ban C"]), max_size=2).map(tuple)


def _task(doc: str, section: int, lead: tuple[str, ...], coordinate: tuple[str, ...], owner: tuple[str, ...]) -> Task:
    return Task(
        f"{doc}/{section}", doc, f"{doc}#{section}", "", "việc", lead, coordinate, owner, "", "", "table", "", 0, 0,
        lead_canonical=lead, coordinate_canonical=coordinate, owner_canonical=owner,
    )  # fmt: skip


@st.composite
def registers(draw: st.DrawFn) -> list[Task]:
    """Documents one after another, as an index has them, each with tasks of which some share a section."""
    docs = draw(st.lists(st.sampled_from("abcd"), unique=True))
    rows = st.lists(st.builds(_task, st.just(""), st.integers(0, 3), _NAMES, _NAMES, _NAMES), min_size=1, max_size=4)
    return [
        _task(doc, int(task.section_id[1:]), task.lead, task.coordinate, task.owner)
        for doc in docs
        for task in draw(rows)
    ]


@given(registers(), st.sets(st.builds("{}#{}".format, st.sampled_from("abcde"), st.integers(0, 3))))
def test_maps_find_what_a_walk_through_all_rows_finds(tasks: list[Task], places: set[str]) -> None:
    for rows in (tasks, Register(tasks)):
        assert list(documents(rows)) == list(dict.fromkeys(task.doc_id for task in tasks))
        found = in_sections(rows, places)
        assert [id(task) for task in found] == [id(task) for task in tasks if task.section_id in places]
        for doc in "abcde":
            assert list(of_document(rows, doc)) == [task for task in tasks if task.doc_id == doc]
    names = [(*task.lead_canonical, *task.coordinate_canonical, *task.owner_canonical) for task in tasks]
    assert Register(tasks).agencies == {name for held in names for name in held}


def test_the_register_of_an_index_is_all_of_its_tasks(tmp_path) -> None:
    files = {"a.txt": "a\nSở Y tế chủ trì", "b.txt": "b\nSở Xây dựng chủ trì\nBan C chủ trì"}
    corpus = write_corpus(tmp_path / "corpus", files)
    build(corpus, tmp_path / "index", embedder=HashEmbedder(), makers=makers)
    index = open_index(tmp_path / "index")
    assert index.tasks() and list(index.register) == index.tasks() == index.store.tasks()
    assert index.rows(None) is index.register
    first = index.register[0].doc_id
    assert index.rows([first]) == index.tasks([first]) == list(of_document(index.register, first))
    index.tasks().clear()  # a list of its own
    assert len(index.register) == len(index.tasks())
    index.close()
