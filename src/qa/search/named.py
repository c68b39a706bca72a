"""Documents that a question names by their numbers: "QĐ 123", "quyết định số 123/qđ-ubnd"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.records import Document
from qa.search.casing import asking
from qa.vietnamese import fold, provinces

# "QĐ 123", "quyết định số 123/qđ-ubnd", "kế hoạch 2629", "kh-2629", "123/QĐ-UBND"
NAMED_NUMBER = re.compile(
    r"(?:\b(?P<kind>quyet dinh|qd|ke hoach|kh|nghi quyet|nq|chuong trinh(?: hanh dong)?|ctr|nghi dinh|nd|thong tu|tt"
    r"|chi thi|ct|ket luan|kl|to trinh|ttr|luat|van ban|thong bao|tb"
    r"|(?P<paper>bao cao|bc|de an|da|quy che|huong dan)|decision|resolution|plan|decree|notice)"
    r"\s*(?P<so>so\s*:?\s*|no\.?\s*)?[-#]?\s*)(?P<no>\d{1,5})"
    r"(?!\d|[.,]\d|%|\s*(?:nam|thang|doanh|nguoi|lan|gio|ngay(?! \d)|%))"
    r"(?P<code>(?:/(?:19|20)\d\d(?!\d))?\s*[/-]\s*[a-z][a-z&]*(?:-[a-z]+)*|/(?:19|20)\d\d(?!\d))?"
    r"|(?P<no2>\d{1,5})(?P<code2>(?:/(?:19|20)\d\d)?\s*[/-]\s*(?:qd|kh|nq|nd|tt|ct|ctr|kl|ttr|hd|tb)\b(?:\s*[-/]\s*[a-z]+)?)"
)
OWN_CODE = re.compile(r"[a-z]+-\d\d?")  # "CT-06": what a plan calls one of its programmes
KIND_CODES = {
    "qd": "quyet dinh", "kh": "ke hoach", "nq": "nghi quyet", "ctr": "chuong trinh hanh dong", "nd": "nghi dinh",
    "tt": "thong tu", "ct": "chi thi", "kl": "ket luan", "ttr": "to trinh", "tb": "thong bao",
    "bc": "bao cao", "da": "de an",
}  # fmt: skip
ENGLISH_KINDS = {
    "decision": "quyet dinh", "resolution": "nghi quyet", "plan": "ke hoach", "decree": "nghi dinh",
    "notice": "thong bao",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that a question names by its number ("QĐ 123"); `docs` are those of the corpus that bear it."""

    number: str
    printed: str
    docs: tuple[str, ...]

    @property
    def year(self) -> str:
        """The year that was typed with the number ("2023" of "15/2023"), or ""."""
        typed = re.search(r"\d/((?:19|20)\d\d)(?!\d)", self.printed)
        return typed[1] if typed else ""


def documents_named(text: str, documents: Sequence[Document]) -> tuple[NamedDocument, ...]:
    """Returns the documents that a question names by number; `docs` of one that the corpus lacks is empty."""
    found = []
    for match in NAMED_NUMBER.finditer(asking(text)):
        number = match["no"] or match["no2"]
        code = re.sub(r"\s", "", match["code"] or match["code2"] or "")
        kind = ENGLISH_KINDS.get(match["kind"], match["kind"] or "")
        docs = [d.doc_id for d in documents if _bears(d, number, code, kind)]
        if not (docs or code or match["so"]) and re.fullmatch(r"20\d\d", number):
            continue  # "kế hoạch 2025": that of a year
        if not (docs or code) and OWN_CODE.fullmatch(match.group().strip()):
            continue
        if match["paper"] and not docs:
            continue  # "báo cáo 02 lần một năm", "Đề án 06": no number of a document, or one that many texts mention
        found.append(NamedDocument(number, match.group().strip(), tuple(docs)))
    return tuple(found)


def names_typed(text: str, documents: Sequence[NamedDocument]) -> list[str]:
    """Returns the provinces, and of some documents those, that a text names, as they are typed in it."""
    plain = fold(text)
    places = [(plain.find(named.printed), len(named.printed)) for named in documents]
    return [
        *(mention.printed for mention in provinces.find(text)),
        *(text[at : at + length] for at, length in places if at >= 0),
    ]


def _bears(document: Document, number: str, code: str, kind: str) -> bool:
    """Whether a document's number is the one typed, as far as it was typed."""
    if not document.number or not document.number.startswith(number):  # of many documents nearly all end here
        return False
    if re.match(r"\d+", document.number).group() != number:  # type: ignore[union-attr]
        return False
    years = (re.search(r"/((?:19|20)\d\d)\b", code), re.search(r"/((?:19|20)\d\d)\b", document.number))
    if years[0] and years[1] and years[0][1] != years[1][1]:
        return False
    typed = re.sub(r"[^a-z]", "", code)
    own = re.sub(r"[^a-z]", "", fold(document.number))
    if typed:
        return own.startswith(typed)
    # "Chương trình 1346" is what Quyết định 1346 issues.
    meant = KIND_CODES.get(kind, kind)
    # "Chương trình 48" is the short name of "Chương trình hành động số 48".
    return meant == "van ban" or fold(document.kind).startswith(meant) or f"ban hanh {meant}" in fold(document.title)
