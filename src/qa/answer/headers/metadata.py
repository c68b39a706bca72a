"""Questions on a document's header, answered from what was parsed of it and citing where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.checks.unmentioned import mentioned as asks_for_mention
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.framing import is_frame, residue
from qa.answer.headers import mentioned, signers
from qa.answer.headers.header_fields import FINDERS, may_change
from qa.answer.headers.header_questions import (
    AMENDS,
    asks_for_meeting,
    changes_asked,
    extreme,
    in_order,
    issued_then,
    names_a_law,
    on_another_paper,
    resting_on,
    without_meeting,
    without_order,
)
from qa.answer.material import Material
from qa.answer.references import DOCUMENT, on_a_mentioned_one
from qa.answer.spans import Span
from qa.answer.values import quantities
from qa.answer.weighing import question_terms
from qa.answer.wording import in_language, in_words
from qa.records import Document
from qa.search import Query
from qa.search.asked import patterns
from qa.vietnamese import fold, provinces
from qa.vietnamese.abbreviations import spell_out
from qa.vietnamese.text import put_in

LABELS = {
    "number": ("Số", "Number"),
    "date": ("Ngày ban hành", "Date"),
    "signer": ("Người ký", "Signed by"),
    "issuer": ("Cơ quan ban hành", "Issued by"),
    "bases": ("Căn cứ", "Legal bases"),
    "recipients": ("Nơi nhận", "Recipients"),
    "effect": ("Hiệu lực", "Effect"),
    "title": ("Tên văn bản", "Title"),
    "period": ("Giai đoạn", "Period"),
    "amends": ("Thay thế, sửa đổi", "Replaces or amends"),
    "amended": ("Được thay thế, sửa đổi", "Replaced or amended"),
    "meeting": ("Ngày họp", "Meeting"),
    "executors": ("Thi hành", "To be carried out by"),
}
BLANKS = {
    "number": "văn bản để trống số",
    "date": "văn bản để trống ngày ban hành",
    "signer": "văn bản không ghi tên người ký",
    "recipients": "văn bản không có mục nơi nhận",
    "effect": "văn bản không nêu hiệu lực",
    "title": "bản văn bản này không có tên văn bản",
    "period": "tên văn bản không ghi giai đoạn",
    "issuer": "văn bản không ghi cơ quan ban hành",
    "bases": "văn bản không ghi căn cứ",
    "amends": "văn bản không nói thay thế, sửa đổi hay bãi bỏ văn bản nào",
    "amended": "các văn bản đã nạp không nói thay thế, sửa đổi hay bãi bỏ văn bản này",
    "meeting": "văn bản không ghi ngày họp",
    "executors": "văn bản không ghi ai chịu trách nhiệm thi hành",
}
RESIDUE = 0.5
RESIDUE_NAMED = 0.6  # where the question names one document by its number, or asks very little else
# "Hà Nam được tái lập ngày tháng năm nào?" names no paper, and nothing that is done to one: only a bare question may.
RESIDUE_BARE = 0.3
ON_PAPER = re.compile(
    rf"{DOCUMENT.pattern}|\b(?:ban hanh|ky|ki|ra doi|hieu luc|ap dung|thi hanh|noi nhan|gui|can cu|ten|cai)\b"
    r"|\bso (?:may|hieu)\b|\b(?:sign|issu|effect|force|legal|number|title|recipient|plan|decision)"
)
# "phải ban hành kế hoạch trước ngày nào": a task with its deadline, not the date of a document.
DUTY = re.compile(
    r"\b(?:phai|can(?! cu\b)) (?:[a-z]+ ){0,2}(?:ban hanh|trinh|ky|xay dung)\b"
    r"|\b(?:truoc|cham nhat)[a-z ]{0,8} (?:(?:ngay|thang) nao|khi nao|bao gio|luc nao)\b"
)
BASES = re.compile(r"\bcan cu\b|\bdua\b|\bdan\b|\bco so\b|\btheo\b")
ISSUED_BY = re.compile(
    r"\bban hanh (?:kem )?theo (?:quyet dinh|van ban)\b"
    r"|\bban hanh (?:kem )?(?:quyet dinh|nghi quyet|van ban) nao\b"
)
# "được triển khai theo kế hoạch số bao nhiêu": the number of a document that this one follows, not its own.
FOLLOWED = re.compile(
    r"(?<!hanh )(?<!kem )\btheo (?:ke hoach|quyet dinh|chuong trinh|nghi quyet) so (?:may|bao nhieu|nao)\b"
)
# What is asked of a signer besides who he is; the line over the name tells it.
SIGNER_FRAME = re.compile(
    r"\b(?:giu |voi )?(?:chuc(?: vu| danh)?|tu cach|cuong vi|ten)(?: la)? (?:gi|nao)\b"
    r"|\bla (?:pho )?(?:chu tich|bo truong|giam doc)(?: hay (?:la )?(?:pho )?(?:chu tich|bo truong|giam doc))?\b"
    r"|\b(?:ong|ba|nguoi)(?: (?:nay|do|ay))?\b|\b(?:thay(?: cho| mat)?|do) (?:pho )?(?:chu tich|bo truong|giam doc)\b"
)
OF_A_TARGET = re.compile(r"\b(?:muc tieu|chi tieu|phan dau)\b")
# "Nhiệm vụ tuyên truyền thực hiện đến năm nào?": its own time, not that of the plan.
OF_A_TASK = re.compile(
    r"\b(?:nhiem vu|du an|cong viec|hoat dong|muc tieu|chi tieu|giai phap|mo hinh|linh vuc|chu tri|phoi hop)\b"
)
ONE_OF_THESE = re.compile(r"\b(?:van ban|cai) nao\b")  # it is told by its number
EFFECT_FROM = re.compile(r"\bhieu luc(?: thi hanh)?(?: ke)? (?:tu|khi|ngay|luc|bao gio)\b")
NO_SUCH_BASIS = "văn bản không ghi căn cứ thuộc loại được hỏi"
NONE_THEN = "Không văn bản nào được ban hành trong thời gian được hỏi; ngày ban hành của các văn bản là:"
# A line that begins with a dash, with those that go on from it.
ITEM = re.compile(r"^[-–+]\s*(.+(?:\n(?![-–+]).+)*)", re.MULTILINE)
LISTED_FROM = 2  # items that stand in a line each
SHORT = 14
WEIGHED = 200  # documents whose titles are held against the question
LISTED = 30  # documents of which an answer tells; each costs a hundredth of a second


def answer(query: Query, material: Material) -> Draft | None:
    """Answers a question on headers, or returns None if it is on something else."""
    plain = fold(query.text)
    signed, unnamed = signers.signed_by_one_named(query, material.index.headers())
    asked = query.metadata or signed or signers.doubted(plain)
    if not asked or DUTY.search(_unplaced(query.text)) or asks_for_mention(query):
        return None
    changes = query.docs is not None and len(query.docs) == 1 and changes_asked(plain)
    if AMENDS.search(plain) and not changes and not {"number", "signer"} & set(query.metadata):
        return None
    if query.docs is None and not (signed or DOCUMENT.search(plain)):
        return None
    if "bases" not in query.metadata and on_a_mentioned_one(query):
        documents = material.index.headers()
        if _residue(query, documents[:WEIGHED], material, bases=True) > RESIDUE:
            return None
        return mentioned.answer(query, documents, material)
    if "period" in query.metadata and (query.agencies or OF_A_TASK.search(plain)):
        return None
    if query.metadata == ("bases",) and OF_A_TARGET.search(plain) and quantities(query.text):
        return None  # "Căn cứ vào đâu mà tỉnh đề ra mục tiêu 50 doanh nghiệp?": why, and a figure to be checked
    if query.metadata == ("number",) and FOLLOWED.search(fold(query.text)):
        return None
    documents = signed if signed and query.docs is None else _documents(query, material)
    of_another = query.metadata in (("date",), ("number",)) and names_a_law(plain, documents)
    if of_another or on_another_paper(plain, documents):
        return None
    if changes and not _says_of_changes(changes, query, documents, material):
        return None
    named = any(d.docs for d in query.documents) or len(query.content) <= SHORT or len(query.provinces) > 1
    rest = unnamed if signed else ""
    most = RESIDUE_BARE if not ON_PAPER.search(plain) else RESIDUE_NAMED if named else RESIDUE
    if not documents or _residue(query, documents[:WEIGHED], material, rest) > most:
        return None
    attributes, remark = _attributes(query, signed), ""
    if "date" in query.metadata and (then := issued_then(query, plain, documents)) is not None:
        attributes = ["number", "date", *(a for a in attributes if a in ("signer", "issuer", "title"))]
        documents, remark = then or documents, "" if then else NONE_THEN
    if "bases" in query.metadata and (resting := resting_on(query, plain, documents)):
        attributes, documents = ["bases"], resting
    if "date" in attributes and (query.asks_for("comparison") or remark or without_order(plain) != plain):
        documents = in_order(documents)
    return _told(query, documents, attributes, remark, signed, material)


def _unplaced(text: str) -> str:
    """A question, folded, without its places: the "Cần" of Cần Thơ is no "cần" (must)."""
    return fold(put_in(text, ((m.start, m.end, "x") for m in provinces.find(text))))


def _says_of_changes(changes: str, query: Query, documents: Sequence[Document], material: Material) -> bool:
    """Whether a document says what it changes, or surely changes nothing: no sentence of it speaks of that."""
    document = material.document(documents[0].doc_id)
    return bool(FINDERS[changes](document, query, material)[1]) or not may_change(document, material)


def _told(
    query: Query,
    documents: Sequence[Document],
    attributes: Sequence[str],
    remark: str,
    signed: Sequence[Document],
    material: Material,
) -> Draft | None:
    """Says of each document what its header has for the attributes asked for."""
    plain, citations = fold(query.text), Citations(material)
    more = len(documents) - LISTED
    documents = [material.document(d.doc_id) for d in documents[:LISTED]]
    blocks, blank = [remark] if remark else [], True
    for document in documents:
        mistaken = signers.mistaken(query, document, signed, material)
        lines = []
        for attribute in attributes:
            line, found = _line(attribute, document, query, citations, material)
            place = extreme(plain, document, documents) if attribute == "date" else ""
            lines.append(f"{line} ({place})" if place else line)
            blank = blank and not found
        if mistaken and "signer" not in attributes:
            lines.append(_line("signer", document, query, citations, material)[0])
        if mistaken:
            at = -1 if "signer" not in attributes else attributes.index("signer")
            lines[at] = f"{in_language(mistaken, query.english)} {lines[at]}"
        blocks.append(_block(material.called(document.doc_id), lines, len(documents) > 1))
    if more > 0:
        blocks.append(
            "There are more documents: name a province or a document's number."
            if query.english
            else "Còn các văn bản khác: hãy nêu tỉnh hoặc số văn bản để hỏi riêng."
        )
    if blank and attributes == ["executors"]:
        return None  # a plan says of each task who is to do it
    return Draft("metadata", "\n\n".join(blocks), citations, {"header": 1.0}, abstained=blank)


def _attributes(query: Query, signed: Sequence[Document]) -> list[str]:
    """The attributes asked for; a question on signing that names a person's office is one on the signer alone."""
    plain = fold(query.text)
    if signed:
        asked = [a for a in query.metadata if a not in ("signer", "bases")]
        titled = signers.WHICH_DOCUMENT.search(plain) and query.docs is None
        return list(dict.fromkeys(["signer", *(["number", "title"] if titled else []), *asked]))
    asked = list(query.metadata) or ["signer"]
    if "bases" in asked and (ISSUED_BY.search(plain) or (query.asks_for("comparison") and "can cu" not in plain)):
        # "Chương trình ban hành kèm theo quyết định nào?", "Văn bản nào ban hành sớm nhất?": not on legal bases.
        asked = [a for a in asked if a != "bases"] or asked
    if "bases" in asked and "date" in asked and without_order(plain) != plain and not BASES.search(plain):
        asked.remove("bases")
    if "bases" in asked and len(asked) > 1:
        asked = [a for a in asked if a in ("bases", "signer", "recipients")] if "number" in asked else asked
    if "bases" in asked and "signer" in asked and not BASES.search(plain):
        asked.remove("bases")  # "Văn bản nào do Phó Chủ tịch ký?"
    if "date" in asked and "number" not in asked and ONE_OF_THESE.search(plain) and without_order(plain) != plain:
        asked.insert(0, "number")
    changes = changes_asked(plain)
    if "effect" in asked and len(asked) > 1 and AMENDS.search(plain) and not changes:
        asked.remove("effect")
    if "period" in asked and "effect" in asked and not EFFECT_FROM.search(plain):
        asked.remove("effect")  # "có hiệu lực đến bao giờ?"
    if changes:
        asked = [*(a for a in asked if a not in ("bases", "number", changes)), changes]
    if asks_for_meeting(plain):
        dates = patterns()["metadata"]["date"]
        asked = [a for a in asked if a != "date" or any(p.search(without_meeting(plain)) for p in dates)] + ["meeting"]
    # "Kế hoạch ban hành năm 2022 mang số bao nhiêu?": the year is given, not asked for.
    if "date" in asked and "number" in asked and query.years and "ngay" not in fold(query.text):
        asked.remove("date")
    return asked


def _documents(query: Query, material: Material) -> list[Document]:
    """The documents asked about: those named, else those whose title the question describes, else all."""
    headers = material.index.headers()
    if query.docs is not None:
        return _of_the_kind(fold(query.text), [d for d in headers if d.doc_id in set(query.docs)])
    # A year says when a document was issued, and a title's own is another one.
    terms = [t for t in question_terms(without_order(query.spelled)) if not is_frame(t) and not t.isdigit()]
    scores = {}
    for header in headers:
        title = material.heading_terms(f"{header.title} {' '.join(p.title for p in header.parts)}")
        scores[header.doc_id] = sum(material.words.weight(t) for t in terms if t in title)
    best = max(scores.values(), default=0.0)
    chosen = [h for h in headers if best == 0 or scores[h.doc_id] >= 0.8 * best]
    return chosen


def _of_the_kind(plain: str, documents: Sequence[Document]) -> list[Document]:
    """Documents less those of whose province another one is of the kind that a question, folded, names."""
    named = {d.doc_id for d in documents if re.search(rf"\b{fold(d.kind)}\b", plain)}
    apart = {d.province for d in documents if d.doc_id in named}
    return [d for d in documents if d.doc_id in named or d.province not in apart]


def _residue(
    query: Query, documents: Sequence[Document], material: Material, rest: str = "", bases: bool = False
) -> float:
    """The share of the question's weight that is neither about a header nor in the documents' titles.

    `rest` is the question, folded, where a signer's name was taken out of it.
    """
    plain = re.sub(r"\bki\b", "ky", rest or fold(spell_out(query.vietnamese or query.text))).rstrip(" ?.!")
    for attribute in query.metadata:
        for pattern in patterns()["metadata"][attribute]:
            plain = pattern.sub(" . ", plain)
    plain = re.sub(r"\bbao (?:gio|nhieu)\b", " . ", plain)
    if "signer" in query.metadata or rest:
        plain = SIGNER_FRAME.sub(" . ", plain)
    bases = bases or "bases" in query.metadata
    return residue(AMENDS.sub(" . ", plain), query, documents, material, bases)


def _block(called: str, lines: Sequence[str], several: bool) -> str:
    head = f"**{called}**"
    return (
        "\n".join([f"{head}:", *(f"- {line}" for line in lines)])
        if several or len(lines) > 1
        else f"{head}: {lines[0]}"
    )


def _line(
    attribute: str, document: Document, query: Query, citations: Citations, material: Material
) -> tuple[str, bool]:
    """One attribute with its citation, and whether the document states it."""
    label = LABELS[attribute][1 if query.english else 0]
    spans, value = FINDERS[attribute](document, query, material)
    if not value:
        shown = "; ".join(f"“{citations.text(s)}” {citations.cite(s)}" for s in spans)
        blank = NO_SUCH_BASIS if attribute == "bases" and spans else BLANKS[attribute]
        return f"{label}: {blank}" + (f", chỉ ghi {shown}" if shown else ""), False
    if attribute in ("bases", "recipients") and len(items := _items(spans, material)) >= LISTED_FROM:
        lines = [f"  - {citations.text(item)} {citations.whole(item.section)}" for item in items]
        return "\n".join([f"{label} ({in_words(len(items), query.english)}):", *lines]), True
    if attribute in ("bases", "recipients", "effect", "amends", "amended", "meeting", "executors"):
        quotes = "; ".join(f"“{citations.text(s)}” {citations.cite(s)}" for s in spans)
        return f"{label}: {quotes}", True
    return f"{label}: **{value}** {''.join(citations.cite(s) for s in spans)}", True


def _items(spans: Sequence[Span], material: Material) -> list[Span]:
    """The lines of what is listed, each an item where it begins with a dash, without the label over them."""
    items = []
    for span in spans:
        text = material.cut(span.section, span.start, span.end)
        lines = [Span(span.section, span.start + m.start(1), span.start + m.end(1)) for m in ITEM.finditer(text)]
        items += lines or [span]
    return items
