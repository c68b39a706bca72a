"""Whether the text that a sentence cites says what the sentence says. Deterministic.

A claim stands if one sentence of a cited passage, with the headings and lead-ins over it,

1. holds every number, percentage, date, document number, agency and province of the claim, in any spelling, and every
   number with its unit;
2. gives each figure in a clause that says of it what the claim says of it, qualified in the same way ("tối đa", "trên",
   "giảm còn"), and no other figure that would do as well (`clauses`);
3. holds each word that decides what is said: "tối thiểu", "giảm", "chủ trì", "không";
4. denies nothing that the claim affirms, denies as much as the claim denies, has no condition or exception that the
   claim leaves out, and gives each agency the part (lead, coordinate) that the claim gives it;
5. has its words in the order of the claim, and each deed after the agency whose it is (`order`);
6. holds its other words: at most 30 % of the content syllables may be new, and no two neighbouring ones (a new word).

A claim of several parts may stand on several sentences of one document if each part opens as its sentence does.
Passages of two documents do not carry a claim together, so that a figure of one province is never read as another's:
of two provinces that a claim names together, each must say all of it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

from qa.generate.clauses import NEW_WORDS_ALLOWED, figures, misplaced_figure, opens, years
from qa.generate.conditions import left_out
from qa.generate.facts import Facts, known_from
from qa.generate.hostile import is_instruction
from qa.generate.order import given_to_another, reordered
from qa.generate.quotes import Quote, facts_over, most_like, over, spans
from qa.generate.sources import Source
from qa.generate.words import (
    Text,
    affirms_denied,
    content,
    coordinating,
    denies_more,
    leaves_out,
    missing_decisive,
    new_words,
    read,
    roles,
)
from qa.vietnamese import fold

# Fewer content syllables are no statement, and stand anywhere.
_LEAST_IN_PART = 3
_PIECES = re.compile(r"[,;:]\s+|\s+(?=(?:và|còn|đồng thời)\s)")

Judge = Callable[[str, str], bool]
"""Tells whether a premise entails a hypothesis (an NLI model)."""

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
class Verdict:
    """Whether a claim stands: with the quotes that carry it, or the reason why not (Vietnamese)."""

    quotes: tuple[Quote, ...] = ()
    reason: str = ""

    @property
    def stands(self) -> bool:
        """True if quotes carry the claim."""
        return bool(self.quotes)


def verify(claim: str, sources: Sequence[Source], judge: Judge | None = None, in_parts: bool = True) -> Verdict:
    """Tests one claim against the sources that it cites.

    Args:
        claim: the claim without its markers.
        sources: what it cites.
        judge: also asked about a claim that passed.
        in_parts: sentences of one document may carry a part of the claim each.
    """
    if not sources:
        return Verdict(reason="câu không dẫn nguồn")
    text = read(claim)
    if not text.syllables:
        return Verdict(reason="câu không có nội dung")
    # "Hà Giang và Lào Cai đều …" stands if what each of the two says carries all the rest.
    cited = frozenset(source.province for source in sources)
    found = [_in_source(text, source, cited) for source in sources]
    carrying = [quote for quotes, _ in found for quote in quotes]
    if not carrying and in_parts:
        carrying = list(_grouped(claim, sources))
    if not carrying:
        return Verdict(reason=found[0][1])
    if unnamed := text.facts.provinces - frozenset().union(*(_provinces(quote) for quote in carrying)):
        return Verdict(reason=f"{_REASONS['provinces']}: {min(unnamed)}")
    premise = "\n".join(f"{quote.source.context}\n{quote.text}" for quote in carrying)
    if judge is not None and not judge(premise, claim):
        return Verdict(reason="mô hình kiểm tra suy luận cho rằng đoạn dẫn không nói như vậy")
    headings = [heading for quote in carrying for heading in _headings(text, quote)]
    return Verdict((*carrying, *headings))


def off_question(
    question: str,
    claim: str,
    quotes: Sequence[Quote],
    sources: Sequence[Source],
    spoken_of: frozenset[str] = frozenset(),
) -> str:
    """Returns why a true claim would mislead as an answer (Vietnamese); "" if it would not.

    A claim that names no province is read as being about the one that was spoken of last, or else the one that the
    question names, and a figure without a year as that of the year asked about; the quotes must then be of these.

    Args:
        question: standing alone.
        claim: what stands on `quotes`.
        quotes: what carries it.
        sources: all passages; a province of which there is none (an older name) asks for nothing.
        spoken_of: the provinces of the claim before.
    """
    asked, said = read(question).facts, read(claim).facts
    provinces = (spoken_of or asked.provinces) & {source.province for source in sources}
    if provinces and not said.provinces and not provinces & {quote.source.province for quote in quotes}:
        return f"đoạn dẫn nói về tỉnh khác, không phải {min(provinces)}"
    quoted = frozenset().union(*(_years(read(quote.text).facts) for quote in quotes))
    wanted = _years(asked)
    if wanted and quoted and said.numbers and not _years(said) and not wanted & quoted:
        return f"đoạn dẫn nói về thời gian khác, không phải {min(wanted)}"
    return ""


def spoken_of(claim: str, quotes: Sequence[Quote]) -> frozenset[str]:
    """Returns the provinces that a claim speaks of: those that it names, or else those of its quotes."""
    return read(claim).facts.provinces or frozenset(quote.source.province for quote in quotes if quote.source.province)


def _years(facts: Facts) -> frozenset[int]:
    """Returns the years that a text speaks of, those inside a span included."""
    years: set[int] = set()
    for number in (*facts.numbers, *(date.rpartition("/")[2] for date in facts.dates)):
        if match := _YEARS.fullmatch(number):
            first = int(match[1])
            years.update(range(first, min(int(match[2] or first), first + 50) + 1))
    return frozenset(years)


def _headings(claim: Text, quote: Quote) -> list[Quote]:
    """Returns the headings over a quote from which a claim takes the agencies that the quote does not name."""
    wanted = claim.facts.agencies - read(quote.text).facts.agencies - read(quote.source.reference).facts.agencies
    named = [heading for heading in quote.source.above if wanted & read(heading.text).facts.agencies]
    return [Quote(heading, 0, len(heading.text)) for heading in named]


def _provinces(quote: Quote) -> frozenset[str]:
    """Returns the provinces that a quote speaks of."""
    named = read(quote.text).facts.provinces | read(quote.source.context).facts.provinces
    return named | {quote.source.province}


def _in_source(claim: Text, source: Source, cited: frozenset[str]) -> tuple[tuple[Quote, ...], str]:
    """Returns the sentence that carries a claim, with a heading that it takes a fact from, or why the best does not."""
    if is_instruction(source.text):
        return (), "đoạn dẫn chứa chỉ thị cho trợ lý, không dùng làm nguồn"
    reasons: dict[tuple[int, int], str] = {}
    for span in spans(source.text):
        quote = Quote(source, *span)
        reasons[span] = reason = _fails(claim, quote, cited)
        if not reason:
            return (quote, *facts_over(claim, quote)), ""
    nearest = most_like(claim, [source], least=0.0)
    at = (nearest.start, nearest.end) if nearest is not None else next(iter(reasons), (0, 0))
    return (), reasons.get(at, "đoạn dẫn không có nội dung")


def _fails(claim: Text, quote: Quote, cited: frozenset[str]) -> str:
    """Returns why one sentence of a source does not carry a claim, in Vietnamese; "" if it does."""
    heads = [read(each.text) for each in over(quote)]
    above = (*heads, read(quote.source.context))
    beside = (read(quote.source.reference), read(quote.source.province))
    unit = read(quote.text)
    if reason := _missing(claim, unit, quote.source, heads, (*above, *beside), cited) or _reversed(claim, quote, heads):
        return reason
    if figure := misplaced_figure(claim.said, quote.text, above, beside):
        return f"con số đi với nội dung khác trong đoạn dẫn: {figure}"
    if condition := left_out(claim, unit):
        return f"câu bỏ bớt hoặc làm sai điều kiện trong đoạn dẫn: {condition}"
    if reordered(claim, _joined(heads, unit)):
        return "câu đảo trật tự lời của đoạn dẫn"
    if agency := given_to_another(claim, unit):
        return f"việc của cơ quan khác trong đoạn dẫn: {agency}"
    return ""


def _grouped(claim: str, sources: Sequence[Source]) -> tuple[Quote, ...]:
    """Returns the sentences that carry a claim part by part, where none carries it alone.

    Only passages of one document do. Each part after the first must have what its sentence opens with, so that nothing
    is said of another's subject, and no figure may fall under a year that an earlier part has named.
    """
    if len({source.doc_id for source in sources}) > 1 or any(is_instruction(source.text) for source in sources):
        return ()
    cited = frozenset({sources[0].province})
    pieces = [piece for piece in _PIECES.split(claim) if piece.strip()]
    found: list[Quote] = []
    named: frozenset[str] = frozenset()
    at = 0
    while at < len(pieces):
        for end in range(len(pieces), at, -1):
            part = read(", ".join(pieces[at:end]))
            if quotes := _part(part, sources, cited, named, first=at == 0):
                break
        else:
            return ()
        found += quotes
        named |= years(part.facts)
        at = end
    return tuple(dict.fromkeys(found))


def _part(
    part: Text, sources: Sequence[Source], cited: frozenset[str], named: frozenset[str], first: bool
) -> tuple[Quote, ...]:
    """Returns what carries one part of a claim; `named` are the years of the parts before."""
    if len(content(part)) < _LEAST_IN_PART:
        return ()
    for source in sources:
        for span in spans(source.text):
            quote = Quote(source, *span)
            if not first and not opens(part, read(quote.text)):
                continue
            own = years(part.facts) or years(read(quote.text).facts)
            if named and figures(part.facts) and not named & own:
                continue
            if not _fails(part, quote, cited):
                return (quote, *facts_over(part, quote))
    return ()


def _missing(
    claim: Text, unit: Text, source: Source, heads: Sequence[Text], beside: Sequence[Text], cited: frozenset[str]
) -> str:
    """Returns what a sentence lacks of a claim, in Vietnamese; "" if nothing."""
    if missing := _missing_facts(claim.facts, unit, source, heads, cited):
        return missing
    new, longest = new_words(claim, (unit, *beside))
    if len(longest) > 1:
        return f"lời không có trong đoạn dẫn: {' '.join(longest)}"
    if len(new) > NEW_WORDS_ALLOWED * len(content(claim)):
        return f"lời không có trong đoạn dẫn: {', '.join(new)}"
    word = missing_decisive(claim, read(_joined(heads, unit)))
    return f"lời không có trong đoạn dẫn: {word}" if word else ""


def _reversed(claim: Text, quote: Quote, heads: Sequence[Text]) -> str:
    """Tells whether a claim turns round what its sentence says: who leads whom, or what is denied."""
    unit = read(quote.text)
    said = read(_joined(heads, unit))
    lead_ins = [each for each in heads if each.plain.endswith(":")]
    if denies_more(claim, said) or any(affirms_denied(claim, each) for each in (*lead_ins, unit)):
        return "câu và đoạn dẫn trái nhau (có, không)"
    if leaves_out(claim, said):
        return "câu bỏ bớt điều kiện của điều bị phủ định"
    leads, coordinators = roles(claim.plain)
    source_leads, source_coordinators = roles(unit.plain)
    context = read(quote.source.context).facts.agencies.union(*(each.facts.agencies for each in heads))
    others = (source_coordinators - source_leads) & (claim.facts.agencies - coordinators - coordinating(claim.plain))
    for name in sorted((leads - source_leads - context) | (coordinators - source_coordinators) | others):
        return f"cơ quan giữ vai trò khác trong đoạn dẫn: {name}"
    return ""


def _joined(heads: Sequence[Text], unit: Text) -> str:
    """Returns a sentence after the lead-in that it stands under ("Không hỗ trợ:")."""
    return "; ".join([each.plain.rstrip(": ") for each in heads if each.plain.endswith(":")] + [unit.plain])


def _missing_facts(wanted: Facts, said: Text, source: Source, heads: Sequence[Text], cited: frozenset[str]) -> str:
    context = read(source.context).facts
    names = Facts(agencies=context.agencies, provinces=context.provinces | cited)
    for each in heads:
        # A sentence with a year of its own is not of the year heads it.
        names |= dataclasses.replace(each.facts, numbers=frozenset()) if years(said.facts) else each.facts
    known = known_from(said.facts | names | read(source.reference).facts)
    for field in fields(Facts):
        for item in sorted(getattr(wanted, field.name) - getattr(known, field.name)):
            if field.name == "agencies" and fold(item) in fold(said.lower):
                continue
            return f"{_REASONS[field.name]}: {item if isinstance(item, str) else ' '.join(item)}"
    return ""
