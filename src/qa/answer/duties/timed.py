"""Tasks by when they are to be done: "Nhiệm vụ nào hoàn thành trong quý II/2025?", of all or of an agency."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.draft import Draft
from qa.answer.duties.agency_tasks import held_by, of_agency
from qa.answer.duties.charged import few_asked, none_such, wanted_names
from qa.answer.duties.register import all_of
from qa.answer.material import Material
from qa.records import Task
from qa.search import Query
from qa.vietnamese import fold

_A_TIME = (
    r"\b20\d\d(?:\s?[-–]\s?| den (?:het )?(?:nam )?)20\d\d\b"
    r"|\b(?:quy|thang) (?:[ivx]+|\d{1,2})(?:\s?[/-]\s?|\s(?:nam )?)20\d\d\b|\b20\d\d\b"
    r"|\b(?:hang|moi) (?:nam|quy|thang)\b|\bthuong xuyen\b"
)
_TIME = re.compile(_A_TIME)
_TASK = r"(?:nhiem vu|dau viec|cong viec|phan viec|viec)"
_ASKED = re.compile(
    rf"\b{_TASK} nao\b.*\b(?:thoi gian|thoi han|tien do|hoan thanh|xong|lam|thuc hien|han)\b"
    r"|\bwhich tasks\b.*\b(?:due|completed?|done|deadline)\b"
    rf"|\b(?:hoan thanh|lam xong|xong|lam|thuc hien) (?:nhung |cac )?{_TASK} (?:gi|nao)"
    rf"(?: (?:trong|vao|truoc|den|het|nam))* (?:{_A_TIME})"
    # "Các việc phải hoàn thành trong năm 2025": the time is the tasks' where it follows at once, else the document's.
    rf"|\b(?:nhung|cac|moi|tat ca|may|bao nhieu) (?:[a-z]+ )?{_TASK}\b.*\b(?:hoan thanh|xong|thuc hien|lam|han)"
    rf"(?: (?:trong|vao|truoc|den|het|cham nhat|nam|giai doan|tu|la))* (?:{_A_TIME})"
)
_NOT = re.compile(r"\b(?:khong phai|chu khong|khac|ngoai)\b[a-z ]{0,12}$")
_ENDING = "(?:hoan thanh|lam xong|xong|den han|het han)"
_DUE = re.compile(rf"\b{_ENDING}(?: (?:trong|vao|truoc|den|het|nam))* (?:{_A_TIME})")
# "phải xong trong năm 2025": what has its end then, and not what is done in it.
_ENDS = re.compile(rf"\b{_ENDING}(?: (?:trong|vao|nam))* (?P<year>20\d\d)\b(?! ?[-–/])")
# "phải xong trước 2025", "đến hết năm 2025": the tasks whose last year is before it, or it at the latest.
_UNTIL = re.compile(r"\b(?P<before>truoc)?(?:(?:den|cham nhat|khong qua)(?: het)?)?(?: nam)? $")
_YEAR = re.compile(r"20\d\d")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def tasks_at(query: Query, tasks: Sequence[Task]) -> list[Task]:
    """Returns the tasks whose time is the one that a question names, or is not, where it asks for the others.

    None of them if the question is on something else, or names no time.
    """
    plain = fold(query.text)
    times = list(_TIME.finditer(plain))
    if not _ASKED.search(plain) or not times:
        return []
    wanted = {_key(match.group()) for match in times}
    until = _UNTIL.search(plain[: times[0].start()]) if len(times) == 1 and _YEAR.fullmatch(times[0].group()) else None
    if until and until.group().strip() not in ("", "nam"):
        last = int(times[0].group()) - bool(until["before"])
        return [task for task in tasks if 0 < _last_year(task) <= last]
    if ends := _ENDS.search(plain):
        return [task for task in tasks if _last_year(task) == int(ends["year"])]
    others = any(_NOT.search(plain[: match.start()]) for match in times)
    timed = [task for task in tasks if task.time]
    return [task for task in timed if _has(task.time, wanted) != others]


def answer(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """Lists the tasks of the time that a question names, those of an agency where it names one; says if none is."""
    if query.agencies:
        if not _DUE.search(fold(query.text)):
            return None  # the time is the document's, as often as not
        wanted, _ = wanted_names(query, tasks, material)
        tasks = [task for task, _ in held_by("", tasks, ("lead", "owner", "coordinate"), wanted)[0]]
    timed = tasks_at(query, tasks)
    if timed and query.agencies:
        return of_agency(query, timed, material)
    return all_of(query, timed, material) if timed else none_due(query, tasks, material)


def none_due(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """Says that no task ends in the year in which a question asks for one, and when those end that say it.

    None where the question asks for something else, or the documents speak of that year's end elsewhere.
    """
    plain = fold(query.text)
    ends = _ENDS.search(plain)
    if ends is None or not _ASKED.search(plain) or len(_TIME.findall(plain)) > 1:
        return None  # as nearly always: the times of a large register need not be read
    years = sorted({year for task in tasks if (year := _last_year(task))})
    if not years:
        return None
    told = re.compile(rf"\b(?:hoan thanh|xong|ket thuc|truoc|cham nhat)\b[^.;\n]{{0,40}}\b{ends['year']}\b")
    docs = few_asked(query, material)
    elsewhere = not query.agencies and any(told.search(fold(material.document(doc_id).text)) for doc_id in docs)
    if not docs or elsewhere:
        return None
    which = f"; các nhiệm vụ có ghi thời hạn kết thúc vào: {', '.join(map(str, years))}."
    return none_such(f"Không nhiệm vụ nào được ghi là phải hoàn thành trong năm {ends['year']}{which}", query, material)


def _last_year(task: Task) -> int:
    """The last year that a task's time names; 0 if it names none."""
    return max(map(int, _YEAR.findall(task.time)), default=0)


def _has(printed: str, wanted: set[str]) -> bool:
    """Whether a time as printed is one of those wanted; a year holds for each of its quarters and months."""
    keys = {_key(match.group()) for match in _TIME.finditer(fold(printed))}
    years = {key for key in wanted if re.fullmatch(r"20\d\d", key)}
    return bool(keys & wanted) or any(key.endswith(f"/{year}") for key in keys for year in years)


def _key(time: str) -> str:
    """A time as it is compared: "quy ii nam 2025" and "quý 2/2025" are the same, and so are "hằng" and "mỗi" năm."""
    words = re.split(r"[\s/–-]+", time.replace(" nam 20", " 20"))
    if words[0] in ("quy", "thang"):
        return f"{words[0]}{_ROMAN.get(words[1], words[1].lstrip('0'))}/{words[-1]}"
    if len(words) > 2:  # "2021 đến hết năm 2030" is "2021 - 2030"
        words = [word for word in words if word not in ("den", "het", "nam")]
    return "-".join(words).replace("moi-", "hang-")
