"""Questions on who does what, answered from the task register.

Two directions: from a task to its agencies, time and result ("Cơ quan nào chủ trì …?"), and from an agency to all its
tasks ("Sở X được giao những gì?"). Lists are complete, since they come from the register and not from a ranking.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qa.answer.choosing import SYNONYM_CREDIT, alternatives
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.material import Material, question_terms
from qa.answer.register import (
    LISTED,
    count_line,
    description,
    listing,
    not_in_role,
    rest_line,
    roles_asked,
    section_ids,
    task_line,
)
from qa.answer.wording import in_language
from qa.constants import REFUSAL
from qa.records import Hit, Task
from qa.search import Query, Retriever, understand
from qa.tasks import since
from qa.vietnamese import agencies, fold
from qa.vietnamese.abbreviations import spell_out

WHO = re.compile(
    r"\b(?:co quan|don vi|so|ban|bo|nganh|ai|nhung ai|to chuc|phong|trung tam) nao\b"
    r"|\b(?:do |giao (?:cho )?|thuoc )?ai\b"
    r"|\bnhung (?:don vi|co quan|so|ai)\b"
    r"|\bwho\b|\bwhich (?:department|agency|agencies|departments|body|unit)"
)
WHAT = re.compile(
    r"\b(?:nhiem vu|trach nhiem|viec|dau viec|cong viec|phan viec|noi dung|vai tro)\b.*\b(?:gi|nao|sao"
    r"|the nao)\b|\b(?:giao|phan cong|phai|lam|thuc hien|duoc giao|phu trach|chu tri|phoi hop|dam nhan|lo)"
    r"\b.*\b(?:nhung gi|gi|nhung viec|viec nao|nhiem vu nao|viec gi)\b|\bnhung (?:nhiem vu|viec|dau viec"
    r"|phan viec) (?:nao|gi)\b"
    r"|\b(?:tasks?|duties|responsibilit|assigned|responsible for)\b|\b(?:co )?bao nhieu (?:nhiem vu|viec"
    r"|dau viec)\b|\bmay (?:nhiem vu|viec)\b|\bliet ke\b.*\b(?:nhiem vu|viec)\b"
    r"|\b(?:nhiem vu|trach nhiem|phan viec) cua\b"
    r"|\b(?:nhung|cac|moi|tat ca|toan bo) (?:nhiem vu|viec|dau viec|cong viec|phan viec)\b"
)
# "Ai được mua …", "Tổ chức nào được hỗ trợ …": who may or gets something, which no register of duties tells.
ENTITLED = re.compile(
    r"\b(?:ai|nao|nguoi|nhung ai)\b[a-z ,]{0,24}\bduoc (?!giao|phan cong|chi dinh|uy quyen|yeu cau)[a-z]+"
)
# Words of the question that speak of roles and not of the task.
ROLE_WORDS = frozenset(
    """
    chu tri phoi hop co quan don vi so ban nganh giao phan cong phu trach dau moi thuc hien nhiem vu trach
    nhiem thoi gian han hoan thanh ket qua san pham ke hoach chuong trinh quyet dinh van ban phu luc tinh
    cong viec tham gia lien quan trien khai trong tam bao gom tong cong tat nhung cac lead leads coordinate
    coordinates department agency task tasks plan province responsible deadline result
    """.split()
)
MATCH = 0.5
ABOVE_CREDIT = 0.7  # of a word that stands not in the task but in a heading above it
LEAST_MATCH = 0.25  # below it a row is not worth looking for among the passages
NEAR = 0.85  # and its passage must then be among the best found
PASSAGES = 50  # that a look-up by words goes through
SCANNED = 300  # rows of the register that are all compared with a question
SILENT = 0.05  # off for each of lead and time that is asked for and that a row does not state
SURE_MATCH = 0.7  # where the question does not speak of roles
# "Phụ lục có bao nhiêu nhiệm vụ?", "Liệt kê các nhiệm vụ của kế hoạch …"
ALL_TASKS = re.compile(
    r"\b(?:bao nhieu|may|nhung|cac|tat ca|liet ke)\b[a-z ,]{0,20}\bnhiem vu\b|\bhow many tasks\b"
    r"|\blist (?:all )?(?:the )?tasks\b"
)
NO_SUBJECT = 4.0  # weight of what a question says besides, up to which it is on all tasks


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Answers from the register, or returns None for a question that it cannot answer."""
    plain = _plain(query)
    tasks = material.index.tasks(query.docs)
    if not tasks:
        return None
    if query.agencies and WHAT.search(plain) and not _asks_who(plain):
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
        return of_task(query, hits, tasks, material, MATCH if roles else SURE_MATCH)
    if "time" in roles or "result" in roles:
        return of_task(query, hits, tasks, material, SURE_MATCH)
    return None


def without_tasks(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """Says that a department has no task in the documents, and which of the others give it any; None if it has one."""
    wanted, _ = _wanted(query, tasks)
    named = [a for a in query.agencies if not agencies.is_group(a)]
    if not named or any(_has(t, r, wanted) for t in tasks for r in ("lead", "coordinate", "owner")):
        return None
    docs = {t.doc_id for t in tasks}
    if any(a.lower() in material.document(d).text.lower() for a in named for d in docs.intersection(material.near(a))):
        return None
    elsewhere = [t for t in material.index.tasks() if any(_has(t, r, wanted) for r in ("lead", "coordinate", "owner"))]
    names = ", ".join(dict.fromkeys(material.place(t.doc_id) for t in elsewhere))
    text = f"**{REFUSAL}** Các văn bản được hỏi không giao nhiệm vụ cho {', '.join(named)}"
    text += f"; có trong văn bản của: {names}." if names else "."
    return Draft("ownership", text, Citations(material), {"listed": 1.0}, abstained=True)


def of_several(query: Query, material: Material) -> Draft | None:
    """What an agency has to do in each of several documents; None if the question asks for something else."""
    plain = _plain(query)
    tasks = material.index.tasks(query.docs)
    asks = WHAT.search(plain) or re.search(r"\bvai tro\b|\btrach nhiem\b|\bduoc (?:giao|phan cong)\b", plain)
    return of_agency(query, tasks, material) if tasks and asks and not _asks_who(plain) else None


def _plain(query: Query) -> str:
    """The question folded, with "số" kept apart from "sở"."""
    return fold(re.sub(r"\bsố\b", "s0", query.text, flags=re.IGNORECASE))


def _asks_who(plain: str) -> bool:
    return bool(WHO.search(plain)) and not ENTITLED.search(plain)


def of_agency(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """All tasks of the agencies that a question names."""
    plain = _plain(query)
    roles = [r for r in roles_asked(query) if r in ("lead", "coordinate")] or ["lead", "owner", "coordinate"]
    if "lead" in roles and "owner" not in roles and "coordinate" not in roles and "phu trach" in plain:
        roles.append("owner")
    wanted, renamed = _wanted(query, tasks)
    found = _rows(tasks, roles, wanted)
    instead = [] if found else _rows(tasks, ["lead", "owner", "coordinate"], wanted)
    found = found or instead
    topic = _topic(query, material)
    formal = alternatives(query)
    narrowed = [(t, role) for t, role in found if _matches(t, topic, formal, material) >= MATCH] if topic else []
    if "phu luc" in plain:
        found = [(t, r) for t, r in found if t.source_kind == "table"] or found
    elif "to chuc thuc hien" in plain:
        found = [(t, r) for t, r in found if t.source_kind == "org-section"] or found
    if narrowed and len(narrowed) < len(found) and len(topic) >= 2:
        found = narrowed
    if not found:
        return None
    citations = Citations(material)
    text = listing(query, found, citations, material)
    if instead:
        text = f"{not_in_role(query, roles)}\n\n{text}"
    shown = tuple(t for t, _ in found[:LISTED])
    return Draft("ownership", text, citations, {"listed": 1.0}, tasks=shown, notes=renamed)


def _rows(tasks: Sequence[Task], roles: Sequence[str], wanted: set[str]) -> list[tuple[Task, str]]:
    """The rows in which an agency has one of the roles, each once, under the first of them."""
    order = [role for role in ("lead", "owner", "coordinate") if role in roles]
    held = ((task, next((role for role in order if _has(task, role, wanted)), "")) for task in tasks)
    return [(task, role) for task, role in held if role]


def of_documents(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """All tasks of a document, counted, where the question names no subject; the appendix's if there is one."""
    if sum(_topic(query, material).values()) > NO_SUBJECT or (
        query.docs is None and len({t.doc_id for t in tasks}) > 1
    ):
        return None
    in_tables = [t for t in tasks if t.source_kind == "table"]
    chosen = in_tables if in_tables and "to chuc thuc hien" not in fold(query.text) else list(tasks)
    citations = Citations(material)
    lines = [count_line(query, chosen)]
    lines += [task_line(t, citations, material) for t in chosen[:LISTED]]
    lines += rest_line(query, len(chosen))
    return Draft("ownership", "\n".join(lines), citations, {"listed": 1.0}, tasks=tuple(chosen[:LISTED]))


def _wanted(query: Query, tasks: Sequence[Task]) -> tuple[set[str], tuple[str, ...]]:
    """The canonical names to look for: those asked for, or, where none stands in the register, their predecessors."""
    held = {n for t in tasks for n in (*t.lead_canonical, *t.coordinate_canonical, *t.owner_canonical)}
    wanted, notes = set(query.agencies), []
    for name in query.agencies:
        if name not in held:
            names = since.agency_names(name)
            former = [f for f in names.former if f in held]
            if former:
                wanted |= set(former)
                notes.append(names.remark(former))
    return wanted, tuple(notes)


def _has(task: Task, role: str, wanted: set[str]) -> bool:
    names = {"lead": task.lead_canonical, "coordinate": task.coordinate_canonical, "owner": task.owner_canonical}[role]
    if not wanted.isdisjoint(names):
        return True
    # "Phối hợp với Sở X …" makes its owner a coordinator too.
    owned = role == "coordinate" and not wanted.isdisjoint(task.owner_canonical)
    return owned and fold(task.task).startswith("phoi hop")


def of_task(query: Query, hits: Sequence[Hit], tasks: Sequence[Task], material: Material, least: float) -> Draft | None:
    """The agencies, time and result of the tasks that a question describes; see `matching`."""
    chosen, covered = matching(query, hits, tasks, material, least)
    if not chosen:
        return None
    citations = Citations(material)
    named = len({t.doc_id for t in chosen}) > 1 or query.docs is None
    text = "\n\n".join(
        description(query, t, citations, material, material.place(t.doc_id) if named else "") for t in chosen
    )
    text = _verdict(query, chosen) + text
    return Draft("ownership", text, citations, {"covered": covered, "register": 1.0}, tasks=tuple(chosen))


def matching(
    query: Query, hits: Sequence[Hit], tasks: Sequence[Task], material: Material, least: float
) -> tuple[list[Task], float]:
    """Returns the tasks that a question describes, and the share of it that the best one holds; none, if none fits.

    Args:
        query: the question.
        hits: what the search found.
        tasks: the rows to choose from.
        material: the index.
        least: the least share of the question that a row must hold.
    """
    whole = _topic(query, material)
    # A word that no document has cannot tell one row from another; it lowers the confidence alone.
    formal = {} if query.english else alternatives(query)  # its words are a dictionary's, and official already
    topic = {term: weight for term, weight in whole.items() if material.knows(term) or term in formal}
    if not topic or not tasks:
        return [], 0.0
    known = sum(topic.values()) / sum(whole.values())
    ranks = {s: hit.score for hit in hits for s in hit.passage.section_ids}
    best_hit = max(ranks.values(), default=1.0) or 1.0
    wanted = set(query.agencies)
    stated = [role for role in roles_asked(query) if role in ("lead", "time")]
    scored = []
    for task in _likely(query, hits, tasks, topic, material):
        match = _matches(task, topic, formal, material)
        near = 0.0
        if match >= LEAST_MATCH:
            near = max((ranks.get(s, 0.0) for s in section_ids(task, material)), default=0.0) / best_hit
        named = 0.15 if wanted and any(_has(task, r, wanted) for r in ("lead", "coordinate", "owner")) else 0.0
        silent = SILENT * sum(not getattr(task, role) for role in stated)
        scored.append((0.7 * match + 0.3 * near + named - silent, match, near, task))
    scored.sort(key=lambda s: -s[0])
    if not scored:
        return [], 0.0
    top, match, near, _ = scored[0]
    if match < least or (least == SURE_MATCH and near < NEAR):
        return [], 0.0
    return _with_same_text(_per_document(query, scored, top), tasks), match * known


def described(words: str, retriever: Retriever, material: Material) -> list[str]:
    """Returns the sections of the tasks that words describe, best first: compared as a question's are, and searched.

    A task counts that holds half of the words' weight, in their form or the official one, or less of it if its passage
    is among the best found.
    """
    query = understand(words, material.index.headers())
    topic, formal = _topic(query, material), alternatives(query)
    hits = retriever.retrieve(query, PASSAGES)
    ranks = {section: hit.score for hit in hits for section in hit.passage.section_ids}
    best = max(ranks.values(), default=1.0) or 1.0
    scored = []
    for task in _likely(query, hits, material.index.tasks(), topic, material):
        match = _matches(task, topic, formal, material)
        near = max((ranks.get(section, 0.0) for section in section_ids(task, material)), default=0.0) / best
        if match >= MATCH or (match >= LEAST_MATCH and near >= NEAR):
            scored.append((0.7 * match + 0.3 * near, task.section_id))
    return [section for _, section in sorted(scored, key=lambda entry: -entry[0])]


def _likely(
    query: Query, hits: Sequence[Hit], tasks: Sequence[Task], topic: Mapping[str, float], material: Material
) -> Sequence[Task]:
    """Of a large register, the rows in passages that hold the topic's words best: comparing all takes seconds."""
    if len(tasks) <= SCANNED:
        return tasks
    index = material.index
    keys = [key for key, _ in index.search_tokens(topic, 40, query.docs, folded=query.folded)]
    places = {s for passage in index.fetch(keys) for s in passage.section_ids}
    places |= {s for hit in hits for s in hit.passage.section_ids}
    return [task for task in tasks if task.section_id in places]


def _per_document(query: Query, scored: Sequence[tuple[float, float, float, Task]], top: float) -> list[Task]:
    """The best task, and those that match as well: in other documents, or in the same one."""
    chosen: list[Task] = []
    for score, match, _, task in scored:
        other = all(task.doc_id != t.doc_id for t in chosen)
        # The same task may stand in the text and, with its coordinators, in the appendix.
        share = 0.9 if other else 0.95 if match >= scored[0][1] else 0.97
        if match >= MATCH and score >= share * top and len(chosen) < 4:
            chosen.append(task)
    return chosen


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


def _with_same_text(chosen: Sequence[Task], tasks: Sequence[Task]) -> list[Task]:
    """Adds the tasks that share the text of a chosen one: one block with several leads, each for a part of it."""
    found: list[Task] = []
    for task in chosen:
        lines = {x for x in task.task.split("\n") if len(x) > 60}
        same = [t for t in tasks if t.doc_id == task.doc_id and lines & set(t.task.split("\n"))]
        found += [t for t in (same or [task]) if t not in found]
    return found


def _topic(query: Query, material: Material) -> dict[str, float]:
    """The terms of the question that describe a task: not roles, agencies, provinces or documents."""
    printed = [m.printed for m in agencies.find(query.text) if not agencies.is_group(m.canonical)]
    spelled = [spell_out(p) for p in printed]
    narrowing = [*printed, *spelled, *query.provinces, *(d.printed for d in query.documents)]
    terms = question_terms(query.spelled, leave_out=narrowing)
    kept = {}
    for term in terms:
        if any(fold(word) in ROLE_WORDS or word.isdigit() for word in term.split("_")):
            continue
        kept[term] = material.weight(term)
    return kept


def _matches(
    task: Task, topic: Mapping[str, float], formal: Mapping[str, Sequence[frozenset[str]]], material: Material
) -> float:
    """The share of the topic's weight that a task and the headings above it hold, in its words or official ones."""
    section = material.index.section(task.section_id)
    own = material.task_terms(task)
    above = material.above(section) if section else frozenset()
    held = total = 0.0
    for term, weight in topic.items():
        credit = 1.0 if term in own else ABOVE_CREDIT if term in above else 0.0
        if credit < SYNONYM_CREDIT and any(words <= own for words in formal.get(term, ())):
            credit = SYNONYM_CREDIT
        # An everyday word that no document has counts where its official word is found, and is no lack elsewhere.
        if credit or term not in formal or material.knows(term):
            held += credit * weight
            total += weight
    return held / (total or 1.0)
