"""Questions made from the documents themselves, whose right end is known without anybody's judgement.

A part named by its heading must be told from there. A matter or a task of one province, of which another's document has
not even the words, must be refused for that one.

    python eval/generated.py [--show N] [--form WORDS] [INDEX …]
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from qa.assistant import Assistant
from qa.index import Index, open_index
from qa.records import Answer, Document
from qa.vietnamese import fold

EACH = 90  # questions of a form on an index
LABEL = re.compile(r"^\W*(?:(?:phần|điều|chương|mục) )?(?:[ivx]+|\d+(?:\.\d+)*|[a-zđ])[.):]\s+", re.IGNORECASE)
BULLET = re.compile(r"^[-+*•\d.\s]+")
HEADINGS = (
    "{place} nói gì về {what}?",
    "{place} quy định gì về {what}?",
    "{what} của {place}",
    "{what} ở {place} như thế nào?",
    "Nội dung {what} của {place} là gì?",
)
TASKS = ("Cơ quan nào chủ trì {what} ở {place}?", "{place} có {what} không?", "Khi nào {place} {what}?")
Asked = tuple[str, str, Callable[[Answer], str]]
"""The form, the question, and what says which fault an answer has: "" for none."""


def count(questions: Callable[[Index], Iterator[Asked]]) -> None:
    """Prints for each form of question how many end as they must; asked for it, those that do not, with their fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", default=["index"])
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print as many faults of each form")
    parser.add_argument("--form", default="", help="only the forms that hold these words")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for folder in options.folders:
        index = open_index(Path(folder))
        assistant = Assistant.open(folder)
        for form, question, fault_of in questions(index):
            if options.form not in form:
                continue
            fault = fault_of(assistant.ask(question))
            asked[form] += 1
            right[form] += not fault
            if fault and asked[form] - right[form] <= options.show:
                print(f"[{form}] {question} → {fault}")
    for form, number in asked.items():
        print(f"{right[form]:4} of {number:4}  {form}")


def _questions(index: Index) -> Iterator[Asked]:
    yield from _headings(index)
    yield from _elsewhere(index)


def _headings(index: Index) -> Iterator[Asked]:
    """Each heading that one place of a document alone has, asked of that document's province."""
    for document in alone(index):
        headed = index.headed(document.doc_id)
        counts = Counter(fold(section.heading) for section in headed)
        for section in headed:
            name = name_of(section.heading)
            if counts[fold(section.heading)] == 1 and 1 <= len(name.split()) <= 9:
                for form in HEADINGS:
                    yield f"told: {form}", _asked(form, name, document), tells(section.section_id)


def _elsewhere(index: Index) -> Iterator[Asked]:
    """Headings and tasks of one province, asked of another whose document lacks the words."""
    documents = alone(index)
    texts = {document.doc_id: fold(index.document(document.doc_id).text) for document in documents}
    matters, tasks = [], []
    for document in documents:
        names = [name_of(section.heading) for section in index.headed(document.doc_id)]
        lines = [BULLET.sub("", task.task.split("\n")[0]).rstrip(" .;:") for task in index.tasks((document.doc_id,))]
        for other in documents:
            if other is not document:
                text = texts[other.doc_id]
                matters += [(name, other) for name in names if is_long(name, 4, 10) and _lacking(name, text) >= 2]
                tasks += [
                    (line, other)
                    for line in lines
                    if is_long(line, 6, 18) and _lacking(line, text) >= len(line.split()) / 2
                ]
    for form, chosen in (*((form, matters) for form in HEADINGS), *((form, tasks) for form in TASKS)):
        for what, other in random.Random(form).sample(chosen, min(EACH, len(chosen))):
            yield f"refused: {form}", _asked(form, what[0].lower() + what[1:], other), _refuses


def alone(index: Index) -> list[Document]:
    """The documents that alone are of their province."""
    of_province = Counter(document.province for document in index.headers())
    return [document for document in index.headers() if document.province and of_province[document.province] == 1]


def name_of(heading: str) -> str:
    name = LABEL.sub("", heading).strip(" :.")
    return name.capitalize() if name.isupper() else name


def is_long(text: str, least: int, most: int) -> bool:
    return least <= len(text.split()) <= most


def _asked(form: str, what: str, document: Document) -> str:
    return form.format(what=what, place=f"tỉnh {document.province}")


def _lacking(words: str, text: str) -> int:
    """How many pairs of neighbouring words a text, folded, has not."""
    syllables = [word for word in re.findall(r"\w+", fold(words)) if len(word) > 1]
    return sum(f"{one} {other}" not in text for one, other in pairwise(syllables))


def tells(section_id: str) -> Callable[[Answer], str]:
    def fault(answer: Answer) -> str:
        cited = [citation.section_id for citation in answer.citations]
        return "" if any(each == section_id or each.startswith(f"{section_id}/") for each in cited) else "not told"

    return fault


def _refuses(answer: Answer) -> str:
    return "" if answer.abstained else "answered"


if __name__ == "__main__":
    count(_questions)
