"""Questions on who does what, answered from the task register.

Two directions: from a task to its agencies, time and result ("Cơ quan nào chủ trì …?"), and from an agency to all its
tasks ("Sở X được giao những gì?"). Lists are complete, since they come from the register and not from a ranking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.citing import Citations, one_line
from qa.answer.draft import Draft
from qa.answer.material import Material, Span, question_terms
from qa.records import Hit, Task
from qa.search import Query
from qa.vietnamese import agencies, fold, search_terms

ROLE_PATTERNS = {
    "lead": re.compile(
        r"\bchu tri\b|\bdung dau\b|\bleads?\b|\bin charge\b|\bphu trach\b|\bdau moi\b|\blead agency\b|\bchiu trach nhiem chinh\b"
    ),
    "coordinate": re.compile(
        r"\bphoi hop\b|\bcung (?:lam|thuc hien|tham gia)\b|\bcoordinat|\bsupport|\bho tro thuc hien\b"
    ),
    "time": re.compile(
        r"\bkhi nao\b|\bbao gio\b|\bthoi (?:gian|han|diem)\b|\bhan\b|\bnam nao\b|\btruoc ngay\b|\bdeadline\b|\bwhen\b|\bby what date\b|\bgiai doan nao\b"
    ),
    "result": re.compile(
        r"\bket qua\b|\bsan pham\b|\bdat duoc gi\b|\bexpected (?:result|output)|\bdau ra\b|\bresults?\b"
    ),
}
WHO = re.compile(
    r"\b(?:co quan|don vi|so|ban|nganh|ai|nhung ai|to chuc) nao\b|\b(?:do |giao (?:cho )?|thuoc )?ai\b|\bnhung (?:don vi|co quan|so|ai)\b"
    r"|\bwho\b|\bwhich (?:department|agency|agencies|departments|body|unit)"
)
WHAT = re.compile(
    r"\b(?:nhiem vu|trach nhiem|viec|dau viec|cong viec|phan viec|noi dung|vai tro)\b.*\b(?:gi|nao|sao|the nao)\b|\b(?:giao|phan cong|phai|lam|thuc hien|duoc giao|phu trach|chu tri|phoi hop|dam nhan|lo)"
    r"\b.*\b(?:nhung gi|gi|nhung viec|viec nao|nhiem vu nao|viec gi)\b|\bnhung (?:nhiem vu|viec|dau viec|phan viec) (?:nao|gi)\b"
    r"|\b(?:tasks?|duties|responsibilit|assigned|responsible for)\b|\b(?:co )?bao nhieu (?:nhiem vu|viec|dau viec)\b|\bmay (?:nhiem vu|viec)\b|\bliet ke\b.*\b(?:nhiem vu|viec)\b"
    r"|\b(?:nhiem vu|trach nhiem|phan viec) cua\b"
)
# Words of the question that speak of roles and not of the task.
ROLE_WORDS = frozenset(
    """
    chu tri phoi hop co quan don vi so ban nganh giao phan cong phu trach dau moi thuc hien nhiem vu trach nhiem thoi gian han
    hoan thanh ket qua san pham ke hoach chuong trinh quyet dinh van ban phu luc tinh cong viec tham gia lien quan trien khai
    lead leads coordinate coordinates department agency task tasks plan province responsible deadline result
    """.split()
)
MATCH = 0.5
LABELS = {"lead": "Chủ trì", "coordinate": "Phối hợp", "owner": "Được giao", "time": "Thời gian", "result": "Kết quả"}
LABELS_EN = {"lead": "Lead", "coordinate": "Coordinating", "owner": "Assigned", "time": "Time", "result": "Result"}


def roles_asked(query: Query) -> tuple[str, ...]:
    """Returns the fields of a task that a question asks for or names."""
    plain = fold(f"{query.text} {query.vietnamese}")
    return tuple(name for name, pattern in ROLE_PATTERNS.items() if pattern.search(plain))


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Answers from the register, or returns None for a question that it cannot answer."""
    plain = fold(query.text)
    tasks = material.index.tasks(query.docs)
    if not tasks:
        return None
    if query.agencies and WHAT.search(plain) and not _asks_who(plain):
        return of_agency(query, tasks, material)
    roles = roles_asked(query)
    if not roles or not (_asks_who(plain) or "time" in roles or "result" in roles):
        return None
    return of_task(query, hits, tasks, material, roles)


def _asks_who(plain: str) -> bool:
    return bool(WHO.search(plain))


def of_agency(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """All tasks of the agencies that a question names."""
    plain = fold(query.text)
    roles = [r for r in roles_asked(query) if r in ("lead", "coordinate")] or ["lead", "owner", "coordinate"]
    if "lead" in roles and "owner" not in roles and "coordinate" not in roles and "phu trach" in plain:
        roles.append("owner")
    wanted = set(query.agencies)
    found = [
        (t, role) for t in tasks for role in ("lead", "owner", "coordinate") if role in roles and _has(t, role, wanted)
    ]
    found = list({t.task_id: (t, role) for t, role in reversed(found)}.values())[::-1]
    topic = _topic(query, material)
    narrowed = [(t, role) for t, role in found if _matches(t, topic, material) >= MATCH] if topic else []
    if "phu luc" in plain:
        found = [(t, r) for t, r in found if t.source_kind == "table"] or found
    elif "to chuc thuc hien" in plain:
        found = [(t, r) for t, r in found if t.source_kind == "org-section"] or found
    if narrowed and len(narrowed) < len(found) and _narrows(topic, material, found):
        found = narrowed
    if not found:
        return None
    citations = Citations(material)
    text = _listing(query, found, citations, material)
    return Draft("ownership", text, citations, {"register": 1.0}, tasks=tuple(t for t, _ in found))


def _narrows(topic: dict[str, float], material: Material, found: Sequence[tuple[Task, str]]) -> bool:
    """Whether the question names a subject besides the agency: one of its words stands in some of the tasks only."""
    return len(topic) >= 2


def _has(task: Task, role: str, wanted: set[str]) -> bool:
    names = {"lead": task.lead_canonical, "coordinate": task.coordinate_canonical, "owner": task.owner_canonical}[role]
    return any(name in wanted for name in names)


def _listing(query: Query, found: Sequence[tuple[Task, str]], citations: Citations, material: Material) -> str:
    labels = LABELS_EN if query.english else LABELS
    docs = list(dict.fromkeys(t.doc_id for t, _ in found))
    who = ", ".join(query.agencies)
    count = (
        f"{who}: {len(found)} tasks"
        if query.english
        else f"**{who}** có {len(found)} nhiệm vụ trong các văn bản đã nạp"
    )
    lines = [f"{count}:" if len(docs) == 1 else f"{count}, {len(docs)} văn bản:"]
    for doc_id in docs:
        document = material.document(doc_id)
        lines.append(
            f"\n**{document.province or document.issuer}** — {document.kind} {document.number or '(để trống số)'}"
        )
        for role in ("lead", "owner", "coordinate"):
            own = [t for t, r in found if t.doc_id == doc_id and r == role]
            if own:
                lines.append(f"- *{labels[role]}* ({len(own)}):")
                lines += [_task_line(t, citations, material) for t in own]
    return "\n".join(lines)


def _task_line(task: Task, citations: Citations, material: Material) -> str:
    marks = "".join(_sources(task, citations, material))
    lead = ", ".join(task.lead) if task.lead else ""
    parts = [one_line(task.task).rstrip(" .;")]
    if lead and task.source_kind != "org-section":
        parts.append(f"chủ trì: {lead}")
    if task.coordinate and task.source_kind != "org-section":
        parts.append(f"phối hợp: {', '.join(task.coordinate)}")
    if task.time:
        parts.append(f"thời gian: {task.time}")
    return f"  - {'; '.join(parts)} {marks}"


def of_task(
    query: Query, hits: Sequence[Hit], tasks: Sequence[Task], material: Material, roles: Sequence[str]
) -> Draft | None:
    """The agencies, time and result of the tasks that a question describes."""
    topic = _topic(query, material)
    if not topic:
        return None
    ranks = {s: hit.score for hit in hits for s in hit.passage.section_ids}
    best_hit = max(ranks.values(), default=1.0) or 1.0
    wanted = set(query.agencies)
    scored = []
    for task in tasks:
        match = _matches(task, topic, material)
        near = max((ranks.get(s, 0.0) for s in _section_ids(task, material)), default=0.0) / best_hit
        named = 0.15 if wanted and any(_has(task, r, wanted) for r in ("lead", "coordinate", "owner")) else 0.0
        scored.append((0.7 * match + 0.3 * near + named, match, task))
    scored.sort(key=lambda s: -s[0])
    top, match, first = scored[0]
    if match < MATCH:
        return None
    chosen = _per_document(query, scored, top)
    citations = Citations(material)
    text = "\n\n".join(_description(query, t, citations, material, len(chosen) > 1) for t in chosen)
    return Draft("ownership", text, citations, {"covered": match, "register": 1.0}, tasks=tuple(chosen))


def _per_document(query: Query, scored: Sequence[tuple[float, float, Task]], top: float) -> list[Task]:
    """The best task, and those that match as well: in other documents, or in the same one."""
    chosen: list[Task] = []
    for score, match, task in scored:
        other = all(task.doc_id != t.doc_id for t in chosen)
        share = 0.9 if other else 0.97
        if match >= MATCH and score >= share * top and len(chosen) < 4:
            chosen.append(task)
    return chosen


def _description(query: Query, task: Task, citations: Citations, material: Material, several: bool) -> str:
    """One task with its fields, each with its source."""
    labels = LABELS_EN if query.english else LABELS
    marks = _sources(task, citations, material)
    document = material.document(task.doc_id)
    mark = "".join(marks)
    lines = []
    name = document.province or document.issuer
    title = one_line(task.task)
    title = title if len(title) < 420 else title[:400].rsplit(" ", 1)[0] + " …"
    lines.append(f"**{name}**: “{title}” {mark}" if several or not query.provinces else f"“{title}” {mark}")
    for field in ("lead", "owner", "coordinate"):
        names = getattr(task, field)
        if names:
            lines.append(f"- {labels[field]}: **{'; '.join(names)}**")
    if not task.lead:
        lines.append("- Văn bản không ghi cơ quan chủ trì." if not query.english else "- No lead agency is stated.")
    if task.time:
        lines.append(f"- {labels['time']}: **{task.time}**")
    if task.result:
        lines.append(f"- {labels['result']}: {task.result}")
    return "\n".join(lines)


def _sources(task: Task, citations: Citations, material: Material) -> list[str]:
    """Cites where a task stands: its own line, the agency heading over it, the bullets and time of a unit line."""
    marks = []
    section = material.index.section(task.section_id)
    if section is None:
        return []
    start, end = max(task.start, section.start), min(task.end, section.end)
    if end > start:
        marks.append(citations.cite(Span(section, start, end)))
    for section_id in _section_ids(task, material):
        other = material.index.section(section_id)
        if other is not None and section_id != task.section_id and other.end > other.start:
            marks.append(citations.whole(other))
    return list(dict.fromkeys(marks))


def _section_ids(task: Task, material: Material) -> list[str]:
    """The sections that a task was read from: its own, and for a unit line the text above and the time below."""
    found = [task.section_id]
    section = material.index.section(task.section_id)
    if section is None:
        return found
    if task.source_kind == "unit-line":
        lines = {one_line(x) for x in task.task.split("\n")}
        siblings = [
            s
            for s in material.index.sections(task.doc_id)
            if s.parent == section.parent or s.section_id == section.parent
        ]
        for sibling in siblings:
            text = one_line(material.text(sibling))
            if text and any(line and line in text for line in lines if len(line) > 20):
                found.append(sibling.section_id)
            elif sibling.kind == "unit-line" and task.time and task.time in text and sibling.start > section.start:
                found.append(sibling.section_id)
                break
    elif task.source_kind == "org-section" and section.parent:
        above = material.index.section(section.parent)
        if above is not None and any(name in material.text(above) for name in (*task.lead, *task.owner)):
            found.append(above.section_id)
    return found


def _topic(query: Query, material: Material) -> dict[str, float]:
    """The terms of the question that describe a task: not roles, agencies, provinces or documents."""
    printed = [m.printed for m in agencies.find(query.text)]
    text = query.vietnamese or query.text
    terms = question_terms(text, leave_out=[*printed, *query.provinces, *(d.printed for d in query.documents)])
    kept = {}
    for term in terms:
        if all(word in ROLE_WORDS or word.isdigit() for word in term.split("_")):
            continue
        kept[term] = material.weight(term)
    return kept


def _matches(task: Task, topic: dict[str, float], material: Material) -> float:
    """The share of the topic's weight that a task and the headings above it hold."""
    section = material.index.section(task.section_id)
    own = set(search_terms(f"{task.task} {task.result}", folded=True))
    above = material.unit(task.section_id).above if section else frozenset()
    total = sum(topic.values()) or 1.0
    held = sum(w if t in own else 0.7 * w if t in above else 0.0 for t, w in topic.items())
    return held / total
