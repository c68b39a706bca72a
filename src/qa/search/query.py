"""What a question means: the documents, provinces and agencies it names, the period, and what it asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from qa.records import Document
from qa.search.casing import asking, calm, meant
from qa.search.stopwords import FOLDED_STOPWORDS, STOPWORDS
from qa.vietnamese import agencies as agency_names
from qa.vietnamese import fold, normalize, search_terms, tokens
from qa.vietnamese import provinces as province_names
from qa.vietnamese.abbreviations import spell_out

YEAR = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])")
PERIOD = re.compile(
    r"(?<!\d)(20\d\d)\s*[-–—]\s*(20\d\d)(?!\d)|(?:từ|tu|from)\s+(?:năm\s+|nam\s+)?(20\d\d)\s+(?:đến|den|to)\s+(?:năm\s+|nam\s+)?(20\d\d)"
)
END_MARKS = " ?!.…"
# "kỳ" (a term) and "kỹ" (skilled) are not "ký" (to sign), where the asker typed the difference.
NOT_TO_SIGN = re.compile(r"(?<!định )(?<!thời )\bk[ỳìỹĩỷ]\b", re.IGNORECASE)
# "mấy sản phẩm"; folded it would be "máy" too, so it counts only as it is rightly typed.
HOW_MANY = re.compile(r"(?<!\bsố )\bmấy\s+(?!thứ|cái gì|ai\b)[^\W\d_]+", re.IGNORECASE)
# "QĐ 123", "quyết định số 123/qđ-ubnd", "kế hoạch 2629", "kh-2629", "123/QĐ-UBND"
NAMED_NUMBER = re.compile(
    r"(?:\b(?P<kind>quyet dinh|qd|ke hoach|kh|nghi quyet|nq|chuong trinh|ctr|nghi dinh|nd|thong tu|tt"
    r"|chi thi|ct|ket luan|kl|to trinh|ttr|luat|van ban|thong bao|tb|decision|resolution|plan|decree|notice)"
    r"\s*(?P<so>so\s*:?\s*|no\.?\s*)?[-#]?\s*)(?P<no>\d{1,5})"
    r"(?!\d|[.,]\d|%|\s*(?:nam|thang|doanh|nguoi|lan|gio|ngay(?! \d)|%))"
    r"(?P<code>(?:/(?:19|20)\d\d(?!\d))?\s*[/-]\s*[a-z][a-z&]*(?:-[a-z]+)*|/(?:19|20)\d\d(?!\d))?"
    r"|(?P<no2>\d{1,5})(?P<code2>(?:/(?:19|20)\d\d)?\s*[/-]\s*(?:qd|kh|nq|nd|tt|ct|ctr|kl|ttr|hd|tb)\b(?:\s*[-/]\s*[a-z]+)?)"
)

# Where something else is asked for, "mấy" is a plural: "mấy chứng nan y thì trông vào kỹ thuật nào?"
ASKS_ELSE = re.compile(
    r"\b(?:nào|gì|ai|đâu|bao giờ|bao nhiêu|(?:vì|tại|ra|tính|làm|thì) sao|sao (?:để|cho)|nao|gi|bao gio|bao nhieu)\b"
)
# "chưa biết giá bao nhiêu thì có được giúp không": the clause's figure is what the asker lacks, not what is asked.
COUNTED_WITHIN = re.compile(
    r"(?P<before>\b(?:(?:chưa|không|chẳng) biết|xem|chua biet|khong biet)\b[^,;:?—]{0,50}?)"
    r"(?P<many>\b(?:bao nhiêu|bao nhieu|mấy)\b)"
    r"(?P<rest>[^?—]*(?:\bthì\b.*|\bthi\b.*|,\s*)\b(?:không|khong|(?:làm|ra) sao|bằng cách nào|bang cach nao"
    r"|thế nào|the nao|ai|gì|sở nào|ở đâu)\b)",
    re.IGNORECASE,
)

KIND_CODES = {
    "qd": "quyet dinh", "kh": "ke hoach", "nq": "nghi quyet", "ctr": "chuong trinh hanh dong", "nd": "nghi dinh",
    "tt": "thong tu", "ct": "chi thi", "kl": "ket luan", "ttr": "to trinh", "tb": "thong bao",
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
    text = calm(re.sub(r"\s+", " ", normalize(question)).strip())
    outer = without_clause(text)
    plain = re.sub(r"\bki\b", "ky", asking(NOT_TO_SIGN.sub("-", outer)))
    numbered = re.sub(r"\bso ke hoach va dau tu\b", " ", asking(meant(outer, "số", "mấy")))
    english = is_english(text)
    provinces, unknown, renamed = _provinces(text, documents)
    named = _documents(plain, documents)
    periods = tuple(sorted({_period(m) for m in PERIOD.finditer(text)}))
    asks, metadata = _asked(plain.rstrip(END_MARKS), numbered.rstrip(END_MARKS))
    counted = HOW_MANY.search(outer)
    if counted and not is_plural(counted) and not {"quantity", "count"} & set(asks):
        asks = ("quantity", *asks)
    vietnamese, untranslated = _translated(text) if english else ("", 0.0)
    chosen, scope = _scope(provinces, named, documents, docs, aside)
    return Query(
        text=text,
        folded=not english and is_folded(text),
        english=english,
        vietnamese=vietnamese,
        untranslated=untranslated,
        spelled=spell_out(vietnamese or text),
        asks=asks,
        metadata=metadata,
        provinces=provinces,
        unknown_provinces=unknown,
        documents=named,
        docs=chosen,
        explicit=bool(docs),
        agencies=tuple(dict.fromkeys(m.canonical for m in agency_names.find(text))),
        years=tuple(sorted({int(y) for y in YEAR.findall(text)} | {y for p in periods for y in p})),
        periods=periods,
        content=tuple(content_words(text)),
        renamed=renamed,
        scope=scope,
    )


def is_plural(many: re.Match[str]) -> bool:
    """Whether the "mấy" of a question, or a clause's "bao nhiêu", counts nothing: it asks for something else."""
    rest = many.string[: many.start()] + many.string[many.start() + len("mấy") :]
    within = COUNTED_WITHIN.search(many.string)
    if within and within.start("many") == many.start():
        return True
    return many.group().lower().startswith("mấy") and ASKS_ELSE.search(rest.lower()) is not None


def without_clause(text: str) -> str:
    """Returns a question without the counting word of a clause in it, where something else is asked for."""
    return COUNTED_WITHIN.sub(lambda m: m.group("before") + "-" + m.group("rest"), text)


def content_words(text: str) -> list[str]:
    """Returns the folded words of a text that are not mere function words, in order."""
    stopwords = FOLDED_STOPWORDS if fold(text) == text.lower() else STOPWORDS
    words = (term for term in search_terms(text) if "_" not in term)
    return [fold(word) for word in words if word not in stopwords or word.isdigit()]


def patterns() -> dict[str, Any]:
    """Returns the table of what questions ask for, compiled."""
    return _patterns()


@cache
def _patterns() -> dict[str, Any]:
    table = tomllib.loads(files("qa.search").joinpath("data/asking.toml").read_text(encoding="utf-8"))
    return {
        "asks": [(entry["name"], _any_of(entry["patterns"])) for entry in table["asks"]],
        "attributes": [(name, _any_of(found)) for name, found in table["metadata"].items()],
        "metadata": {name: [re.compile(p) for p in found] for name, found in table["metadata"].items()},
        "refuse": {name: [_any_of(found)] for name, found in table["refuse"].items()},
        "help": {name: [_any_of(found)] for name, found in table["help"].items()},
    }


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Returns one pattern for several: one search takes under half the time of one for each.

    Those that begin with a word stand together: `re` then looks for them there alone, in a fifth of the time.
    """
    at_words = [pattern for pattern in patterns if pattern.startswith(r"\b")]
    others = [pattern for pattern in patterns if pattern not in at_words]
    groups = ("|".join(f"(?:{pattern})" for pattern in group) for group in (at_words, others) if group)
    return re.compile("|".join(f"(?:{group})" for group in groups))


def _asked(plain: str, numbered: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a question asks for, and which attributes of a header; `numbered` is one in which "so" is "số" alone."""
    table = _patterns()
    asks = [name for name, found in table["asks"] if found.search(plain)]
    metadata = [name for name, found in table["attributes"] if found.search(numbered if name == "number" else plain)]
    return tuple(asks), tuple(metadata)


def _provinces(text: str, documents: Sequence[Document]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Provinces of the corpus that the text names, those it names that the corpus lacks, and notes on new names."""
    held = list(dict.fromkeys(d.province for d in documents if d.province))
    known: list[str] = []
    unknown: list[str] = []
    notes: list[str] = []
    for name in dict.fromkeys(m.canonical for m in province_names.find(text)):
        former = [p for p in province_names.predecessors(name) if p in held]
        if name in held:
            known.append(name)
        elif former:
            known += former
            notes += [f"“{name}” được hiểu là tỉnh {p} (trước khi sáp nhập)." for p in former]
        else:
            unknown.append(name)
    return tuple(dict.fromkeys(known)), tuple(unknown), tuple(notes)


def _documents(plain: str, documents: Sequence[Document]) -> tuple[NamedDocument, ...]:
    found = []
    for match in NAMED_NUMBER.finditer(plain):
        number = match["no"] or match["no2"]
        code = re.sub(r"\s", "", match["code"] or match["code2"] or "")
        kind = ENGLISH_KINDS.get(match["kind"], match["kind"] or "")
        docs = [d.doc_id for d in documents if _bears(d, number, code, kind)]
        if not (docs or code or match["so"]) and YEAR.fullmatch(number):
            continue  # "kế hoạch 2025": that of a year
        found.append(NamedDocument(number, match.group().strip(), tuple(docs)))
    return tuple(found)


def _bears(document: Document, number: str, code: str, kind: str) -> bool:
    """Whether a document's number is the one typed, as far as it was typed."""
    if not document.number or re.match(r"\d+", document.number).group() != number:  # type: ignore[union-attr]
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
    return meant in ("", "van ban", fold(document.kind)) or fold(document.title).find(f"ban hanh {meant}") >= 0


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
    from qa.vietnamese.english import to_vietnamese

    typed = {word.lower() for word in re.findall(r"[a-zA-Z]+", text) if word.islower()}
    words = to_vietnamese(text).split()
    kept = [word for word in words if word.strip(".,()").lower() not in typed]
    left = len(words) - len(kept)
    # A Vietnamese word has two syllables, more often than not.
    return " ".join(kept), left / (left + len(kept) / 2) if words else 0.0


def is_folded(text: str) -> bool:
    """Whether a text was typed without diacritics: two words or more in it and no mark on any."""
    words = [t.text for t in tokens(text) if t.text.isalpha() and t.text.islower()]
    return len(words) >= 2 and fold(text) == text.lower()
