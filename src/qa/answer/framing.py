"""What a question says besides naming documents and what it wants of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.answer.grounding import bound
from qa.answer.material import Material
from qa.answer.weighing import question_terms
from qa.records import Document
from qa.search import Query
from qa.vietnamese import fold, search_terms

# Words that a question on a header is put in, besides those of the attribute asked for.
FRAME_MARKED = frozenset(
    """
    kế hoạch quyết định văn bản chương trình nghị quyết tỉnh ubnd hđnd ủy uỷ nhân dân ban hành ký kí số ngày tháng
    năm hiệu lực căn cứ nơi nhận người pháp lý lí nào khi triển khai thực hiện thủ tướng chính phủ cơ quan chức
    vụ danh giữ cương vị đạt của tự qđ kh nq đây những xếp thứ từ thời điểm trước sau cùng nhất sớm muộn cái ra
    effect take took force plan decision document province signed issued number date who when legal basis title
    """.split()
)
FRAME_WORDS = frozenset(map(fold, FRAME_MARKED))
# Two of them that side by side are a matter of its own.
MATTERS = frozenset("nhân_lực người_dân dân_số số_dân danh_nhân trình_tự hành_chính thực_hành".split())
MATTERS_FOLDED = frozenset(map(fold, MATTERS))
OPENING = 900  # characters
_HAS_LETTER = re.compile(r"[^\W\d_]")


def residue(
    plain: str, query: Query, documents: Sequence[Document], material: Material, bases: bool = False
) -> float:
    """Returns the share of a question that is neither its frame nor in the titles of documents (0–1).

    Args:
        plain: the question, folded, with what it asks for already taken out.
        query: the question understood.
        documents: those asked about; headers, without their text.
        material: the open index.
        bases: whether the words of their legal bases are known words too.

    A short question has little weight, and its residue counts less: r · w / (w + 6).
    """
    titles: set[str] = set()
    for d in documents:
        text = f"{d.title} {d.province} {d.number} {d.kind} {d.issuer} " + " ".join(p.title for p in d.parts)
        titles.update(_terms(f"{text} {_opening(d, material)}"))
        if bases:
            titles |= set(search_terms(" ".join(b.text for b in d.legal_bases), folded=True))
    asked = question_terms(plain, leave_out=query.provinces)
    own = [t for t in asked if not is_frame(t) and all(map(_HAS_LETTER.search, t.split("_")))]
    weights = material.words.weights(own, query.docs)
    total = sum(w for t, w in weights.items() if "_" not in t)
    return (1.0 - bound(weights, {}, titles)) * total / (total + 6.0)


def is_frame(term: str) -> bool:
    """Whether a term ("văn_bản") is of the words that questions on documents are put in; "nhãn_hiệu" is not."""
    if term in (MATTERS_FOLDED if term == fold(term) else MATTERS):
        return False
    return all(word in (FRAME_WORDS if word == fold(word) else FRAME_MARKED) for word in term.split("_"))


@lru_cache(maxsize=2_000)  # the documents' titles
def _terms(text: str) -> tuple[str, ...]:
    return tuple(search_terms(text, folded=True))


def _opening(header: Document, material: Material) -> str:
    """The first lines of a document without a title, which say what it is; headers come without the text."""
    return "" if header.title else material.document(header.doc_id).text[:OPENING]
