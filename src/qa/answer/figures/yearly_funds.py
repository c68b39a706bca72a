"""The money of one year or period of a plan: "Phân kỳ: năm 2024 là 164 tỷ đồng; năm 2025 là 222 tỷ đồng".

Such a line has next to none of the question's words; it stands below the heading on funding, and the years tell it.
"""

from __future__ import annotations

import re

from qa.answer.citing import Citations, one_line
from qa.answer.dated import dated
from qa.answer.draft import Draft
from qa.answer.emphasis import emphasised
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.answer.values import MONEY, SHARE, values_asked
from qa.answer.weighing import question_terms
from qa.records import Document
from qa.search import Query
from qa.vietnamese import fold, search_terms

# Words in which the money of a plan is asked for, besides those of its title.
_ASKING = re.compile(
    r"\b(?:tong|muc|so|nguon|luong|kinh phi|ngan sach|von|tien|nguon luc|du toan|du kien|phan ky|bao nhieu|khoang"
    r"|bo tri|phan bo|danh|cap|chi|can|het|de|cho|la|nam|giai doan|duoc|rieng|trong|vao|thuc hien|tinh|ubnd|thanh pho"
    r"|ke hoach|quyet dinh|nghi quyet|chuong trinh|de an)\b"
)
_FUNDS = re.compile(r"\b(?:kinh phi|nguon luc|nguon von|du toan|tong von|von dau tu|ngan sach)\b")
MOST_DOCUMENTS = 4


def answer(query: Query, material: Material) -> Draft | None:
    """Quotes the line that parts a plan's money by years, where all that is asked is that of some of them."""
    if not query.years or query.english or not query.docs or len(query.docs) > MOST_DOCUMENTS:
        return None
    plain = fold(query.text).strip(" ?.!")
    money = any(value is not SHARE for value in values_asked(query)) or _FUNDS.match(plain)
    if not money or not all(_says_no_more(query, material.header(doc_id)) for doc_id in query.docs):
        return None
    citations = Citations(material)
    blocks = []
    for doc_id in query.docs:
        if (span := _parted(query, doc_id, material)) is None:
            return None
        blocks.append(
            f"**{material.called(doc_id)}**: “{emphasised(citations.text(span), query)}” {citations.cite(span)}"
        )
    return Draft("extractive", "\n\n".join(blocks), citations)


def _says_no_more(query: Query, document: Document) -> bool:
    """Whether all that a question says besides asking for money stands in a document's title."""
    title = set(search_terms(f"{document.title} {document.kind} {document.number}", folded=True))
    rest = query.text
    for match in _ASKING.finditer(fold(rest)):
        rest = f"{rest[: match.start()]}{'.' * len(match.group())}{rest[match.end() :]}"
    terms = map(fold, question_terms(rest, leave_out=query.provinces))
    return all(term in title or any(map(str.isdigit, term)) for term in terms)


def _parted(query: Query, doc_id: str, material: Material) -> Span | None:
    """The first sentence below a heading on funds that has sums of several times, one of them of the years asked."""
    for section in material.index.sections(doc_id):
        headings = " ".join(parent.heading for parent in material.ancestors(section))
        if not _FUNDS.search(fold(f"{headings} {section.heading}")) or not MONEY.search(material.text(section)):
            continue
        for start, end in material.unit(section.section_id).spans:
            text = one_line(material.cut(section, start, end))
            times = {one.years for one in dated(text) if MONEY.search(text[one.start : one.end + 12])}
            # Of a period its own sum is wanted, not that of one of its years.
            first, last = min(query.years), max(query.years)
            told = any(years == (first, last) or (first == last and years[0] <= first <= years[1]) for years in times)
            if len(times) > 1 and told:
                return Span(section, start, end)
    return None
