"""The agencies that a question asks for, as the register names them, and the denial that they have any task there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.constants import REFUSAL
from qa.index.register import Register, documents
from qa.index.store import NARROW
from qa.records import Task
from qa.sayings import in_english
from qa.search import Query
from qa.tasks import since
from qa.vietnamese import agencies, fold, succession
from qa.vietnamese.abbreviations import spell_out

COMPANY = re.compile(r"(?:Công ty|Tập đoàn|Tổng công ty|Doanh nghiệp)\b")
# "UBND các huyện" are also "UBND các huyện A, B" and "UBND các huyện có liên quan".
COMMITTEES = "Ủy ban nhân dân các "
PROPER = 3  # words behind the first that a name needs to be the beginning of a longer one


def held_names(tasks: Sequence[Task], material: Material) -> frozenset[str]:
    """Returns the canonical names of the agencies that the documents of tasks charge with any."""
    if isinstance(tasks, Register):
        return tasks.agencies
    return frozenset().union(*map(material.agencies, documents(tasks)))


def wanted_names(query: Query, tasks: Sequence[Task], material: Material) -> tuple[set[str], tuple[str, ...]]:
    """The canonical names to look for: those asked for, or, where none stands in the register, their predecessors."""
    docs = documents(tasks)
    held = held_names(tasks, material)
    plain = set(map(fold, query.agencies))  # a heading names "UBND HUYỆN A"
    wanted, notes = {*query.agencies, *(name for name in held if fold(name) in plain)}, []
    for name in query.agencies:
        if agencies.is_group(name) and name.startswith(COMMITTEES):
            wanted |= {other for other in held if other.startswith(name.partition(",")[0])}
        elif name not in held and (of_city := _of_city(name, tasks, material)) in held:
            wanted.add(of_city)
        elif name not in held and (longer := {other for other in held if _is_same(name, other)}):
            wanted |= longer
        elif name not in held:
            names = since.agency_names(name)
            former = [f for f in names.former if f in held]
            if former:
                wanted |= set(former)
                notes.append(names.remark(former))
            elif (now := succession.present_name(name)) is not None and now.new in _since(now.date, docs, material):
                wanted.add(now.new)  # "Sở Nông nghiệp" of a document that names it as it is today
    return wanted, tuple(notes)


def _since(day: str, docs: Iterable[str], material: Material) -> set[str]:
    """The agencies of the documents issued from a day on: before it, what an agency became was another beside it."""
    issued = {doc_id: material.header(doc_id).date for doc_id in docs}
    return set().union(*(material.agencies(doc_id) for doc_id, date in issued.items() if not date or date >= day))


def without_tasks(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """Says that a department has no task in the documents, and which of the others give it any; None if it has one."""
    wanted, _ = wanted_names(query, tasks, material)
    # A company that is named tells who asks, more often than who is charged.
    named = [a for a in query.agencies if not agencies.is_group(a) and not COMPANY.match(a)]
    docs = documents(tasks)
    if not named or not all(wanted.isdisjoint(material.agencies(doc_id)) for doc_id in docs):
        return None
    if any(mentions(a, d, material) for a in named for d in _holders(a, docs, material)):
        return None
    held = material.index.register.documents
    elsewhere = [doc_id for doc_id in held if not wanted.isdisjoint(material.agencies(doc_id))]
    names = ", ".join(dict.fromkeys(map(material.place, elsewhere)))
    told = f"Các văn bản được hỏi không giao nhiệm vụ cho {', '.join(named)}"
    told += f"; có trong văn bản của: {names}." if names else "."
    return none_such(told, query, material)


def charged_to_nobody(query: Query, material: Material) -> Draft:
    """Says that the documents speak of no such task as is asked for, instead of telling another one's agencies."""
    return none_such("Các văn bản được hỏi không nói đến việc này.", query, material)


def none_such(told: str, query: Query, material: Material) -> Draft:
    """A refusal with what the register says of it, in the language of the question."""
    text = f"**{REFUSAL}** " + (f"(Not found in the documents loaded.) {in_english(told)}" if query.english else told)
    return Draft("ownership", text, Citations(material), {"listed": 1.0}, abstained=True)


def unmentioned(named: Iterable[str], query: Query, material: Material) -> str:
    """Returns the first of the agencies that none of a few documents names, under any name it had; "" if all are."""
    docs = few_asked(query, material)
    for agency in (a for a in named if not agencies.is_group(a) and not COMPANY.match(a)):
        now = succession.present_name(agency)
        names = [agency, *since.agency_names(agency).former, *([now.new] if now else [])]
        if docs and not any(mentions(name, doc_id, material) for doc_id in docs for name in names):
            return agency
    return ""


def few_asked(query: Query, material: Material) -> tuple[str, ...]:
    """Returns the documents that a question is asked of; none of many, which are not read for a word."""
    docs = query.docs or material.index.headers()
    if len(docs) > NARROW:
        return ()
    return query.docs or tuple(header.doc_id for header in material.index.headers())


def _holders(agency: str, docs: Collection[str], material: Material) -> Iterable[str]:
    """The documents to look for an agency's name in: a few all, since it may be short there ("Sở KH&CN")."""
    return docs if len(docs) <= NARROW else (doc_id for doc_id in material.near(agency) if doc_id in docs)


def mentions(agency: str, doc_id: str, material: Material) -> bool:
    """Returns whether a document names an agency in any spelling: "Sở Xây dựng" is not in "cơ sở xây dựng"."""
    name = r"\s+".join(map(re.escape, agency.split()))
    if re.search(rf"(?<!\w)(?<!cơ )(?<!trụ ){name}(?!\w)", material.document(doc_id).text, re.IGNORECASE):
        return True
    return any(_is_same(agency, name) for name in material.named(doc_id))


def _is_same(asked: str, held: str) -> bool:
    """Whether two names are one agency's: one may go on ("… Khu kinh tế Vũng Áng và các khu công nghiệp").

    "Ban Quản lý Khu kinh tế" of a province is its "Ban Quản lý Khu kinh tế Vũng Áng"; a name of the table is no other.
    """
    known = agencies.canonical_names()
    if asked == held or held in known:
        return asked == held
    if asked in known:
        asked = asked.removesuffix(" tỉnh")
        return _begins(asked, held) and held[len(asked) + 1].isupper()
    asked, held = spell_out(asked), spell_out(held)  # "Khu ĐH" is "Khu Đại học"
    return fold(asked) == fold(held) or _begins(asked, held) or _begins(held, asked)


def _of_city(name: str, tasks: Sequence[Task], material: Material) -> str:
    """A province's agency as a city that is a province calls it: "Công an thành phố"; "" where none is asked."""
    issuers = {material.header(doc_id).issuer for doc_id in documents(tasks)}
    cities = all("thanh pho" in fold(issuer) for issuer in issuers)
    return f"{name.removesuffix(' tỉnh')} thành phố" if cities else ""


def _begins(short: str, long: str) -> bool:
    return short.count(" ") >= PROPER and fold(long).startswith(fold(short) + " ")
