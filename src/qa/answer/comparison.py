"""The same question put to several documents, side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.answer import extractive, grounding, picking
from qa.answer.checks import unmentioned
from qa.answer.choosing import Choice, asked_terms, choose
from qa.answer.citing import Citations
from qa.answer.dated import of_other_years
from qa.answer.draft import Draft
from qa.answer.duties import matching, register
from qa.answer.figures import cells, tables
from qa.answer.material import Material
from qa.answer.own_parts import of_place
from qa.answer.signals import signals
from qa.answer.values import quantity_spans
from qa.answer.wording import in_language
from qa.records import Document, Hit, Task
from qa.search import Query
from qa.vietnamese import fold
from qa.vietnamese.abbreviations import spelled_terms

NUMBER = re.compile(r"\d+(?:,\d+)?")
SAME_THING = 0.6  # share of the question's words that all sentences must hold for their figures to be ordered
COMPARING = re.compile(
    r"\b(?:cao|thap|lon|nho|nhieu|it|som|muon|cham|hon|nhat|so|sanh|tinh|moi|ben|giua|hay|noi|dat)\b"
)
# A document answers from this share of the best document's score, and of the words it holds, on; where it is asked
# which of them does, more.
ANSWERS, COVERS = 0.5, 0.4
WHICH_ANSWERS, WHICH_COVERS = 0.6, 0.6
# Share of the question that the places picked must hold with their headings, and where the document lacks a word of it.
PLACED, PLACED_UNHELD = 0.2, 0.3
WHICH = re.compile(
    r"\b(?:tinh|dia phuong|noi|van ban|ke hoach) nao\b|\bo dau\b|\bwhich (?:provinces?|documents?|plans?)\b"
)
PROVINCES = re.compile(r"\b(?:tinh|dia phuong) nao\b|\b(?:cac|moi|tung|hai|ba|bon|nhung) tinh\b|\bprovinces?\b")
NAMED_SILENT = 6  # of more documents that do not answer, none is named where no document was asked for by name
# Without two named provinces, only these words put a question to all documents.
OPEN = re.compile(
    rf"{WHICH.pattern}|\b(?:cac|moi|tung|hai|ba|bon|nhung) (?:tinh|dia phuong|van ban)\b|\bso sanh\b|\bdoi chieu\b"
    r"|\bcompare\b|\beach province\b|\ball (?:four|three|the) (?:provinces|documents)\b"
)
HIGHER = re.compile(r"\b(?:cao|lon|nhieu) (?:hon|nhat)\b|\b(?:higher|highest|larger|largest|most)\b")
EARLIER = re.compile(r"\b(?:som|muon|cham) (?:hon|nhat)\b|\b(?:earlier|earliest|later|latest)\b")
YEAR_BEHIND = re.compile(r"\s*\([^)]*\)\s*$")  # "20% (năm 2025)"
GROWTH = re.compile(r"\btang\b|\b(?:moi|hang|binh quan|tung) nam\b|/ ?nam\b|\b(?:growth|annual|per year|a year)\b")
# "ngày 20 tháng 11", "15/12/2025"
DAY = re.compile(
    r"(?:trước )?ngày (?P<day>\d{1,2})(?: tháng |/)(?P<month>\d{1,2})(?:(?: năm |/)(?P<year>\d{4}))?(?!\d)",
    re.IGNORECASE,
)
PARTS = re.compile(r";\s+|\.\s+(?=[^\W\d_])")
LOWER = re.compile(r"\b(?:thap|nho|it) (?:hon|nhat)\b|\b(?:lower|lowest|smallest|least)\b")


def wanted(query: Query, documents: Sequence[Document]) -> list[str]:
    """Returns the documents that a question compares; fewer than two if it compares none."""
    plain = fold(query.text)
    if query.docs is not None and len(query.docs) >= 2:
        # One province's documents are compared only where the question says so: it may have a hundred of them.
        chosen = query.explicit or query.documents or len(query.provinces) != 1 or OPEN.search(plain)
        return list(query.docs) if chosen else []
    if query.docs is None and len(documents) > 1 and OPEN.search(plain):
        of_provinces = [d.doc_id for d in documents if d.province] if PROVINCES.search(plain) else []
        return of_provinces if len(of_provinces) > 1 else [d.doc_id for d in documents]
    return []


def answer(query: Query, hits: Sequence[Hit], material: Material, docs: Sequence[str]) -> Draft | None:
    """Answers for each document; says of one that does not state it that it does not."""
    asked, best = _best_of_each(query, hits, material, docs)
    if not best:
        return None
    citations = Citations(material)
    blocks, silent = [], []
    which = WHICH.search(fold(query.text)) is not None
    answers, covers = (WHICH_ANSWERS, WHICH_COVERS) if which else (ANSWERS, COVERS)
    picks: dict[str, Choice] = {}
    times: dict[str, str] = {}
    # Documents that are asked the same are measured by the best of them.
    alike: dict[str, list[Choice]] = {}
    for doc_id, choices in best.items():
        alike.setdefault(asked[doc_id].text, []).append(choices[0])
    tops = {text: (max(c.score for c in firsts), max(c.covered for c in firsts)) for text, firsts in alike.items()}
    for doc_id in docs:
        own = best.get(doc_id, [])
        top, cover = tops[asked[doc_id].text] if own else (0.0, 0.0)
        if not own or own[0].score < answers * top or own[0].covered < covers * cover:
            silent.append(doc_id)
            continue
        name, single = material.called(doc_id), replace(asked[doc_id], docs=(doc_id,))
        if unmentioned.missing(single, material):
            silent.append(doc_id)
            continue
        if tasks := _tasks(single, hits, material, doc_id):
            blocks += [register.description(single, t, citations, material, material.place(doc_id)) for t in tasks]
            times[name] = " ".join(task.time for task in tasks)
            continue
        picked = picking.pick(single, own, material, most=2)
        if not _speaks_of_it(single, picked, material):
            silent.append(doc_id)
            continue
        lines = [extractive.quoted(single, choice, own, material, citations) for choice in picked]
        picks[name] = picked[0]
        blocks.append(
            f"**{name}**: " + "\n".join(lines)
            if len(lines) == 1
            else f"**{name}**:\n" + "\n".join(f"- {x}" for x in lines)
        )
    if not blocks:
        return None
    if silent := _not_told(query, docs, silent, material):
        blocks.append(untold(query, silent))
    ordered = max(best.values(), key=lambda c: c[0].score)
    text = "\n\n".join([*_verdict(query, picks, times, material), *blocks])
    return Draft("comparison", text, citations, signals(query, ordered[0], material))


def _best_of_each(
    query: Query, hits: Sequence[Hit], material: Material, docs: Sequence[str]
) -> tuple[dict[str, Query], dict[str, list[Choice]]]:
    """What is asked of each document that has sentences, and these, the best first."""
    places = Counter(map(material.place, docs))
    parts = {place: of_place(query, place, alone=number == 1) for place, number in places.items()}
    found: dict[str, dict[str, list[Choice]]] = {}
    for text, part in {part.text: part for of_one in parts.values() for part in of_one}.items():
        for choice in unmentioned.holding(part, choose(part, hits, material)):
            found.setdefault(choice.doc_id, {}).setdefault(text, []).append(choice)
    asked, best = {}, {}
    for doc_id in filter(found.__contains__, docs):
        own = [(found[doc_id].get(part.text, []), part) for part in parts[material.place(doc_id)]]
        best[doc_id], asked[doc_id] = max(own, key=lambda one: one[0][0].covered if one[0] else -1.0)
    return asked, best


def _speaks_of_it(query: Query, picked: Sequence[Choice], material: Material) -> bool:
    """Whether the places picked have enough of a question, some more if the document has not a word of it at all."""
    placed = 1.0 if query.english else grounding.placed_in(query, (choice.unit for choice in picked), material)
    return placed >= PLACED and (placed >= PLACED_UNHELD or not unmentioned.unheld(query, material))


def _not_told(query: Query, docs: Sequence[str], silent: Sequence[str], material: Material) -> list[str]:
    """What an answer calls those of which it says that nothing was found; nobody where many were looked through.

    A province asked about is told by one of its documents: the others were not asked about.
    """
    if query.docs is None:
        return [material.called(doc_id) for doc_id in silent] if len(silent) <= NAMED_SILENT else []
    if query.explicit or query.documents or len(query.provinces) < 2:
        return [material.called(doc_id) for doc_id in silent]
    told = {material.place(doc_id) for doc_id in docs if doc_id not in silent}
    return [place for place in dict.fromkeys(map(material.place, silent)) if place not in told]


def untold(query: Query, names: Sequence[str]) -> str:
    """Says which documents do not tell what was asked."""
    shown = ", ".join(dict.fromkeys(names))
    return (
        f"No statement found for: {shown}."
        if query.english
        else f"Không tìm thấy nội dung này trong văn bản của: {shown}."
    )


def _tasks(query: Query, hits: Sequence[Hit], material: Material, doc_id: str) -> list[Task]:
    """The register's answer for one document, if the question is one for the register."""
    roles = register.roles_asked(query)
    if not roles or not query.asks_for("agency", "deadline"):
        return []
    own = [h for h in hits if h.passage.doc_id == doc_id]
    found, _ = matching.matching(query, own, material.index.tasks((doc_id,)), material, matching.MATCH)
    return found


def _verdict(query: Query, picks: Mapping[str, Choice], times: Mapping[str, str], material: Material) -> list[str]:
    """Names the higher or lower value, or the earlier day, where each document gives one, and of the same thing.

    Args:
        query: the question.
        picks: the sentence of each document that answers by one.
        times: the time of the task of each document that answers by one.
        material: the index.
    """
    plain = fold(query.text)
    if len(picks) + len(times) < 2 or (picks and not _of_one_thing(query, picks, material)):
        return []
    if EARLIER.search(plain):
        return _by_day(query, {**{name: choice.text for name, choice in picks.items()}, **times})
    if times or not (HIGHER.search(plain) or LOWER.search(plain)):
        return []
    shares = {name: _shares(query, choice, material) for name, choice in picks.items()}
    if any(len(found) != 1 for found in shares.values()) or len({"/" in found[0] for found in shares.values()}) > 1:
        return []
    sizes = {name: max(float(n.replace(",", ".")) for n in NUMBER.findall(found[0])) for name, found in shares.items()}
    order = sorted(sizes, key=lambda name: -sizes[name])
    shown = "; ".join(f"**{name}** ({shares[name][0]})" for name in order)
    return [in_language(f"Thứ tự từ cao đến thấp: {shown}.", query.english)]


def _by_day(query: Query, texts: Mapping[str, str]) -> list[str]:
    """Names the earlier day, where each text gives one, with the year in all of them or in none."""
    days = {name: list(DAY.finditer(text)) for name, text in texts.items()}
    if any(len(found) != 1 for found in days.values()) or len({bool(d[0]["year"]) for d in days.values()}) > 1:
        return []
    order = sorted(days, key=lambda name: tuple(int(days[name][0][part] or 0) for part in ("year", "month", "day")))
    shown = "; ".join(f"**{name}** ({days[name][0].group().strip()})" for name in order)
    return [in_language(f"Thứ tự từ sớm đến muộn: {shown}.", query.english)]


def _shares(query: Query, choice: Choice, material: Material) -> list[str]:
    """The percentages of a sentence on what is compared, or of a row in the columns asked for."""
    found = tables.of_row(choice.unit.section, material)
    values = [str(cell) for cell in cells.figures(*found, query.years)] if found else []
    if not values:
        part = _part(query, choice, material)
        others = of_other_years(part, query.years)
        values = [YEAR_BEHIND.sub("", part[a:b]) for a, b in quantity_spans(part) if (a, b) not in others]
    shares = [value for value in values if "%" in value]
    # A level and a growth a year in one sentence: the question says which of them it is after.
    growth = GROWTH.search(fold(query.text)) is not None
    return [share for share in shares if ("/" in share) == growth] or shares


def _part(query: Query, choice: Choice, material: Material) -> str:
    """The part of a sentence that holds more of the question than any other; the sentence if none does."""
    terms = asked_terms(query, material)
    held = []
    for part in PARTS.split(choice.text):
        words = spelled_terms(part)
        held.append((sum(weight for term, weight in terms.items() if term in words), part))
    held.sort(key=lambda entry: -entry[0])
    return held[0][1] if len(held) > 1 and held[0][0] > held[1][0] else choice.text


def _of_one_thing(query: Query, picks: Mapping[str, Choice], material: Material) -> bool:
    """Whether all sentences hold most of the words in which the question describes what it compares."""
    terms = {t: w for t, w in asked_terms(query, material).items() if not COMPARING.search(fold(t.replace("_", " ")))}
    held = [choice.unit.terms[choice.at] for choice in picks.values()]
    common = sum(w for t, w in terms.items() if all(t in words for words in held))
    return common >= SAME_THING * sum(terms.values()) > 0
