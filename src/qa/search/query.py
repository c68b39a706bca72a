"""What a question means: the documents, provinces and agencies it names, the period, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qa.records import Document
from qa.search.asked import END_MARKS, asked
from qa.search.casing import calm
from qa.search.named import NamedDocument, documents_named
from qa.search.stopwords import FOLDED_STOPWORDS, STOPWORDS
from qa.vietnamese import agencies as agency_names
from qa.vietnamese import fold, normalize, search_terms, tokens
from qa.vietnamese import provinces as province_names
from qa.vietnamese.abbreviations import spell_out

YEAR = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])")
PERIOD = re.compile(
    r"(?<!\d)(20\d\d)\s*[-–—]\s*(20\d\d)(?!\d)|(?:từ|tu|from)\s+(?:năm\s+|nam\s+)?(20\d\d)\s+(?:đến|den|to)\s+(?:năm\s+|nam\s+)?(20\d\d)"
)
# "các tỉnh ngoài Hà Nam và Kon Tum", "trừ Bắc Ninh, tỉnh nào …": all but these.
LEFT_OUT = re.compile(
    r"(?:\b(?:ở|tại|các|những) )*(?:\btỉnh )?\b(?:ngoài|trừ|ngoai|tru) (?:(?:các )?tỉnh |tinh )?\Z", re.IGNORECASE
)
AND_ANOTHER = re.compile(r",?(?: và| va)? ?(?:tỉnh )?")
OF_PROVINCES = re.compile(r"\b(?:tinh|noi|dia phuong) (?:nao|khac)\b|\b(?:cac|nhung) (?:tinh|dia phuong)\b")
# "theo quy định sửa đổi năm 2024": the year is that of the document, not of what it says.
OF_DOCUMENT = re.compile(
    r"\b(?:quy định|nghị quyết|nghị định|quyết định|luật|thông tư)(?: (?:được|đã|mới|bổ sung|sửa đổi|thay thế|và|vừa))*"
    r" (?:sửa đổi|thay thế|bổ sung|ban hành|ký)(?: hồi| trong| vào| từ)? (?:năm )?20\d\d\b",
    re.IGNORECASE,
)
# What a speaker begins with, and asks nothing by.
SPEAKS_UP = re.compile(
    r"^(?:rốt cuộc|rốt cục|(?:nói )?tóm lại|nói chung|nhìn chung|suy cho cùng|xét cho cùng|nói rõ hơn|nói cách khác"
    r"|thực ra|thật ra|thực tế thì|chung quy)(?: lại)?(?:,| thì)?\s+(?=\S)",
    re.IGNORECASE,
)
# "Theo văn bản của tỉnh A, …, đúng không?": says who states it, and that a confirmation is wanted.
FRAMED = re.compile(
    r"^theo (?:các )?(?:văn bản|tài liệu)(?: này| trên| đã nạp)?(?= (?:của|ở) |,)"
    r"|[,;]? (?:có )?(?:đúng|phải)(?: vậy| thế)? (?:không|chứ|chăng)(?: ạ)?[ ?!.]*$",
    re.IGNORECASE,
)
OF_A_SCHOOL = re.compile(r"\b(?:đại học|dai hoc|học viện|hoc vien)(?: [^\W\d_]+){0,3} \Z", re.IGNORECASE)

_QUESTIONS = 32  # that are kept while they are answered


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood.

    Attributes:
        text: the question, normalised.
        folded: it was typed without diacritics.
        english: it is in English.
        vietnamese: the Vietnamese terms of an English question, for the lexical search.
        untranslated: about which share (0–1) of an English question's words has none.
        spelled: the question (or its Vietnamese terms) with abbreviations written out.
        asks: what is asked for, most telling first ("quantity", "deadline", "agency", "list"…).
        metadata: the attributes of a document's header that are asked for.
        provinces: provinces named, as the documents print them, in order.
        unknown_provinces: provinces named of which the corpus has no document.
        documents: documents named by number.
        docs: the documents that the question is about; None if it names none (all).
        agencies: agencies named, canonical.
        years: years named; a period gives its two ends.
        periods: periods named, as (first, last) year.
        content: the words that carry the question, folded syllables in order.
        renamed: notes on names and numbers that were understood as others.
    """

    text: str
    folded: bool = False
    english: bool = False
    vietnamese: str = ""
    untranslated: float = 0.0
    asks: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    unknown_provinces: tuple[str, ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    docs: tuple[str, ...] | None = None
    explicit: bool = False
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    periods: tuple[tuple[int, int], ...] = ()
    content: tuple[str, ...] = ()
    spelled: str = ""
    renamed: tuple[str, ...] = ()
    scope: dict[str, str] = field(default_factory=dict)

    def asks_for(self, *names: str) -> bool:
        """Whether any of these is asked for."""
        return any(name in self.asks for name in names)


def understand(
    question: str, documents: Sequence[Document], docs: Collection[str] = (), aside: Collection[str] = ()
) -> Query:
    """Reads a question.

    Args:
        question: as typed.
        documents: the headers of the corpus.
        docs: documents that the asker has chosen; they win over what the question names.
        aside: documents with a newer form in the corpus, meant only where they are named by their number.
    """
    text = SPEAKS_UP.sub("", as_read(question))
    english = is_english(text)
    text, left_out = _without_those_left_out(text)
    provinces, unknown, renamed = _provinces(text, documents)
    if left_out and not (provinces or unknown):
        provinces = tuple(dict.fromkeys(d.province for d in documents if d.province and d.province not in left_out))
    named = documents_named(text, documents)
    periods = tuple(sorted({_period(m) for m in PERIOD.finditer(text)}))
    asks, metadata = asked(text.rstrip(END_MARKS))
    if (whole := spell_out(text)) != text:  # "có HL từ ngày nào"; the "chỉ số" of an index is no number of a document
        metadata = tuple(a for a in asked(whole.rstrip(END_MARKS))[1] if a != "number" or a in metadata)
    years = {int(year) for year in YEAR.findall(OF_DOCUMENT.sub(" ", text))}
    vietnamese, untranslated = _translated(text) if english else ("", 0.0)
    chosen, scope = _scope(provinces, named, documents, docs, aside)
    return Query(
        text=text,
        folded=not english and is_folded(text),
        english=english,
        vietnamese=vietnamese,
        untranslated=untranslated,
        spelled=spell_out(FRAMED.sub(" ", vietnamese or text).strip() or text),
        asks=asks,
        metadata=metadata,
        provinces=provinces,
        unknown_provinces=unknown,
        documents=named,
        docs=chosen,
        explicit=bool(docs),
        agencies=tuple(dict.fromkeys(m.canonical for words in (text, vietnamese) for m in agency_names.find(words))),
        years=tuple(sorted(years | {year for period in periods for year in period})),
        periods=periods,
        content=tuple(content_words(text)),
        renamed=renamed,
        scope=scope,
    )


@lru_cache(maxsize=_QUESTIONS)
def as_read(question: str) -> str:
    """Returns a question normalised, in one line, and not in capitals throughout."""
    return calm(re.sub(r"\s+", " ", normalize(question)).strip())


def content_words(text: str) -> list[str]:
    """Returns the folded words of a text that are not mere function words, in order."""
    stopwords = FOLDED_STOPWORDS if fold(text) == text.lower() else STOPWORDS
    words = (term for term in search_terms(text) if "_" not in term)
    return [fold(word) for word in words if word not in stopwords]


def _provinces(text: str, documents: Sequence[Document]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Provinces of the corpus that the text names, those it names that the corpus lacks, and notes on new names."""
    found = province_names.find(text)
    names = dict.fromkeys(m.canonical for m in found)
    # "Đại học Đà Nẵng" is no question on that city.
    institutions = {m.canonical for m in found if OF_A_SCHOOL.search(text, 0, m.start)}
    held = {d.province for d in documents} if names else set()
    known: list[str] = []
    unknown: list[str] = []
    notes: list[str] = []
    for name in names:
        former = [p for p in province_names.predecessors(name) if p in held]
        if name in held:
            known.append(name)
        elif former:
            known += former
            notes += [f"“{name}” được hiểu là tỉnh {p} (trước khi sáp nhập)." for p in former]
        elif name not in institutions:
            unknown.append(name)
    return tuple(dict.fromkeys(known)), tuple(unknown), tuple(notes)


def _without_those_left_out(text: str) -> tuple[str, list[str]]:
    """A question without the provinces that it leaves out, and these."""
    if not OF_PROVINCES.search(fold(text)):
        return text, []
    names: list[str] = []
    start = end = 0
    for mention in province_names.find(text):
        if names and AND_ANOTHER.fullmatch(text, end, mention.start):
            end = mention.end
        elif not names and (before := LEFT_OUT.search(text[: mention.start])):
            start, end = before.start(), mention.end
        else:
            continue
        names += [mention.canonical, *province_names.predecessors(mention.canonical)]
    return f"{text[:start]} {text[end:]}".strip() if names else text, names


def _period(match: re.Match[str]) -> tuple[int, int]:
    first, last = (match[1], match[2]) if match[1] else (match[3], match[4])
    return int(first), int(last)


def _scope(
    provinces: Sequence[str],
    named: Sequence[NamedDocument],
    documents: Sequence[Document],
    docs: Collection[str],
    aside: Collection[str],
) -> tuple[tuple[str, ...] | None, dict[str, str]]:
    """The documents to search and what is shown of it."""
    by_number = [doc_id for n in named for doc_id in n.docs]
    if docs or by_number:
        chosen = tuple(docs) or tuple(dict.fromkeys(by_number))
        these = set(chosen)
        titles = {d.doc_id: f"{d.kind} {d.number or ''}".strip() for d in documents if d.doc_id in these}
        return chosen, {"documents": ", ".join(titles.get(d, d) for d in chosen)}
    if provinces:
        chosen = tuple(d.doc_id for d in documents if d.province in provinces)
        chosen = tuple(doc_id for doc_id in chosen if doc_id not in aside) or chosen
        return chosen, {"province": ", ".join(provinces)}
    return None, {}


def is_english(text: str) -> bool:
    """Whether a question is in English."""
    from qa.vietnamese.english import is_english as detect

    return detect(text)


def _translated(text: str) -> tuple[str, float]:
    from qa.vietnamese.english import term_pairs, to_vietnamese

    typed = {word.lower() for word in re.findall(r"[a-zA-Z]+", text) if word.islower()}
    typed -= {word for _, words in term_pairs(text) for word in words.lower().split()}  # "homestay" is both
    words = to_vietnamese(text).split()
    kept = [word for word in words if word.strip(".,()").lower() not in typed]
    left = len(words) - len(kept)
    # A Vietnamese word has two syllables, more often than not.
    return " ".join(kept), left / (left + len(kept) / 2) if words else 0.0


@lru_cache(maxsize=_QUESTIONS)
def is_folded(text: str) -> bool:
    """Whether a text was typed without diacritics: two words or more in it and no mark on any."""
    words = [t.text for t in tokens(text) if t.text.isalpha() and t.text.islower()]
    return len(words) >= 2 and fold(text) == text.lower()
