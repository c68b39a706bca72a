"""Questions on who does what, answered from the task register.

Two directions: from a task to its agencies, time and result ("Cơ quan nào chủ trì …?"), and from an agency to all its
tasks ("Sở X được giao những gì?"). Lists are complete, since they come from the register and not from a ranking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qa.answer.charged import wanted_names, without_tasks
from qa.answer.choosing import alternatives, mention_of
from qa.answer.citing import Citations
from qa.answer.counted import DAY, DAY_ASKED
from qa.answer.draft import Draft
from qa.answer.matching import MATCH, SURE_MATCH, has_role, matching, shares_held, subject_of, topic_of
from qa.answer.material import Material
from qa.answer.references import charged_in, named_section
from qa.answer.register import (
    LISTED,
    beside_line,
    count_line,
    description,
    listing,
    not_in_role,
    rest_line,
    roles_asked,
    task_line,
)
from qa.answer.timed import tasks_at
from qa.answer.wording import in_language
from qa.records import Hit, Task
from qa.search import Query
from qa.search.casing import asking
from qa.vietnamese import agencies, fold

WHO = re.compile(
    r"\b(?:co quan|don vi|so|ban|bo|nganh|ai|nhung ai|to chuc|phong|trung tam) nao\b"
    r"|\b(?:do |giao (?:cho )?|thuoc )?ai\b"
    r"|\b(?:nhung|may) (?:don vi|co quan|so|ai)\b"
    r"|\bdo [a-z&,. -]{2,60} hay (?!la )[a-z&,. -]{2,60} (?:chu tri|phu trach|lam|van hanh|thuc hien|quan ly|lo|chiu)\b"
    r"|(?<!phai )(?<!la )(?<!cac )\b(?:co quan|don vi) (?:chu tri|dau moi)\b(?! la\b)"
    r"|\bwho\b|\bwhich (?:department|agency|agencies|departments|body|unit)"
)
WHAT = re.compile(
    r"\b(?:nhiem vu|trach nhiem|viec|dau viec|cong viec|phan viec|noi dung|vai tro)\b.*\b(?:gi|nao|sao"
    r"|the nao)\b|\b(?:giao|phan cong|phai|lam|thuc hien|duoc giao|phu trach|chu tri|phoi hop|dam nhan|lo)"
    r"\b.*\b(?:nhung gi|gi|nhung viec|viec nao|nhiem vu nao|viec gi)\b|\bnhung (?:nhiem vu|viec|dau viec"
    r"|phan viec) (?:nao|gi)\b"
    r"|\b(?:tasks?|duties|responsibilit(?:y|ies)|roles?|assigned|responsible for)\b"
    r"|\bwhat (?:does|do|must|should|will) .* do\b|\b(?:co )?bao nhieu (?:nhiem vu|viec"
    r"|dau viec)\b|\bmay (?:nhiem vu|viec)\b|\bliet ke\b.*\b(?:nhiem vu|viec)\b"
    r"|\b(?:nhiem vu|trach nhiem|phan viec) cua\b|^vai tro\b"
    r"|\b(?:nhung|cac|moi|tat ca|toan bo) (?:nhiem vu|viec|dau viec|cong viec|phan viec)\b"
)
# "Ai được mua …", "Tổ chức nào được hỗ trợ …": who may or gets something, which no register of duties tells.
ENTITLED = re.compile(
    r"\b(?:ai|nao|nguoi|nhung ai)\b[a-z ,]{0,24}\bduoc (?!giao|phan cong|chi dinh|uy quyen|yeu cau)[a-z]+"
)
# "Phụ lục có bao nhiêu nhiệm vụ?", "Liệt kê các nhiệm vụ của kế hoạch …"
ALL_TASKS = re.compile(
    r"\b(?:bao nhieu|may|nhung|cac|tat ca|liet ke)\b[a-z ,]{0,20}\bnhiem vu\b"
    r"|\bphu luc\b.*\b(?:bao nhieu|may|nhung|cac|tat ca|toan bo) (?:dau |cong )?viec\b|\bhow many tasks\b"
    r"|\blist (?:all )?(?:the )?tasks\b"
    r"|^danh muc (?:cac )?nhiem vu\b|^(?:cac |nhung )?nhiem vu (?:trong |o |tai |cua |thuoc )*phu luc\b"
)
# "Tỉnh nào giao việc cho Sở Y tế?"
CHARGES = re.compile(r"\b(?:tinh|noi|dia phuong|van ban|ke hoach) nao (?:co )?(?:giao|phan cong)\b")
# "trong cả văn bản": the tables and the sections on who does what alike.
EVERYWHERE = re.compile(r"\b(?:ca|toan|toan bo) (?:van ban|ke hoach|chuong trinh|quyet dinh)\b")
# "không phải do Sở X đứng đầu": the other tasks.
NOT_BY = re.compile(
    r"\b(?:khong|chua)(?: phai)?(?: la)? (?:do|boi|cua|thuoc|giao cho)\b|\bngoai (?:cac viec|nhiem vu) (?:do|cua)\b"
)
# "giao cho sở nào", "ai lo việc": who has a duty, in other words than those of roles.
DUTY = re.compile(
    r"\b(?:(?<!chuyen )(?<!ban )giao|phan cong|chiu trach nhiem|dung (?:ra|mui chiu sao)|cam trich"
    r"|dam (?:nhan|trach|duong))\b|\b(?:ai|nao) (?:se )?(?:lo|lam)\b|\blo (?:viec|chuyen|lieu)\b"
)
# "được giao những việc gì": what is one's own, unless the question is on all that one has a part in.
GIVEN = re.compile(r"\b(?:giao(?! (?:duc|vien|thong|dich|trinh|su|tiep|luu|ban)\b)|phan cong|assigned)\b")
INVOLVED = re.compile(r"\b(?:phoi hop|tham gia|lien quan|dinh|cung lam|ca van ban|toan van ban|involved)\b")
# "Sở X chủ trì việc gì, phối hợp với ai?": whom else the tasks of that agency name, which its rows tell.
WITH_WHOM = re.compile(
    r"\b(?:phoi hop|cung|lam)(?: cung)?(?: voi)?(?: nhung)? (?:ai|(?:don vi|co quan|so) nao)\b(?! khong)"
)
PURPOSE = re.compile(r"\b(?:de|nham) (?:lam|muc dich) gi\b|\b(?:vi|tai) sao\b|\bmuc dich (?:la )?gi\b")
AT_A_PLACE = 4  # tasks of a named row or item that are told one by one
MENTIONING = 3  # tasks that are told where a question is on a document that they mention
NO_SUBJECT = 4.0  # weight of what a question says besides, up to which it is on all tasks


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Answers from the register, or returns None for a question that it cannot answer."""
    plain = _plain(query)
    tasks = material.index.tasks(query.docs)
    if not tasks:
        return None
    if not query.agencies and query.docs is not None and (timed := tasks_at(query, _of_part(plain, tasks))):
        return _all_of(query, timed, material)
    place = named_section(query, material) if _asks_who(plain) or roles_asked(query) else None
    if place is not None and 0 < len(there := charged_in(place, material)) <= AT_A_PLACE:
        return _told(query, there, 1.0, material)
    of_one = WITH_WHOM.sub(" ", plain)
    asks_tasks = WHAT.search(of_one) or _names_only(query, material)
    if query.agencies and asks_tasks and not _asks_who(of_one) and not PURPOSE.search(plain):
        return of_agency(query, tasks, material) or without_tasks(query, tasks, material)
    if not query.agencies and ALL_TASKS.search(plain):
        listed = of_documents(query, tasks, material)
        if listed:
            return listed
    roles = roles_asked(query)
    if roles and query.agencies and not _asks_who(plain):
        none = without_tasks(query, tasks, material)
        if none:
            return none
    if query.asks_for("quantity") and not _asks_who(plain) and not {"lead", "coordinate"} & set(roles):
        return None
    if _asks_who(plain) or (query.agencies and ("lead" in roles or "coordinate" in roles)):
        return of_task(query, hits, tasks, material, MATCH if roles or DUTY.search(plain) else SURE_MATCH)
    if "time" in roles or "result" in roles:
        return of_task(query, hits, tasks, material, SURE_MATCH)
    return None


def _names_only(query: Query, material: Material) -> bool:
    """Whether a question is an agency's name: "Nhiệm vụ Sở Tài chính tỉnh A", "Sở Tài chính có tham gia không?"."""
    asks_more = query.metadata or set(query.asks) - {"yes-no", "agency", "list"}
    return bool(query.agencies) and not asks_more and not topic_of(query, material)


def of_several(query: Query, material: Material) -> Draft | None:
    """What an agency, or where none is named everybody, has to do in each of several documents.

    None if the question asks for something else.
    """
    plain = _plain(query)
    tasks = material.index.tasks(query.docs)
    if not query.agencies:
        in_tables = [task for task in tasks if task.source_kind == "table"]
        both = len({task.doc_id for task in in_tables}) > 1
        no_subject = subject_of(query, material) <= NO_SUBJECT
        return _all_of(query, in_tables, material) if both and no_subject and ALL_TASKS.search(plain) else None
    asks = WHAT.search(plain) or re.search(r"\bvai tro\b|\btrach nhiem\b|\bduoc (?:giao|phan cong)\b", plain)
    if not tasks or _asks_who(plain) or not (asks or CHARGES.search(plain)):
        return None
    return of_agency(query, tasks, material) or without_tasks(query, tasks, material)


def _plain(query: Query) -> str:
    """The question folded, with "số" kept apart from "sở"."""
    return asking(re.sub(r"\bsố\b", "s0", query.text, flags=re.IGNORECASE))


def _asks_who(plain: str) -> bool:
    return bool(WHO.search(plain)) and not ENTITLED.search(plain)


def of_agency(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """All tasks of the agencies that a question names."""
    plain = _plain(query)
    named = [r for r in roles_asked(query) if r == "lead" or (r == "coordinate" and not WITH_WHOM.search(plain))]
    roles = named or ["lead", "owner", "coordinate"]
    if "lead" in roles and "owner" not in roles and "coordinate" not in roles and "phu trach" in plain:
        roles.append("owner")
    wanted, renamed = wanted_names(query, tasks, material)
    found = _rows(tasks, roles, wanted)
    if roles == ["lead", "coordinate"] and all(role == "coordinate" for _, role in found):
        found = _rows(tasks, [*roles, "owner"], wanted)  # who carries out a task leads it where nobody else does
    if NOT_BY.search(plain):
        own = {task.task_id for task, _ in found}
        others = [task for task in tasks if task.task_id not in own and any(getattr(task, role) for role in roles)]
        return _all_of(query, _of_part(plain, others), material) if others else None
    instead = [] if found else _rows(tasks, ["lead", "owner", "coordinate"], wanted)
    found = found or instead
    topic = topic_of(query, material, groups=any(not agencies.is_group(name) for name in query.agencies))
    formal = alternatives(query)
    held = shares_held([t for t, _ in found], topic, formal, material) if len(topic) >= 2 else []
    narrowed = [row for row, share in zip(found, held, strict=False) if share >= MATCH]
    part = {task.task_id for task in _of_part(plain, [task for task, _ in found])}
    found = [(task, role) for task, role in found if task.task_id in part]
    if narrowed and len(narrowed) < len(found):
        found = narrowed
    if not found:
        return None
    citations = Citations(material)
    beside = [] if instead else _named_beside(plain, found)
    found = [row for row in found if row[0] not in beside]
    text = listing(query, found, citations, material)
    if beside:
        text = f"{text}\n\n{beside_line(query, beside, citations, material)}"
    if instead:
        text = f"{not_in_role(query, roles)}\n\n{text}"
    shown = tuple(t for t, _ in found[:LISTED])
    return Draft("ownership", text, citations, {"listed": 1.0}, tasks=shown, notes=renamed)


def _named_beside(plain: str, found: Sequence[tuple[Task, str]]) -> list[Task]:
    """The duties of others that only name an agency ("Ban A: phối hợp với Sở B …"), where its own are asked for."""
    if not GIVEN.search(plain) or INVOLVED.search(plain):
        return []
    # A table or a line of units that gives an agency as coordinating does charge it with that.
    beside = [task for task, role in found if role == "coordinate" and task.source_kind == "org-section"]
    return beside if len(beside) < len(found) else []


def _of_part(plain: str, tasks: Sequence[Task]) -> list[Task]:
    """The tasks of the part that a question names, the appendix or "tổ chức thực hiện"; all if it has none there."""
    kind = "table" if "phu luc" in plain else "org-section" if "to chuc thuc hien" in plain else ""
    if not kind or EVERYWHERE.search(plain):
        return list(tasks)
    return [task for task in tasks if task.source_kind == kind] or list(tasks)


def _rows(tasks: Sequence[Task], roles: Sequence[str], wanted: set[str]) -> list[tuple[Task, str]]:
    """The rows in which an agency has one of the roles, each once, under the first of them."""
    order = [role for role in ("lead", "owner", "coordinate") if role in roles]
    apart = wanted.isdisjoint  # in a large register most tasks are others'
    theirs = (
        task
        for task in tasks
        if not (apart(task.lead_canonical) and apart(task.owner_canonical) and apart(task.coordinate_canonical))
    )
    held = ((task, next((role for role in order if has_role(task, role, wanted)), "")) for task in theirs)
    return [(task, role) for task, role in held if role]


def of_documents(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """All tasks of a document, counted, where the question names no subject; the appendix's if there is one."""
    if subject_of(query, material) > NO_SUBJECT or (
        query.docs is None and len({t.doc_id for t in tasks}) > 1
    ):
        return None
    part = _of_part(_plain(query), tasks)
    return _all_of(query, [task for task in part if task.source_kind == "table"] or part, material)


def _all_of(query: Query, tasks: Sequence[Task], material: Material) -> Draft:
    """Tasks in their order, counted; those of several documents under their names."""
    citations = Citations(material)
    by_document: dict[str, list[Task]] = {}
    for task in tasks[:LISTED]:
        by_document.setdefault(task.doc_id, []).append(task)
    counts = Counter(task.doc_id for task in tasks)
    blocks = []
    for doc_id, own in by_document.items():
        head = [f"**{material.called(doc_id)}**:"] if len(counts) > 1 else []
        lines = [task_line(task, citations, material, english=query.english) for task in own]
        blocks.append("\n".join([*head, count_line(query, own, counts[doc_id]), *lines]))
    blocks += rest_line(query, len(tasks))
    return Draft("ownership", "\n\n".join(blocks), citations, {"listed": 1.0}, tasks=tuple(tasks[:LISTED]))


def of_task(query: Query, hits: Sequence[Hit], tasks: Sequence[Task], material: Material, least: float) -> Draft | None:
    """The agencies, time and result of the tasks that a question describes; see `matching`."""
    chosen, covered = matching(query, hits, tasks, material, least)
    if not chosen:
        return None
    return _told(query, chosen, covered, material)


def _told(query: Query, chosen: Sequence[Task], covered: float, material: Material) -> Draft:
    """Tasks with their agencies, times and results."""
    citations = Citations(material)
    named = len({t.doc_id for t in chosen}) > 1 or query.docs is None
    text = "\n\n".join(
        description(query, t, citations, material, material.called(t.doc_id) if named else "") for t in chosen
    )
    text = _verdict(query, chosen) + text
    signals = {"covered": covered, "register": 1.0}
    if DAY_ASKED.search(query.text.lower()) and not any(DAY.search(f"{t.time} {t.task}") for t in chosen):
        signals["uncounted"] = 1.0
    return Draft("ownership", text, citations, signals, abstained=_leaderless(query, chosen), tasks=tuple(chosen))


def of_mentioned(query: Query, material: Material) -> Draft | None:
    """The tasks that mention a document which the corpus does not hold: "Kế hoạch 313 giao cho ai chủ trì?"."""
    mention = mention_of(query)
    if mention is None or not (_asks_who(_plain(query)) or roles_asked(query)):
        return None
    tasks = [task for task in material.index.tasks(query.docs) if mention.search(task.task)][:MENTIONING]
    return _told(query, tasks, 1.0, material) if tasks else None


def _leaderless(query: Query, tasks: Sequence[Task]) -> bool:
    """Whether only the lead is asked for and the documents name none: what they do say is told, as no answer."""
    asked = set(roles_asked(query)) & {"lead", "coordinate", "time", "result"}
    if asked != {"lead"} or not _asks_who(_plain(query)):
        return False
    # "Phối hợp với …" makes its agency the owner of the task, and no lead.
    return not any(t.lead or (t.owner and not fold(t.task).startswith("phoi hop")) for t in tasks)


def _verdict(query: Query, tasks: Sequence[Task]) -> str:
    """Says that an agency does not lead a task, where the question takes it that it does."""
    if "lead" not in roles_asked(query) or _asks_who(_plain(query)) or len(tasks) != 1:
        return ""
    task = tasks[0]
    named = [
        a for a in query.agencies if a in (*task.lead_canonical, *task.owner_canonical, *task.coordinate_canonical)
    ]
    others = [a for a in named if a not in task.lead_canonical]
    if not others or len(named) > len(others):
        return ""
    remark = f"Văn bản không giao {others[0]} chủ trì nhiệm vụ này:"
    return f"{in_language(remark, query.english)}\n\n"
