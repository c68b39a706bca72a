"""The gold set: reading, checking, merging, filling in section ids and the dev/test split."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa.errors import QaError
from qa.evaluation.store import write_text

KINDS = (
    "fact",
    "paraphrase",
    "ownership",
    "list",
    "comparison",
    "metadata",
    "definition",
    "yes-no",
    "no-diacritics",
    "abbreviation",
    "english",
    "follow-up",
    "same-task",
    "false-premise",
    "unanswerable",
)
UNANSWERABLE = "unanswerable"
DIFFICULTIES = ("easy", "medium", "hard")
SPLITS = ("dev", "test")
_EXPECTED = {"lead": list, "coordinate": list, "owner": list, "time": str, "items": list}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote and the section that holds it; `section_id` is "" until it has been filled in."""

    doc_id: str
    section_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One line of the gold set.

    Attributes:
        must: facts that the answer must contain, each as its acceptable spellings.
        evidence_mode: "all" if the answer needs every quote, "any" if each alone would do.
        filter: documents that the asker has restricted the search to.
        expect: for ownership: `lead`, `coordinate`, `owner`, `time`; for lists: `items`.
    """

    id: str
    question: str
    kind: str
    docs: tuple[str, ...] = ()
    answer: str = ""
    must: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    evidence_mode: str = "all"
    filter: tuple[str, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    difficulty: str = "medium"
    note: str = ""
    split: str = ""
    expect: dict[str, Any] = field(default_factory=dict)
    line: int = 0

    @property
    def answerable(self) -> bool:
        """Whether the documents hold the answer."""
        return self.kind != UNANSWERABLE


class _Line:
    """Reads the fields of one line; a fault is named with its line and its field."""

    def __init__(self, data: dict[str, Any], where: str) -> None:
        self._data = data
        self._where = where

    def fail(self, name: str, reason: str) -> QaError:
        return QaError(f"{self._where}, trường “{name}”: {reason}.")

    def text(self, name: str, default: str | None = None, allowed: Sequence[str] = ()) -> str:
        value = self._data.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(name, "phải là một chuỗi không rỗng")
        if allowed and value not in allowed:
            raise self.fail(name, f"“{value}” không thuộc {', '.join(allowed)}")
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        value = self._data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.fail(name, "phải là danh sách chuỗi")
        return tuple(value)

    def records(self, name: str) -> list[dict[str, Any]]:
        value = self._data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(name, "phải là danh sách đối tượng")
        return value

    def must(self) -> tuple[tuple[str, ...], ...]:
        facts = []
        for fact in self._data.get("must") or []:
            spellings = [fact] if isinstance(fact, str) else fact
            if not isinstance(spellings, list) or not spellings:
                raise self.fail("must", "mỗi ý phải là danh sách các cách viết")
            if not all(isinstance(spelling, str) and spelling.strip() for spelling in spellings):
                raise self.fail("must", "mỗi cách viết phải là chuỗi không rỗng")
            facts.append(tuple(spellings))
        return tuple(facts)

    def filter(self) -> tuple[str, ...]:
        if isinstance(self._data.get("filter"), dict):
            return _Line(self._data["filter"], self._where).strings("docs")
        return self.strings("filter")

    def expect(self) -> dict[str, Any]:
        value = self._data.get("expect") or {}
        if not isinstance(value, dict):
            raise self.fail("expect", "phải là đối tượng")
        for name, part in value.items():
            if name not in _EXPECTED or not isinstance(part, _EXPECTED[name]):
                raise self.fail("expect", f"“{name}” không hợp lệ")
        return value


def parse_line(data: Any, line: int, where: str) -> GoldQuestion:
    """Makes a question of one decoded line.

    Raises:
        QaError: naming the line and the field that is wrong.
    """
    place = f"{where}, dòng {line}"
    if not isinstance(data, dict):
        raise QaError(f"{place}: phải là một đối tượng JSON.")
    reader = _Line(data, place)
    evidence = []
    for record in reader.records("evidence"):
        item = _Line(record, f"{place}, trường “evidence”")
        evidence.append(Evidence(item.text("doc_id", ""), item.text("section_id", ""), item.text("quote")))
    history = []
    for record in reader.records("history"):
        turn = _Line(record, f"{place}, trường “history”")
        history.append((turn.text("question"), turn.text("answer", "")))
    return GoldQuestion(
        id=reader.text("id"),
        question=reader.text("question"),
        kind=reader.text("kind", allowed=KINDS),
        docs=reader.strings("docs"),
        answer=reader.text("answer", ""),
        must=reader.must(),
        evidence=tuple(evidence),
        evidence_mode=reader.text("evidence_mode", "all", ("all", "any")),
        filter=reader.filter(),
        history=tuple(history),
        difficulty=reader.text("difficulty", "medium", DIFFICULTIES),
        note=reader.text("note", ""),
        split=reader.text("split", "", (*SPLITS, "")),
        expect=reader.expect(),
        line=line,
    )


def load_with_faults(path: Path) -> tuple[list[GoldQuestion], list[str]]:
    """Reads a gold set; returns the good questions and a sentence for each bad line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QaError(f"Không đọc được bộ câu hỏi {path}: {error}.") from error
    questions, faults = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            questions.append(parse_line(json.loads(line), number, str(path)))
        except json.JSONDecodeError as error:
            faults.append(f"{path}, dòng {number}: không phải JSON ({error.msg}, cột {error.colno}).")
        except QaError as error:
            faults.append(str(error))
    return questions, faults


def load(path: Path) -> list[GoldQuestion]:
    """Reads a gold set.

    Raises:
        QaError: naming every bad line, or an id that stands twice.
    """
    questions, faults = load_with_faults(path)
    seen: dict[str, int] = {}
    for question in questions:
        if question.id in seen:
            first = seen[question.id]
            faults.append(f"{path}, dòng {question.line}: id “{question.id}” đã có ở dòng {first}.")
        seen.setdefault(question.id, question.line)
    if faults:
        raise QaError("\n".join(faults))
    if not questions:
        raise QaError(f"Bộ câu hỏi {path} không có câu nào.")
    return questions


def select(
    questions: Iterable[GoldQuestion], split: str = "", kinds: Sequence[str] = (), ids: Sequence[str] = ()
) -> list[GoldQuestion]:
    """Returns the questions of a split, of some kinds, with some ids; an unknown id is an error."""
    questions = list(questions)
    unknown = set(ids) - {question.id for question in questions}
    if unknown:
        raise QaError(f"Không có câu hỏi với id: {', '.join(sorted(unknown))}.")
    chosen = [
        question
        for question in questions
        if (not split or question.split == split)
        and (not kinds or question.kind in kinds)
        and (not ids or question.id in ids)
    ]
    if not chosen:
        raise QaError("Không có câu hỏi nào khớp với lựa chọn (--split, --kind, --id).")
    return chosen


def split_of(question_id: str) -> str:
    """Returns "dev" or "test", by the first byte of the id's SHA-256: fixed for ever, about half each."""
    return "dev" if hashlib.sha256(question_id.encode()).digest()[0] < 128 else "test"


def to_line(question: GoldQuestion) -> dict[str, Any]:
    """Returns a question in the form and field order of the file."""
    data: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "kind": question.kind,
        "docs": list(question.docs),
        "answer": question.answer,
        "must": [list(fact) for fact in question.must],
        "evidence": [
            {"doc_id": item.doc_id, "section_id": item.section_id, "quote": item.quote}
            for item in question.evidence
        ],
        "evidence_mode": question.evidence_mode,
        "filter": {"docs": list(question.filter)} if question.filter else {},
        "history": [{"question": asked, "answer": answered} for asked, answered in question.history],
        "difficulty": question.difficulty,
        "note": question.note,
        "split": question.split,
    }
    return data | ({"expect": question.expect} if question.expect else {})


def save(questions: Iterable[GoldQuestion], path: Path) -> None:
    """Writes a gold set, whole or not at all."""
    lines = [json.dumps(to_line(question), ensure_ascii=False) for question in questions]
    write_text(path, "\n".join(lines) + "\n")
