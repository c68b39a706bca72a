import json

import pytest

from qa.errors import QaError
from qa.evaluation.gold import load, load_with_faults, save, select, split_of

from .conftest import gold

LINE = {
    "id": "q1",
    "question": "Bao nhiêu?",
    "kind": "fact",
    "must": [["35%", "35 %"], "năm 2025"],
    "evidence": [{"doc_id": "d", "section_id": "d#I", "quote": "đạt 35%"}],
    "filter": {"docs": ["d"]},
    "history": [{"question": "Trước?", "answer": "Sau."}],
    "expect": {"lead": ["Sở A"], "time": "2025"},
}


def write(path, *lines):
    path.write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n", encoding="utf-8"
    )
    return path


def test_a_line_becomes_a_question(tmp_path):
    (question,) = load(write(tmp_path / "gold.jsonl", LINE))
    assert question.must == (("35%", "35 %"), ("năm 2025",))
    assert question.evidence[0].quote == "đạt 35%"
    assert question.filter == ("d",)
    assert question.history == (("Trước?", "Sau."),)
    assert question.expect["lead"] == ["Sở A"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": ""}, "id"),
        ({"question": 5}, "question"),
        ({"kind": "nonsense"}, "kind"),
        ({"must": [[]]}, "must"),
        ({"must": [[3]]}, "must"),
        ({"evidence": "x"}, "evidence"),
        ({"evidence": [{"doc_id": "d"}]}, "quote"),
        ({"evidence_mode": "some"}, "evidence_mode"),
        ({"docs": "d"}, "docs"),
        ({"filter": {"docs": 4}}, "docs"),
        ({"history": [{"answer": "x"}]}, "question"),
        ({"difficulty": "brutal"}, "difficulty"),
        ({"split": "train"}, "split"),
        ({"expect": {"lead": "Sở A"}}, "expect"),
        ({"expect": {"boss": []}}, "expect"),
    ],
)
def test_a_bad_field_is_named_with_its_line(tmp_path, change, field):
    path = write(tmp_path / "gold.jsonl", LINE, LINE | {"id": "q2"} | change)
    with pytest.raises(QaError, match=rf"(?s)dòng 2.*{field}") as caught:
        load(path)
    assert caught.value.status == 2


def test_every_bad_line_is_named_and_the_good_ones_are_kept(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a"\n' + json.dumps(LINE) + "\n[]\n", encoding="utf-8")
    questions, faults = load_with_faults(path)
    assert [question.id for question in questions] == ["q1"]
    assert len(faults) == 2
    assert "dòng 1" in faults[0] and "dòng 3" in faults[1]


def test_an_id_may_stand_once(tmp_path):
    with pytest.raises(QaError, match=r"q1.*dòng 1"):
        load(write(tmp_path / "gold.jsonl", LINE, LINE))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_an_empty_or_binary_file_is_refused(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(QaError, match=r"gold\.jsonl"):
        load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(QaError, match=r"nowhere\.jsonl"):
        load(tmp_path / "nowhere.jsonl")


def test_saving_and_loading_keeps_every_field(tmp_path):
    question = gold(
        filter=("d",), history=(("a", "b"),), expect={"items": ["x"]}, note="n", difficulty="hard"
    )
    save([question], tmp_path / "gold.jsonl")
    (read,) = load(tmp_path / "gold.jsonl")
    assert read == gold(
        filter=("d",), history=(("a", "b"),), expect={"items": ["x"]}, note="n", difficulty="hard", line=1
    )


def test_select_by_split_kind_and_id():
    questions = [gold(id="a"), gold(id="b", split="dev"), gold(id="c", kind="list")]
    assert [q.id for q in select(questions, split="test")] == ["a", "c"]
    assert [q.id for q in select(questions, kinds=["list"])] == ["c"]
    assert [q.id for q in select(questions, ids=["b"])] == ["b"]
    with pytest.raises(QaError, match="zzz"):
        select(questions, ids=["zzz"])
    with pytest.raises(QaError):
        select(questions, kinds=["english"])


def test_the_split_is_fixed_and_about_half():
    splits = [split_of(f"q{n}") for n in range(1000)]
    assert 440 < splits.count("dev") < 560
    # sha256("a") begins with ca, sha256("hello") with 2c.
    assert (split_of("a"), split_of("hello")) == ("test", "dev")
