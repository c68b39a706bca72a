"""Which agencies a document charges: "Phần tổ chức thực hiện giao việc cho những cơ quan nào?"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.duties.duties_asked import plain_question
from qa.answer.duties.matching import topic_of
from qa.answer.duties.task_places import Places, flat, printed
from qa.answer.material import Material
from qa.answer.wording import in_words
from qa.records import Task
from qa.search import Query
from qa.vietnamese import agencies, fold

_BODY = r"(?:(?:co quan|don vi|so|nganh|ban|to chuc|phong|dia phuong)\b(?:,? (?:va )?)?)"
# "những cơ quan, đơn vị nào", "mấy sở", "kể tên các đơn vị được giao việc"
_SEVERAL = re.compile(
    rf"\b(?:nhung|may|bao nhieu) (?P<any>{_BODY}+)|\bcac (?P<which>{_BODY}+)nao\b"
    rf"|\b(?:ke|neu) (?:ra |ten )*cac (?P<named>{_BODY}+)(?:$|(?=duoc |phai |co trach nhiem))"
)
_CHARGES = re.compile(r"\b(?:giao|phan cong|trach nhiem|to chuc thuc hien|nhan viec|tham gia thuc hien)\b")
_OTHER_ROLES = re.compile(r"\b(?:chu tri|phoi hop|dau moi|thuong truc|bao cao|nhieu nhat|it nhat)\b")
# Words in which these questions are put; they say nothing of what the agencies are to do.
_ASKING = frozenset(
    "muc phan neu ten viec ke to chuc thuc hien trien khai giao nhan lam phai nam cong chia gom".split()
)
_ANYBODY = re.compile(r"(?:(?:cac|co quan|don vi|dia phuong|so|ban|nganh|phong|co lien quan|lien quan|va)[, ]*)+")


def answer(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """Names all whom a document charges, in its order: a line each, those of the part on who does what alone.

    None where something else is asked for, or where it is asked of some task.
    """
    plain = plain_question(query)
    asked = _SEVERAL.search(plain)
    if not asked or not _CHARGES.search(plain) or _OTHER_ROLES.search(plain):
        return None
    docs = {task.doc_id for task in tasks}
    bodies = set(re.findall(r"[a-z]+", asked["any"] or asked["which"] or asked["named"]))
    if len(docs) != 1 or query.docs is None or _has_subject(query, bodies, docs.pop(), material):
        return None
    wanted = "table" if "phu luc" in plain else "org-section"
    part = [task for task in tasks if task.source_kind == wanted] or list(tasks)
    citations = Citations(material)
    known: set[str] = set()
    lines = list(_charged(part, bodies == {"so"}, known, citations, material))
    if len(lines) < 2:
        return None
    text = "\n".join([f"Giao việc cho **{in_words(len(lines))}** cơ quan, nhóm cơ quan:", *(f"- {x}" for x in lines)])
    if "to chuc thuc hien" not in plain and "phu luc" not in plain:
        others = "; ".join(_charged(tasks, bodies == {"so"}, known, citations, material))
        text += f"\n\nỞ các phần khác còn giao cho: {others}." if others else ""
    return Draft("ownership", text, citations, {"listed": 1.0})


def _has_subject(query: Query, bodies: Collection[str], doc_id: str, material: Material) -> bool:
    """Whether a question says what the tasks are on, in words that are not its document's title, or who gives them."""
    header = material.header(doc_id)
    if any(fold(name) not in fold(agencies.canonical(header.issuer)) for name in query.agencies):
        return True
    title, asking = material.heading_terms(header.title), _ASKING.union(bodies)
    terms = topic_of(query, material, groups=False)
    return any(term not in title and not asking.intersection(fold(term).split("_")) for term in terms)


def _charged(
    tasks: Sequence[Task], departments: bool, known: set[str], citations: Citations, material: Material
) -> Iterable[str]:
    """Those who bear tasks, cited, each with the first of them; together those who are charged together.

    Args:
        tasks: the tasks to go through.
        departments: whether departments alone are asked for.
        known: the canonical names of those told before; those told are added.
        citations: of the answer.
        material: the index.
    """
    for task in tasks:
        field = "lead" if task.lead else "owner"
        names = dict(zip(getattr(task, f"{field}_canonical"), map(flat, getattr(task, field)), strict=True))
        new = [name for name in names if name not in known and (not departments or name.startswith("Sở "))]
        if new and not _closing(task, material):
            known.update(new)
            told = printed(task, field) if len(new) == len(names) else ", ".join(names[name] for name in new)
            yield f"{told} {Places(task, citations, material).mark_of(field)}"


def _closing(task: Task, material: Material) -> bool:
    """Whether a task is the paragraph that closes a document: "… các cơ quan, đơn vị kịp thời phản ánh …"."""
    section = material.index.section(task.section_id)
    names = (*task.lead, *task.owner)
    return section is not None and section.kind == "paragraph" and all(map(_ANYBODY.fullmatch, map(fold, names)))
