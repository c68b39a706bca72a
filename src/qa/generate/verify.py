"""Whether the text that a sentence cites says what the sentence says. Deterministic.

A claim stands if one to three neighbouring sentences of a cited passage (or the whole passage, for lists)

1. hold every number, percentage, date, document number, agency and province of the claim, in any spelling, and every
   number with its unit;
2. hold each word that decides what is said: "tối thiểu", "giảm", "chủ trì", "không";
3. deny nothing that the claim affirms, deny as much as the claim denies, and give each agency the part (lead,
   coordinate) that the claim gives it;
4. hold its other words: at most 30 % of the content syllables may be new, and no two neighbouring ones (a new word).

Several passages of one document may carry a claim together; passages of two documents may not, so that a figure of
one province is never read as another's: of two provinces that a claim names together, each must say all of it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from qa.generate.facts import Facts, known_from
from qa.generate.hostile import is_instruction
from qa.generate.sources import Source
from qa.generate.words import Text, content, contradicts, leaves_out, missing_decisive, new_words, read, roles
from qa.vietnamese import fold, sentences

NEW_WORDS_ALLOWED = 0.3
_RUN = 3
# A passage is a paragraph or two; a longer run than this is not one statement.
_NEW_IN_WHOLE_PASSAGE = 0.15

Judge = Callable[[str, str], bool]
"""Tells whether a premise entails a hypothesis (an NLI model)."""

_BULLET = re.compile(r"[-–—+*•]\s+(?=\S)")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?")
_REASONS = {
    "dates": "ngày tháng không có trong đoạn dẫn",
    "numbers": "con số không có trong đoạn dẫn",
    "quantities": "con số đi với đơn vị khác trong đoạn dẫn",
    "codes": "số, ký hiệu không có trong đoạn dẫn",
    "agencies": "cơ quan không có trong đoạn dẫn",
    "provinces": "tỉnh không phải của đoạn dẫn",
    "strange": "địa chỉ hoặc ký tự lạ",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim part of a source: `source.text[start:end]`."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.source.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim stands: with the quotes that carry it, or the reason why not (Vietnamese)."""

    quotes: tuple[Quote, ...] = ()
    reason: str = ""

    @property
    def stands(self) -> bool:
        """True if quotes carry the claim."""
        return bool(self.quotes)


def verify(claim: str, sources: Sequence[Source], judge: Judge | None = None) -> Verdict:
    """Tests one claim against the sources that it cites.

    Args:
        claim: the claim without its markers.
        sources: what it cites.
        judge: also asked about a claim that passed.
    """
    if not sources:
        return Verdict(reason="câu không dẫn nguồn")
    text = read(claim)
    if not text.syllables:
        return Verdict(reason="câu không có nội dung")
    # "Hà Giang và Lào Cai đều …" stands if what each of the two says carries all the rest.
    cited = frozenset(source.province for source in sources)
    found = [_in_source(text, source, cited) for source in sources]
    carrying = [quote for quote, _ in found if quote is not None] or _together(text, sources)
    if not carrying:
        return Verdict(reason=found[0][1])
    if unnamed := text.facts.provinces - frozenset().union(*(_provinces(quote) for quote in carrying)):
        return Verdict(reason=f"{_REASONS['provinces']}: {min(unnamed)}")
    premise = "\n".join(f"{quote.source.context}\n{quote.text}" for quote in carrying)
    if judge is not None and not judge(premise, claim):
        return Verdict(reason="mô hình kiểm tra suy luận cho rằng đoạn dẫn không nói như vậy")
    headings = [heading for quote in carrying for heading in _headings(text, quote)]
    return Verdict((*carrying, *headings))


def off_question(question: str, claim: str, quotes: Sequence[Quote], sources: Sequence[Source]) -> str:
    """Returns why a true claim would mislead as an answer (Vietnamese); "" if it would not.

    A claim that names no province is read as being about the one that the question names, and a figure without a year
    as that of the year asked about; the quotes must then be of these.

    Args:
        question: standing alone.
        claim: what stands on `quotes`.
        quotes: what carries it.
        sources: all passages; a province of which there is none (an older name) asks for nothing.
    """
    asked, said = read(question).facts, read(claim).facts
    provinces = asked.provinces & {source.province for source in sources}
    if provinces and not said.provinces and not provinces & {quote.source.province for quote in quotes}:
        return f"đoạn dẫn nói về tỉnh khác, không phải {min(provinces)}"
    quoted = frozenset().union(*(_years(read(quote.text).facts) for quote in quotes))
    wanted = _years(asked)
    if wanted and quoted and said.numbers and not _years(said) and not wanted & quoted:
        return f"đoạn dẫn nói về thời gian khác, không phải {min(wanted)}"
    return ""


def _years(facts: Facts) -> frozenset[int]:
    """Returns the years that a text speaks of, those inside a span included."""
    years: set[int] = set()
    for number in (*facts.numbers, *(date.rpartition("/")[2] for date in facts.dates)):
        if match := _YEARS.fullmatch(number):
            first = int(match[1])
            years.update(range(first, min(int(match[2] or first), first + 50) + 1))
    return frozenset(years)


def best_quote(claim: str, sources: Sequence[Source], least: float = 0.3) -> Quote | None:
    """Returns the sentence of the sources that shares most words with a claim, if it shares enough."""
    return _best(read(claim), sources, least)


@lru_cache(maxsize=512)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Returns the sentences of a passage without their bullets."""
    bullets = ((_BULLET.match(text, start, end), start, end) for start, end in sentences(text))
    return tuple((bullet.end() if bullet else start, end) for bullet, start, end in bullets)


def _headings(claim: Text, quote: Quote) -> list[Quote]:
    """Returns the headings over a quote from which a claim takes the agencies that the quote does not name."""
    wanted = claim.facts.agencies - read(quote.text).facts.agencies - read(quote.source.reference).facts.agencies
    named = [heading for heading in quote.source.above if wanted & read(heading.text).facts.agencies]
    return [Quote(heading, 0, len(heading.text)) for heading in named]


def _provinces(quote: Quote) -> frozenset[str]:
    """Returns the provinces that a quote speaks of."""
    named = read(quote.text).facts.provinces | read(quote.source.context).facts.provinces
    return named | {quote.source.province}


def _in_source(claim: Text, source: Source, cited: frozenset[str]) -> tuple[Quote | None, str]:
    """Returns the shortest run of sentences that carries the claim, or why the best one does not."""
    if is_instruction(source.text):
        return None, "đoạn dẫn chứa chỉ thị cho trợ lý, không dùng làm nguồn"
    reason = "đoạn dẫn không có nội dung"
    for start, end, whole in _runs(source.text):
        quote = Quote(source, start, end)
        reason = _missing(claim, quote.text, source, whole, cited) or _reversed(claim, quote)
        if not reason:
            return quote, ""
    # The last run is the longest: what it lacks, the passage lacks.
    return None, reason


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    parts = spans(text)
    for length in range(1, min(_RUN, len(parts)) + 1):
        for at in range(len(parts) - length + 1):
            yield parts[at][0], parts[at + length - 1][1], False
    if len(parts) > _RUN:
        yield parts[0][0], parts[-1][1], True


def _together(claim: Text, sources: Sequence[Source]) -> list[Quote]:
    """Returns quotes of several passages of one document that carry the claim only together."""
    if len(sources) < 2 or len({source.doc_id for source in sources}) > 1:
        return []
    quotes = [quote for source in sources if (quote := _best(claim, [source], least=0.2)) is not None]
    if len(quotes) < 2:
        return []
    joined = "\n".join(quote.text for quote in quotes)
    return [] if _missing(claim, joined, quotes[0].source, True, frozenset({sources[0].province})) else quotes


def _best(claim: Text, sources: Sequence[Source], least: float) -> Quote | None:
    wanted = set(content(claim))
    best: tuple[float, Quote] | None = None
    for source in sources:
        for start, end in () if is_instruction(source.text) else spans(source.text):
            known = set(content(read(source.text[start:end])))
            share = len(wanted & known) / len(wanted) if wanted else 0.0
            if len(known) > 3 and share >= least and (best is None or share > best[0]):
                best = (share, Quote(source, start, end))
    return best[1] if best else None


def _missing(claim: Text, quote: str, source: Source, whole: bool, cited: frozenset[str]) -> str:
    """Returns what a quote lacks of a claim, in Vietnamese; "" if nothing."""
    said = read(quote)
    if missing := _missing_facts(claim.facts, said, source, cited):
        return missing
    new, longest = new_words(claim, (said, read(source.context), read(source.reference), read(source.province)))
    if len(longest) > 1:
        return f"lời không có trong đoạn dẫn: {' '.join(longest)}"
    if len(new) > (_NEW_IN_WHOLE_PASSAGE if whole else NEW_WORDS_ALLOWED) * len(content(claim)):
        return f"lời không có trong đoạn dẫn: {', '.join(new)}"
    word = missing_decisive(claim, said)
    return f"lời không có trong đoạn dẫn: {word}" if word else ""


def _reversed(claim: Text, quote: Quote) -> str:
    """Tells whether a claim turns round what its quote says: who leads whom, or what is denied.

    What is denied is looked up in the one sentence of the quote that is most like the claim, since its neighbours may
    affirm the same words of something else.
    """
    said = read(quote.text)
    nearest = _best(claim, [dataclasses.replace(quote.source, text=quote.text)], least=0.0)
    if contradicts(claim, said) or (nearest is not None and contradicts(claim, read(nearest.text))):
        return "câu và đoạn dẫn trái nhau (có, không)"
    if nearest is not None and leaves_out(claim, read(nearest.text)):
        return "câu bỏ bớt điều kiện của điều bị phủ định"
    leads, coordinators = roles(claim.plain)
    source_leads, source_coordinators = roles(said.plain)
    context = read(quote.source.context).facts.agencies
    for name in sorted((leads - source_leads - context) | (coordinators - source_coordinators)):
        return f"cơ quan giữ vai trò khác trong đoạn dẫn: {name}"
    return ""


def _missing_facts(wanted: Facts, said: Text, source: Source, cited: frozenset[str]) -> str:
    context = read(source.context).facts
    names = Facts(agencies=context.agencies, provinces=context.provinces | cited)
    known = known_from(said.facts | read(source.reference).facts) | names
    for field in fields(Facts):
        for item in sorted(getattr(wanted, field.name) - getattr(known, field.name)):
            if field.name == "agencies" and fold(item) in fold(said.lower):
                continue
            return f"{_REASONS[field.name]}: {item if isinstance(item, str) else ' '.join(item)}"
    return ""
