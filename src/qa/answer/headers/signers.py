"""Questions that name the signer of a document, or say what office he holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.headers.header_fields import offices
from qa.answer.material import Material
from qa.records import Document
from qa.search import Query
from qa.structure.markers import UPPER
from qa.vietnamese import fold

OTHER_SIGNER = "Người ký khác với câu hỏi."
OTHER_OFFICE = "Chức vụ của người ký khác với câu hỏi."
# "Chủ tịch UBND tỉnh đã ký … ngày nào?": who signed is taken for granted.
SIGNED_BY = re.compile(
    r"(?<!pho )\b(?P<office>(?:pho )?(?:chu tich|giam doc|bo truong|thu tuong|bi thu|cuc truong))\b[^?,;]{0,60}\bky\b"
)
WHETHER = re.compile(r"\b(?:phai|dung) (?:khong|chu)\W*$")
# What is asked of somebody who signed: who he is, what he signed.
_OF_A_SIGNER = re.compile(r"\bky\b|\bla ai\b|\b(?:chuc(?: vu| danh)?|cuong vi|tu cach)\b")
_TITLED = r"(?:ông|bà|đồng chí|ong|ba|dong chi|đ/c) "
WHICH_DOCUMENT = re.compile(r"\bky (?:ban hanh )?(?:nhung |cac )?(?:van ban|ke hoach|quyet dinh|nghi quyet|gi\b)")


def signed_by_one_named(query: Query, headers: Sequence[Document]) -> tuple[list[Document], str]:
    """Returns the documents whose signer a question names, and the question, folded, without the name.

    None of them where it asks nothing that a signature tells.
    """
    plain = fold(query.text)
    if not _OF_A_SIGNER.search(plain):
        return [], plain
    named = {name for name in {d.signer for d in headers} if name and _names(query, name)}
    signed = [d for d in headers if d.signer in named]
    for name in named:
        plain = re.sub(rf"\b(?:{re.escape(fold(name))}|{_TITLED}{fold(name).split()[-1]})\b", " . ", plain)
    return signed, plain


def doubted(plain: str) -> bool:
    """Whether a question, folded, asks if the holder of an office signed: "Chủ tịch ký Quyết định 17 phải không?"."""
    return SIGNED_BY.search(plain) is not None and WHETHER.search(plain) is not None


def _names(query: Query, signer: str) -> bool:
    """Whether a question has a name, as a whole: "Nguyễn Minh" is not "Nguyễn Minh Khai"; or "ông Minh"."""
    text, name = (fold(query.text), fold(signer)) if query.folded else (query.text, signer)
    given = name.split()[-1]
    if given not in text:  # a pattern for each of a thousand signers would take far longer
        return False
    said = rf"(?:{re.escape(name)}|(?i:{_TITLED}){re.escape(given)})"
    return re.search(rf"(?<!\w){said}(?!\w)(?! [{UPPER}][^\W\d_])", text) is not None


def mistaken(query: Query, document: Document, signed: Sequence[Document], material: Material) -> str:
    """Says that a document was not signed by the person, or the holder of the office, that a question says."""
    if signed and document.signer and all(d.signer != document.signer for d in signed):
        return OTHER_SIGNER
    taken, held = SIGNED_BY.search(fold(query.text)), offices(document, material)
    if not taken or not held or fold(held[-1]).startswith(taken["office"]):
        return ""
    # "Chủ tịch nào ký?" asks who it was; that it was the holder of the office is taken for granted in the others.
    asked = "signer" in query.metadata and not WHETHER.search(fold(query.text))
    return "" if asked else OTHER_OFFICE
