"""Who receives what others report and sums it up: "Đơn vị nào tổng hợp, báo cáo UBND tỉnh?".

The register holds who is to report ("các sở … gửi Sở A để tổng hợp"); who is to receive it stands in their sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.answer.citing import Citations, trimmed
from qa.answer.draft import Draft
from qa.answer.duties.charged import few_asked
from qa.answer.duties.duties_asked import RECEIVES, asks_who, plain_question
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.records import Section
from qa.search import Query
from qa.tasks.assignment import is_somebody
from qa.tasks.names import list_end
from qa.vietnamese import agencies, fold
from qa.vietnamese.sentences import sentences

_SUMS_UP = re.compile(r"\btong hop\b")
_WHERE_TO = re.compile(
    r"\b(?:gui|bao cao|phan anh|nop|chuyen)(?: (?:bao cao|ket qua|y kien))?(?: (?:ve|den|cho|toi|len))*"
    r" (?:dau|ai|(?:co quan|don vi|so|noi|cho) nao)\b"
)
_TROUBLE = re.compile(r"\b(?:kho khan|vuong mac|phat sinh)\b")
# All that such a question may say; with more of it, it is on something else that is summed up ("tổng hợp nhu cầu vốn").
_GENERAL = re.compile(
    r"\b(?:co quan|tong hop|bao cao|theo doi|don doc|gui|nop|phan anh|chuyen|ve|den|cho|toi|len|dau|ai|nao|gi|va|de|thi"
    r"|la|o|tai|cua|trong|khi|neu|co|bi|gap|phai|se|duoc|can|cac|nhung|viec|ket qua|tinh hinh|qua trinh|thuc hien"
    r"|trien khai|dinh ky|hang nam|hang|ke hoach|chuong trinh|de an|nghi quyet|quyet dinh|nay|kho khan|vuong mac"
    r"|phat sinh|y kien|don vi|so|ban|nganh|noi"
    r"|ubnd|uy ban nhan dan|chu tich|tinh|thanh pho|dau moi|lam|xem xet|trach nhiem|chiu|nam|xin|hoi|do|moi)\b"
)
_RECEIVES = re.compile(r"\b(?:về|gửi|phản ánh|báo cáo|cho|đến|qua)\s+(?=[^\W\d_])", re.IGNORECASE)
_TO_SUM_UP = re.compile(r"[^.;]{0,160}?\btổng\s+hợp\b", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-+•*–]\s*")
_SHOWN = 3


class _Received(NamedTuple):
    section: Section
    start: int
    end: int
    names: str


def answer(query: Query, material: Material) -> Draft | None:
    """Names who receives the reports or the troubles of others; None for another question, or if nobody is named."""
    plain = plain_question(query)
    where = _WHERE_TO.search(plain)
    if not where and not (_SUMS_UP.search(plain) and asks_who(plain)):
        return None
    if any(not RECEIVES.search(query.text[: mention.start]) for mention in agencies.find(query.text)):
        return None
    for place in query.provinces:
        plain = re.sub(rf"\b{re.escape(fold(place))}\b", " ", plain)
    if re.search(r"[a-z]{2}", _GENERAL.sub(" ", plain)):
        return None
    trouble = _TROUBLE.search(plain) is not None
    found = [one for doc_id in few_asked(query, material) for one in _received(doc_id, trouble, material)]
    return _told(query, found[:_SHOWN], material) if found else None


def _received(doc_id: str, trouble: bool, material: Material) -> Iterator[_Received]:
    """Yields the sentences of a document in which somebody gets what others report, or what hinders them."""
    for section in material.index.sections(doc_id):
        if section.kind not in ("item", "paragraph", "heading") or "ổng hợp" not in (text := material.text(section)):
            continue
        for first, last in sentences(text):
            sentence = text[first:last]
            if (_TROUBLE.search(fold(sentence)) is not None) is not trouble:
                continue
            for match in _RECEIVES.finditer(sentence):
                end = list_end(sentence, match.end())
                names = sentence[match.end() : end]
                if names and is_somebody(names) and _TO_SUM_UP.match(sentence, end):
                    yield _Received(section, section.start + first, section.start + last, " ".join(names.split()))
                    break


def _told(query: Query, found: Sequence[_Received], material: Material) -> Draft:
    citations = Citations(material)
    several = len({one.section.doc_id for one in found}) > 1 or query.docs is None
    label = "Receives and sums up" if query.english else "Tiếp nhận, tổng hợp"
    blocks = []
    for one in found:
        bullet = _BULLET.match(material.cut(one.section, one.start, one.end))
        span = trimmed(material, Span(one.section, one.start + (bullet.end() if bullet else 0), one.end))
        mark = citations.cite(span)
        name = f"**{material.called(one.section.doc_id)}**: " if several else ""
        blocks.append(f"{name}“{citations.text(span)}” {mark}\n- {label}: **{one.names}** {mark}")
    return Draft("ownership", "\n\n".join(blocks), citations, {"listed": 1.0})
