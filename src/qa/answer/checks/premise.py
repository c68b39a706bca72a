"""What a question takes for granted, checked against what is cited.

Numbers that the question states but no quote has, a document that belongs to another province, an agency that the
documents in question do not know: each is said before the answer, which gives what the documents do say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.answer.checks import claims, limits, misstated, unmentioned
from qa.answer.checks.claims import HELD, holding
from qa.answer.checks.misstated import figures
from qa.answer.checks.standing import STATE_TOLD
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.answer.values import DATE, named_numbers, quantities, states
from qa.answer.wording import in_language
from qa.search import Query
from qa.search.query import YEAR
from qa.structure.mentions import parse_date
from qa.vietnamese import agencies, fold
from qa.vietnamese.sentences import sentences

HALF = re.compile(r"\b(?:một|1) nửa(?! năm\b)", re.IGNORECASE)
QUARTER = re.compile(r"\bquý (?P<no>I{1,3}|IV|[1-4])\b(?:\s*(?:/|năm)\s*(?P<year>\d{4}))?", re.IGNORECASE)
# A question that only asks whether something is so; one that asks for more besides is not settled by "Có".
CONFIRM = re.compile(r",? (?:à|hả|ư|nhỉ)[ ?.!]*$", re.IGNORECASE)  # "… từ 01/7/2024 à?"
OTHER_DATE = "Không: văn bản nêu ngày khác."
OTHER_YEAR = "Văn bản nêu việc này cho thời gian khác với câu hỏi:"
FULL_DATE = re.compile(r"(?<![\d/])(\d{1,2})(?:\s*/\s*|\s+tháng\s+)(\d{1,2})(?:\s*/\s*|\s+năm\s+)(\d{4})(?!\d)")
# The date of a document that is named tells which one it is: "Quyết định số 569/QĐ-TTg ngày 11/5/2022".
OF_A_DOCUMENT = re.compile(r"\d[\w/&-]*,? ngày \Z")
WHETHER = re.compile(r"\bco\b.+\b(?:khong|chua)$|\b(?:phai|dung) (?:khong|chu)$|^(?:is|are|does|do|will|has|have)\b")
ASKS_MORE = re.compile(r"\b(?:bao nhieu|may|nao|ai|dau|vi sao|tai sao|the nao|what|how|who|when|where|why)\b")
DENIES = re.compile(r"\b(?:khong|chua|cam|tru|ngoai tru|chi|not|only)\b")
MOSTLY_HELD = 0.6  # … to be said to deny it, where it denies the very thing asked about
# "không", "chưa" of a verb; not those that deny nothing ("không quá", "không chỉ", "không gian").
DENIAL = re.compile(
    r"(?<!hang )\b(?P<word>khong|chua)\b"
    r"(?! (?:qua|chi|nhung|ngung|gian|khi|duoi|it|dung tien mat|phan biet|ke|han che)\b)"
    r"(?P<what>(?: [\w/]+){1,12})"
)
PREDICATE = re.compile(r".*\bco(?: phai| duoc| can| bi| the)* (?P<words>.+)$")
PER_ONE = re.compile(r"0?1 \w+")  # "mấy tháng 1 năm?"
# "Tỉnh có trung tâm … không?" of a text by which one is to be made.
TO_BE = "Văn bản nêu đây là việc phải làm, không nói là đã có:"
_MADE = "(?:hinh thanh|thanh lap|xay dung|lap|mo|dau tu)"
_THERE = re.compile(rf".*\bco (?:(?:mot|nhung|cac) )?(?!{_MADE}\b)(?P<what>\w+ \w+)")
EXCEPTION = re.compile(r"\b(?:tru|neu|khi chua)\b")


def misplaced_document(query: Query, material: Material) -> str:
    """Says whose a document is that the question gives to another province; "" if nothing is wrong."""
    if not query.provinces:
        return ""
    for named in query.documents:
        owners = [material.header(doc_id) for doc_id in named.docs]
        if owners and all(d.province and d.province not in query.provinces for d in owners):
            document = owners[0]
            return f"Văn bản này là của {document.issuer}, không phải của {', '.join(query.provinces)}:"
    return ""


def misplaced_agency(query: Query, material: Material) -> tuple[Query, str]:
    """Widens a question to the documents that know the agency it names, if those it is about do not.

    Returns:
        The question to answer, and the remark to make; the question as it was and "" if nothing is wrong.
    """
    if query.docs is None or query.explicit or len(query.docs) != 1:
        return query, ""
    for mention in agencies.find(query.text):
        if agencies.is_group(mention.canonical) or mention.canonical in agencies.canonical_names():
            continue  # every province has its "Sở Tài chính"
        printed = re.sub(r"\s+(?:của|ở|tại|cua|o|tai)\s+.*$", "", mention.printed)
        name = fold(printed)
        near = list(material.near(name))
        # First the document asked about: where it has the name, as most do, no other need be read.
        if query.docs[0] in near and name in material.folded(query.docs[0]):
            continue
        if holders := [doc_id for doc_id in near if name in material.folded(doc_id)]:
            owner = material.header(holders[0])
            remark = (
                f"Văn bản của {', '.join(query.provinces) or 'tỉnh này'} không nhắc đến {printed}; "
                f"cơ quan này có trong văn bản của {owner.issuer}:"
            )
            named = (agencies.canonical(printed),)
            return replace(query, docs=tuple(holders), provinces=(owner.province,), agencies=named), remark
    return query, ""


def unstated_numbers(query: Query, citations: Citations, material: Material) -> list[str]:
    """Returns the quantities and full dates of a question that its sources do not have."""
    question = HALF.sub("50%", query.text)
    stated = [q for q in quantities(question) if "%" in q or re.search(r"\d\s+[^\W\d]", q)]
    if query.asks_for("quantity"):
        stated = [q for q in stated if not PER_ONE.fullmatch(q)]
    issued = {material.header(c.doc_id).date for c in citations.found}
    dates = [m.group() for m in DATE.finditer(query.text) if re.search(r"\d{1,2}(?:/| tháng )\d", m.group())]
    stated += [date for date in dates if parse_date(date) not in issued]
    asked = list(QUARTER.finditer(query.text))
    if not stated and not asked:
        return []
    text = HALF.sub("50%", " ".join(c.text for c in citations.found))
    known = figures(text)
    # "80 tháng" is stated by "từ đủ 60 tháng trở lên".
    known |= {f"{amount:g}".replace(".", ",") for amount, noun in named_numbers(query) if states(text, amount, noun)}
    quarters = {_quarter(m) for m in QUARTER.finditer(text)}
    # The head of a column may name a quarter without its year.
    other = [m.group() for m in asked if not {_quarter(m), _quarter(m)[:2]} & quarters]
    other = other if quarters else []
    shares = {figure for q in quantities(text) if "%" in q for figure in figures(q)} if "(%)" not in text else known
    return [s for s in stated if not figures(s) & (shares if "%" in s else known)] + other


def _misdated(query: Query, draft: Draft) -> bool:
    """Whether a question states a full date that its sources do not have, where they have others.

    Of header data a year does as well.
    """
    quotes = [c.quote for c in draft.citations.found]
    stated = [m for m in FULL_DATE.finditer(query.text) if not OF_A_DOCUMENT.search(query.text[: m.start()])]
    sources = {tuple(map(int, m.groups())) for quote in quotes for m in FULL_DATE.finditer(quote)}
    if sources and any(tuple(map(int, m.groups())) not in sources for m in stated):
        return True
    years = set(map(int, YEAR.findall(" ".join(quotes)))) if draft.mode == "metadata" else set()
    return bool(years and query.years) and years.isdisjoint(query.years)


def _quarter(match: re.Match[str]) -> str:
    """A quarter with an Arabic number: "Quý II/2025" and "quý 2 năm 2025" are the same."""
    number = {"I": "1", "II": "2", "III": "3", "IV": "4"}.get(match["no"].upper(), match["no"])
    return f"{number}/{match['year'] or ''}"


def corrected(draft: Draft, query: Query, material: Material) -> Draft:
    """Returns a draft that says first what the question has wrong."""
    if draft.abstained or not draft.citations.found:
        return draft
    misdated = WHETHER.search(_plain(query)) is not None and _misdated(query, draft)
    if draft.mode == "metadata" and misdated:
        draft.text = f"{in_language(OTHER_DATE, query.english)}\n\n{draft.text}"
    if draft.mode not in ("extractive", "ownership"):
        return draft
    if "sought" in draft.signals:  # a figure that rows are compared with need not stand in any
        return draft
    plain = _plain(query)
    if draft.mode == "extractive" and (told := limits.verdict(query, plain, draft.citations.found[0].quote)):
        draft.text = f"{told}\n\n{draft.text}"
        return draft
    wrong = unstated_numbers(query, draft.citations, material)
    of_other_years = not wrong and claims.misdated(query, draft.citations, material)
    if of_other_years:
        draft.signals.pop("uncounted", None)  # a sentence of other years is what there is to tell
    if not wrong and (other := _misstated(query, draft, material)):
        remark = f"Văn bản nêu con số trong câu hỏi cho {other}; nội dung trong văn bản là:"
        remark = f"Không: văn bản nêu con số này cho {other}." if _whether(query) else remark
        draft.text = f"{in_language(remark, query.english)}\n\n{draft.text}"
        return draft
    if misdated and not wrong:
        draft.text = f"{in_language(OTHER_DATE, query.english)}\n\n{draft.text}"
        return draft
    if of_other_years:
        draft.text = f"{in_language(OTHER_YEAR, query.english)}\n\n{draft.text}"
        return draft
    if not wrong:
        return _affirmed(draft, query, material)
    # The figure itself is in the note only: an answer has no figure that its sources lack.
    remark = "Văn bản không nêu con số trong câu hỏi; nội dung trong văn bản là:"
    claimed = _whether(query) and not limits.put_as_case(plain)
    if claimed and any(holding(query, c.quote, material) >= HELD for c in draft.citations.found):
        remark = "Không: văn bản nêu con số khác."
    draft.text = f"{in_language(remark, query.english)}\n\n{draft.text}"
    draft.notes = (*draft.notes, f"Câu hỏi nêu {_listed(wrong)}, không có trong đoạn được trích.")
    return draft


def _misstated(query: Query, draft: Draft, material: Material) -> str:
    """Says of what other the sources state a figure that the question takes for granted; "" if of none."""
    granted = query.asks_for("yes-no", "explanation")
    if misstated.mistimed(query, draft.citations) or (
        granted and misstated.of_another_time(query, draft.citations, material)
    ):
        return "thời gian khác"
    return "nội dung khác" if granted and misstated.misattributed(query, draft.citations, material) else ""


def _affirmed(draft: Draft, query: Query, material: Material) -> Draft:
    """Says "Có" before quotes one of which holds all of a yes-no question and denies nothing of it, or "Không".

    Or that they are near what is asked for, and it is not mentioned.
    """
    if draft.mode != "extractive":
        return draft
    if told := unmentioned.remark(query, material):
        draft.text = f"{in_language(told, query.english)}\n\n{draft.text}"
        return draft
    asked = _whether(query)
    if not asked or any(claims.years_apart(query, c, material) for c in draft.citations.found):
        return draft
    # Words gathered from several quotes settle nothing.
    held = [(c.quote, holding(query, c.quote, material)) for c in draft.citations.found]
    # Near words do for showing a quote, not for saying that it is so: "robot" is not all "tự động hóa".
    if any(
        share >= HELD <= holding(query, quote, material, literally=True) and not _denied(asked, quote)
        for quote, share in held
    ):
        planned = any(_to_be(asked, quote) for quote, _ in held)
        yes = TO_BE if planned and not query.english else "Yes:" if query.english else "Có:"
        draft.text = f"{yes}\n\n{draft.text}"
    elif held and held[0][1] >= MOSTLY_HELD and (denial := _denial(asked, held[0][0])):
        draft.text = f"{in_language(denial, query.english)}:\n\n{draft.text}"
    return draft


def _to_be(asked: str, quote: str) -> bool:
    """Whether a thing whose being is asked for ("có trung tâm … không") is but to be made, by a quote."""
    there = _THERE.search(asked)
    made = there and re.search(rf"\b{_MADE}(?: (?:moi|them|duoc|cac|mot|nhung|so|\d+))* {there['what']}\b", fold(quote))
    return bool(made) and not STATE_TOLD.search(quote)


def _whether(query: Query) -> str:
    """What a question that only asks whether something is so asks about, folded; "" for any other question."""
    plain = _plain(query)
    asked = re.sub(r"\b(?:hay )?(?:khong|chua|phai|dung)+(?: khong)?$", "", plain)
    only = WHETHER.search(plain) and not ASKS_MORE.search(plain) and not DENIES.search(asked)
    return asked if only else ""


def _plain(query: Query) -> str:
    """A question, folded, without what stands behind its "không", and with "phải không" for "à"."""
    return re.split(r"(?<= khong), ", fold(CONFIRM.sub(" phải không", query.text)).strip(" ?."))[0]


def _denial(asked: str, quote: str) -> str:
    """Returns "Không" or "Chưa" if the first sentence of a quote to share most with a question denies just that.

    What is asked stands behind "có phải", "có được": "có phải lập hội đồng không" is denied by "không thành lập hội
    đồng". A sentence settles nothing that has an exception, or says the same without "không" elsewhere ("hỗ trợ …;
    không hỗ trợ người đã …").
    """
    best = next(iter(_closest(asked, quote)), "")
    predicate = PREDICATE.match(asked)
    if predicate is None or EXCEPTION.search(best):
        return ""
    words = re.findall(r"\w+", predicate["words"])
    things = [f"{first} {second}" for first, second in pairwise(words)]
    for match in DENIAL.finditer(best):
        rest = best[: match.start()] + "." + best[match.end() :]
        denied = any(_has(match["what"], thing) and not _has(rest, thing) for thing in things)
        # "thu phí" for "trả phí": the same thing right behind the verb that is denied.
        denied |= _has(" ".join(match["what"].split()[1:2]), words[-1]) and not _has(rest, words[-1])
        if denied:
            return "Chưa" if match["word"] == "chua" else "Không"
    return ""


def _has(text: str, words: str) -> bool:
    return re.search(rf"\b{words}\b", text) is not None


def _denied(asked: str, quote: str) -> bool:
    """Whether the sentences of a quote that hold most of the question's words deny anything."""
    return any(DENIES.search(sentence) for sentence in _closest(asked, quote))


def _closest(asked: str, quote: str) -> list[str]:
    """The sentences of a quote, folded, that hold most of a question's words."""
    wanted = set(asked.split())
    pieces = [fold(quote[start:end]) for start, end in sentences(quote)]
    shared = [len(wanted & set(re.findall(r"\w+", piece))) for piece in pieces]
    return [piece for piece, n in zip(pieces, shared, strict=True) if n == max(shared)]


def _listed(pieces: Sequence[str]) -> str:
    return ", ".join(f"“{p}”" for p in dict.fromkeys(pieces))
