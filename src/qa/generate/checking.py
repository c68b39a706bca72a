"""One sentence of a draft at a time: does it stand, perhaps on another source than it cites?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.constants import REFUSAL
from qa.generate.draft import Claim, DraftSentence
from qa.generate.quotes import Quote
from qa.generate.results import Status
from qa.generate.sources import Source
from qa.generate.verify import Judge, Verdict, off_question, spoken_of, verify
from qa.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the model with what carries each of its claims, or why it does not stand.

    `provinces` are those that it speaks of.
    """

    sentence: DraftSentence
    quotes: tuple[tuple[Quote, ...], ...] = ()
    reason: str = ""
    status: Status = "verified"
    original: str = ""
    provinces: frozenset[str] = frozenset()

    @property
    def stands(self) -> bool:
        """True if all claims are carried."""
        return self.status != "removed"


@dataclass(frozen=True, slots=True)
class Before:
    """What a reader has in mind at a sentence.

    Attributes:
        lead_in: the line that introduces the list that it is an item of, "" if it is none.
        provinces: those that the sentence before speaks of.
    """

    lead_in: str = ""
    provinces: frozenset[str] = frozenset()


NOTHING_BEFORE = Before()


def check(
    sentence: DraftSentence,
    sources: Sequence[Source],
    question: str = "",
    judge: Judge | None = None,
    before: Before = NOTHING_BEFORE,
) -> Checked:
    """Tests every claim of a sentence against what it cites.

    A claim that fails, or cites nothing, is tested against each other source before it is given up: models cite
    the right text under the wrong key, or forget the key.

    Args:
        sentence: of the model.
        sources: all passages; the sentence cites them by position.
        question: what the sentence answers; "" to test its truth alone.
        judge: also asked about a claim that passed.
        before: what stands before it in the answer.
    """
    provinces = before.provinces

    def tested(claim: Claim, cited: Sequence[Source]) -> Verdict:
        verdict = verify(claim.text, cited, judge)
        if verdict.stands and (reason := off_question(question, claim.text, verdict.quotes, sources, provinces)):
            return Verdict(reason=reason)
        if verdict.stands and before.lead_in:
            whole = f"{before.lead_in.rstrip(': ')}: {claim.text}"
            if not any(verify(whole, [source], in_parts=False).stands for source in cited):
                return Verdict(reason=f"đoạn dẫn không nói ý này là “{before.lead_in}”")
        return verdict

    quotes: list[tuple[Quote, ...]] = []
    remark = ""
    for claim in sentence.claims:
        verdict = tested(claim, [sources[at] for at in claim.sources])
        if not verdict.stands:
            remark = verdict.reason
            others = [source for at, source in enumerate(sources) if at not in claim.sources]
            found = next((v for other in others if (v := tested(claim, [other])).stands), None)
            if found is None:
                return Checked(sentence, reason=remark, status="removed")
            verdict = found
        quotes.append(verdict.quotes)
        provinces = spoken_of(claim.text, verdict.quotes)
    if sentence.lead_in:
        return Checked(sentence, status="lead-in", provinces=before.provinces)
    status: Status = "repaired" if remark else "verified"
    return Checked(sentence, tuple(quotes), remark, status, provinces=provinces)


def repaired(again: Checked, before: Checked) -> Checked:
    """Returns a sentence that stands since it was written again, with what was wrong with it."""
    return dataclasses.replace(again, status="repaired", reason=before.reason, original=before.sentence.text)


def is_refusal(text: str) -> bool:
    """Tells whether a model's whole answer is the refusal."""
    return _bare(text).startswith(_bare(REFUSAL)) and len(text) < 2 * len(REFUSAL)


def with_claims(sentence: DraftSentence, rewritten: Sequence[DraftSentence]) -> DraftSentence:
    """Returns a sentence with the claims of its rewriting."""
    claims: list[Claim] = []
    for part in rewritten:
        space = " " if claims else ""
        claims += [Claim((space if n == 0 else "") + claim.text, claim.sources) for n, claim in enumerate(part.claims)]
    return DraftSentence(sentence.gap, tuple(claims))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
