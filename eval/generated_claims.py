"""Questions that take something wrong for granted, made from the documents: each must be told as it is, not refused.

A sentence with one year gets another year, a task of the register for a lead an agency that has no part in it.

    PYTHONPATH=src:eval python eval/generated_claims.py [--show N] [--form WORDS] [INDEX …]
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from generated import BULLET, LABEL, Asked, alone, count

from qa.index import Index
from qa.records import Answer, Document, Task
from qa.vietnamese import fold

YEARS, TASKS = 9, 5  # of a document
YEAR = re.compile(r"(?<![\d/.,])20\d\d(?![\d/])")
# Lines that state nothing of a year: dates of issue, legal bases, headings.
BESIDE = re.compile(r"ngày\s*\d* ?tháng|Kèm theo|đề nghị|Căn cứ|Quyết định|Kế hoạch số|/QĐ|/NQ|\t|Mục tiêu cụ thể")
AGENCIES = ("Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Công Thương", "Sở Tư pháp", "Sở Tài chính", "Công an tỉnh")
OF_YEARS = (
    "Vì sao tỉnh {place} đặt ra mục tiêu {what}?",
    "Theo văn bản của tỉnh {place}, {what}, đúng không?",
    "Có phải ở tỉnh {place} {what} không?",
)
OF_LEADS = (
    "Vì sao {agency} được giao chủ trì {what} ở tỉnh {place}?",
    "Có phải {agency} chủ trì {what} ở tỉnh {place} không?",
    "Ở tỉnh {place}, {agency} chủ trì {what} đúng không?",
)
TOLD = re.compile(r"thời gian khác|ngày khác|không nêu|Câu hỏi nêu|không giao")


def _questions(index: Index) -> Iterator[Asked]:
    for document in alone(index):
        chance = random.Random(document.doc_id)
        yield from _of_years(index, document, chance)
        yield from _of_leads(index, document, chance)


def _of_years(index: Index, document: Document, chance: random.Random) -> Iterator[Asked]:
    lines = [_bare(line) for line in index.document(document.doc_id).text.split("\n")]
    stating = [
        line
        for line in lines
        if 9 <= len(line.split()) <= 32 and len(YEAR.findall(line)) == 1 and not BESIDE.search(line)
    ]
    for line in chance.sample(stating, min(YEARS, len(stating))):
        other = str(int(YEAR.findall(line)[0]) + chance.choice((2, 3)))
        what = YEAR.sub(other, line[0].lower() + line[1:])
        for form in OF_YEARS:
            yield f"year: {form}", form.format(place=document.province, what=what), _told_from(line)


def _of_leads(index: Index, document: Document, chance: random.Random) -> Iterator[Asked]:
    tasks = [task for task in index.tasks((document.doc_id,)) if task.lead and 5 <= len(_line(task).split()) <= 25]
    for task in chance.sample(tasks, min(TASKS, len(tasks))):
        parts = fold(" ".join((*task.lead, *task.coordinate)))
        agency = chance.choice([name for name in AGENCIES if fold(name) not in parts])
        for form in OF_LEADS:
            question = form.format(place=document.province, agency=agency, what=_line(task))
            yield f"lead: {form}", question, _names(task)


def _line(task: Task) -> str:
    line = _bare(task.task.split("\n")[0])
    return line[:1].lower() + line[1:]


def _bare(line: str) -> str:
    return LABEL.sub("", BULLET.sub("", line)).strip(" ;.:")


def _told_from(line: str) -> Callable[[Answer], str]:
    def fault(answer: Answer) -> str:
        if answer.abstained:
            return "refused"
        quotes = fold(" ".join(citation.quote for citation in answer.citations))
        if fold(line)[:40] not in quotes:
            return "another place"
        return "" if TOLD.search(answer.answer) else "not said to be another year"

    return fault


def _names(task: Task) -> Callable[[Answer], str]:
    def fault(answer: Answer) -> str:
        if answer.abstained:
            return "refused"
        if not any(fold(name)[:30] in fold(answer.answer) for name in task.lead):
            return "lead not named"
        return "" if TOLD.search(answer.answer) else "not said to be another"

    return fault


if __name__ == "__main__":
    count(_questions)
