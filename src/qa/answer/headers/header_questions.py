"""Which documents a question on headers is about, and whether it is about a document's header at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.references import DOCUMENT
from qa.records import Document, LegalBasis
from qa.search import Query
from qa.search.named import NamedDocument
from qa.vietnamese import fold

# Papers that are drawn up under a document: to sign, issue or send one of them is no matter of its header.
_PAPER = (
    r"(?P<paper>hop dong|bieu mau|mau bieu|bien ban|ho so|don (?:de nghi|dang ky|xin)|giay [a-z]+|chung chi|van bang"
    r"|bao cao|phieu [a-z]+|thoa thuan|to khai"
    r"|quyet dinh (?P<act>cong nhan|phe duyet|thanh lap|giao|cap|thu hoi|bo nhiem|chi dinh|lua chon|tuyen chon)"
    r"(?: [a-z]+ [a-z]+)?)\b"
)
_DONE_TO = (
    re.compile(rf"\b(?:ky|ban hanh|gui) (?:cac |nhung |mot )*{_PAPER}"),
    re.compile(rf"\b{_PAPER}[^,;?]{{0,80}}?\b(?:ky|ban hanh|gui|hieu luc)\b"),
)
# "cuộc họp được kết luận diễn ra ngày nào": not the day on which the document was issued.
_MEETING = re.compile(
    r"\b(?:(?:cuoc|phien|buoi) (?:hop|lam viec)|hoi nghi)\b(?!.*\b(?:ban hanh|ky|ra doi)\b)"
    r".*\b(?:ngay|khi nao|bao gio|hom nao|luc nao|thang nao)\b"
)
# What a document does to another one stands in its articles, not in its header.
AMENDS = re.compile(r"\b(?:bai bo|thay (?:the|cho)|sua doi|huy bo|het hieu luc|repeal|replace|amend)")
_KIND = r"(?:quyet dinh|van ban|nghi quyet|ke hoach|thong tu|nghi dinh|quy dinh|chuong trinh|cai)"
_CHANGE = r"(?:bai bo|thay the|sua doi|huy bo)"
# "thay thế quyết định nào", beside what the header says.
AMENDED = re.compile(
    rf"\b{_CHANGE}(?: bo sung)? (?:cho )?(?:nhung |cac )?{_KIND}(?: so)? (?:nao|gi|may)\b"
    rf"|\bthay (?:the )?cho (?:nhung |cac )?{_KIND}(?: cu| truoc(?: day| do)?)? (?:nao|gi)\b"
    # "Văn bản nào bị Quyết định 17 thay thế?", "Trước Quyết định 17 thì áp dụng văn bản nào?"
    rf"|\b{_KIND}(?: cu)? nao (?:se |da )*bi [a-z0-9/&, -]+\b{_CHANGE}$|^truoc\b[^,;?]+\bap dung (?:theo )?{_KIND} nao$"
    rf"|\b{_KIND}(?: cu| truoc(?: day| do)?)? nao (?:se |da )*"
    rf"(?:bi (?:bo|thay|huy|{_CHANGE})(?! [a-z ]*\b(?:boi|bang)\b)"
    r"|(?:het|mat|khong con|thoi) (?:hieu luc|ap dung))\b"
    r"|\bwh(?:at|ich)\b[a-z ]*\b(?:replace|repeal|amend)"
)
# "Văn bản nào sửa đổi Nghị quyết 15?", "… bị thay thế bởi quyết định nào?": what others do to it.
CHANGED_BY = re.compile(
    rf"^[a-z ]{{0,20}}\b{_KIND} nao (?:da |se |moi )?{_CHANGE}\b"
    rf"|\b(?:bi|duoc) {_CHANGE}[a-z, ]{{0,24}} (?:boi|bang|theo) (?:nhung |cac )?{_KIND}(?: so)? (?:nao|gi|may)\b"
)
_LAWS = ("luat ", "bo luat ", "phap lenh ")
_CLAUSE = re.compile(r"[,;]|\b(?:va|con|cung)\b")
_WHICH = re.compile(r"\b(?:van ban|ke hoach|quyet dinh|nghi quyet|chuong trinh|de an|cai|tinh|dia phuong) nao\b")
_FIRST = re.compile(r"\b(?:som|cu) nhat\b")
_LAST = re.compile(r"\b(?:muon|moi|gan day) nhat\b")


def on_another_paper(plain: str, documents: Sequence[Document]) -> bool:
    """Whether a question, folded, is on a contract, a form or the like, and not on one of these documents."""
    for done_to in _DONE_TO:
        found = done_to.search(plain)
        if found is None or DOCUMENT.search(plain[: found.start("paper")]):
            continue
        paper = found["paper"]
        if found["act"]:
            own = any(
                fold(d.kind) == "quyet dinh" and paper.partition("quyet dinh ")[2] in fold(d.title) for d in documents
            )
        else:
            own = any(fold(d.kind).startswith(paper) for d in documents)
        if not own:
            return True
    return False


def without_meeting(plain: str) -> str:
    """Returns a question, folded, without the clause that asks when a meeting was; as it is where none does."""
    return " , ".join(clause for clause in _CLAUSE.split(plain) if not _MEETING.search(clause))


def asks_for_meeting(plain: str) -> bool:
    """Whether a question, folded, asks when a meeting was."""
    return any(_MEETING.search(clause) for clause in _CLAUSE.split(plain))


def changes_asked(plain: str) -> str:
    """Returns the attribute asked for by a question, folded, on what a document does to others, or others to it."""
    plain = plain.rstrip(" ?.!")
    return "amended" if CHANGED_BY.search(plain) else "amends" if AMENDED.search(plain) else ""


def issued_then(query: Query, plain: str, documents: Sequence[Document]) -> list[Document] | None:
    """Returns the documents of the years that a question names, if it asks which these are; None if it does not."""
    if len(documents) < 2 or not query.years or query.documents or not _WHICH.search(plain):
        return None
    return [d for d in documents if d.date and int(d.date[:4]) in query.years]


def resting_on(query: Query, plain: str, documents: Sequence[Document]) -> list[Document] | None:
    """Returns the documents that have one as their basis, if a question asks which; None if it does not."""
    if len(documents) < 2 or len(query.documents) != 1 or not _WHICH.search(plain):
        return None
    return [d for d in documents if any(is_basis(query.documents[0], basis) for basis in d.legal_bases)]


def is_basis(named: NamedDocument, basis: LegalBasis) -> bool:
    """Whether a legal basis is the document that a question names by its number."""
    number = re.match(rf"{named.number}(?!\d)(?P<code>.*)", fold(basis.number or "").replace(" ", ""))
    typed = re.sub(r"[^a-z]", "", named.printed.partition(named.number)[2])
    return number is not None and re.sub(r"[^a-z]", "", number["code"]).startswith(typed)


def names_a_law(plain: str, documents: Sequence[Document]) -> bool:
    """Whether a question, folded, names a law that documents rest on: its date is not theirs."""
    laws = {(fold(b.kind), fold(d.title)) for d in documents for b in d.legal_bases}
    return any(law.startswith(_LAWS) and law in plain and law not in title for law, title in laws)


def without_order(text: str) -> str:
    """Returns a question without the words that ask for the oldest or newest document: they describe none."""
    for found in (*_FIRST.finditer(plain := fold(text)), *_LAST.finditer(plain)):
        text = text[: found.start()] + " " * len(found.group()) + text[found.end() :]
    return text


def in_order(documents: Sequence[Document]) -> list[Document]:
    """Returns documents by their dates; those without one last."""
    return sorted(documents, key=lambda d: d.date or "9")


def extreme(plain: str, document: Document, ordered: Sequence[Document]) -> str:
    """Says of the oldest and the newest of some documents that it is that one, where a question asks for it."""
    dated = [d for d in ordered if d.date]
    if len(dated) < 2:
        return ""
    if _FIRST.search(plain) and document.date == dated[0].date:
        return "sớm nhất"
    return "muộn nhất" if _LAST.search(plain) and document.date == dated[-1].date else ""
