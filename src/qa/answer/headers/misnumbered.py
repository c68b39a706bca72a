"""A document that a question names by a number a little wrong: "Kế hoạch 342/KH-UBND ngày 12/9/2022" for 432."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations
from typing import NamedTuple

from qa.answer.material import Material
from qa.search import Query
from qa.search.named import KIND_CODES, NamedDocument
from qa.structure.mentions import DATE, named_documents, parse_date
from qa.vietnamese import fold
from qa.vietnamese.abbreviations import spell_out

# The numbers are in the note: an answer has no figure that its sources lack.
REMARK = "Văn bản không nhắc đến số văn bản trong câu hỏi; nội dung của văn bản được nhắc đến là:"
READ = 20  # documents that are read for the number meant
LOOKED = 4  # figures of a number, up to which all their orders are looked for
CODES = {kind: code for code, kind in KIND_CODES.items()}


class _Mentioned(NamedTuple):
    """A document that a text mentions: its number, with the code as printed, and whether a date asked stands by it."""

    number: str
    code: str
    dated: bool


def corrected(query: Query, material: Material) -> Query:
    """Mends the number of a document that no document mentions, if one of just that make is mentioned.

    A number is taken for another if the same date stands beside it, or if it has the same figures in another order.
    One that is merely near ("123", "124") may well be another document.

    Returns:
        The question to answer, with a note that names both numbers; the question as it was if nothing is mended.
    """
    if len(query.documents) != 1 or query.documents[0].docs or len(query.documents[0].number) < 2:
        return query
    named = query.documents[0]
    if own := _own(query, named, material):
        return own
    docs = query.docs or [header.doc_id for header in material.index.headers()][:READ]
    meant = set()
    for doc_id in docs:
        for found in _mentions(query, named, material.document(doc_id).text):
            if found.number == named.number:
                return query
            if _is_meant(named.number, found):
                meant.add((found.number, found.code))
    if len(meant) != 1:
        return query
    number, code = meant.pop()
    note = f"Câu hỏi nêu số {named.number}{code}; số nêu trong văn bản là {number}{code}."
    return _renumbered(query, named, number, (), note)


def _own(query: Query, named: NamedDocument, material: Material) -> Query | None:
    """The question on the one document searched whose number has the same figures in another order, if it is meant.

    It is if the question gives its date too, or if the number is so long that it is hardly another document's.
    """
    make, dates = _make(named), {parse_date(match.group()) for match in DATE.finditer(query.text)}
    meant = []
    for header in material.index.headers():
        own = re.match(r"\d+", header.number or "")
        if not make or own is None or (query.docs is not None and header.doc_id not in query.docs):
            continue
        code = own.string[own.end() :]
        surely = header.date in dates or len(named.number) >= LOOKED
        if surely and _is_swapped(named.number, own.group()) and _is_of(make, code):
            meant.append((own.group(), code, header.doc_id))
    if len(meant) != 1:
        return None
    number, code, doc_id = meant[0]
    note = f"Câu hỏi nêu số {named.number}{code}; số của văn bản là {number}{code}."
    return replace(_renumbered(query, named, number, (doc_id,), note), docs=(doc_id,))


def _renumbered(query: Query, named: NamedDocument, number: str, docs: tuple[str, ...], note: str) -> Query:
    text = re.sub(rf"(?<!\d){named.number}(?!\d)", number, query.text, count=1)
    return replace(
        query,
        text=text,
        spelled=spell_out(query.vietnamese or text),
        documents=(NamedDocument(number, named.printed.replace(named.number, number, 1), docs),),
        renamed=(*query.renamed, note),
    )


def _is_of(make: str, code: str) -> bool:
    """Whether the code of a number ("/KH-UBND") is of a make ("kh-ubnd")."""
    return re.sub(r"[^a-z/-]", "", fold(code)).strip("/-").startswith(make)


def _mentions(query: Query, named: NamedDocument, text: str) -> list[_Mentioned]:
    """The documents of the make named ("KH-UBND", or "KH" for "Kế hoạch") that a text mentions and may be meant."""
    make = _make(named)
    dates = {parse_date(match.group()) for match in DATE.finditer(query.text)}
    if not make or (not dates and not _has_figures(named.number, text)):
        return []
    found = []
    for mention in named_documents(text):
        number = re.match(r"\d+", mention.number).group()  # type: ignore[union-attr]  # it begins with figures
        code = mention.number.removeprefix(number)
        if _is_of(make, code):
            found.append(_Mentioned(number, code, mention.date in dates))
    return found


def _has_figures(number: str, text: str) -> bool:
    """Whether a text may have a number with these figures, in any order: a look that spares reading it closely."""
    return len(number) > LOOKED or any("".join(figures) in text for figures in permutations(number))


def _make(named: NamedDocument) -> str:
    """The letters of a document's code as far as they were typed, or those of its kind."""
    typed = re.sub(r"[^a-z/-]", "", named.printed.partition(named.number)[2]).strip("/-")
    kind = named.printed.partition(named.number)[0].replace("so", "").strip(" :-#")
    return typed or CODES.get(kind, kind if kind in KIND_CODES else "")


def _is_meant(typed: str, mentioned: _Mentioned) -> bool:
    return mentioned.dated or _is_swapped(typed, mentioned.number)


def _is_swapped(typed: str, number: str) -> bool:
    """Whether a number has the figures of another in another order."""
    return typed != number and sorted(typed) == sorted(number)
