"""One sentence of a draft at a time: does it stand, perhaps on another source than it cites?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.constants import REFUSAL
from qa.generate.draft import Claim, DraftSentence
from qa.generate.results import Status
from qa.generate.sources import Source
from qa.generate.verify import Judge, Quote, verify
from qa.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the model with what carries each of its claims, or why it does not stand."""

    sentence: DraftSentence
    quotes: tuple[tuple[Quote, ...], ...] = ()
    reason: str = ""
    status: Status = "verified"
    original: str = ""

    @property
    def stands(self) -> bool:
        """True if all claims are carried."""
        return self.status != "removed"


def check(sentence: DraftSentence, sources: Sequence[Source], judge: Judge | None = None) -> Checked:
    """Tests every claim of a sentence against what it cites.

    A claim that fails, or cites nothing, is tested against each other source before it is given up: models cite
    the right text under the wrong key, or forget the key.
    """
    quotes: list[tuple[Quote, ...]] = []
    remark = ""
    for claim in sentence.claims:
        verdict = verify(claim.text, [sources[at] for at in claim.sources], judge)
        if not verdict.stands:
            reason = verdict.reason
            others = [source for at, source in enumerate(sources) if at not in claim.sources]
            verdict = next((v for other in others if (v := verify(claim.text, [other], judge)).stands), verdict)
            if not verdict.stands:
                return Checked(sentence, reason=reason, status="removed")
            remark = reason
        quotes.append(verdict.quotes)
    if sentence.lead_in:
        return Checked(sentence, status="lead-in")
    return Checked(sentence, tuple(quotes), remark, "repaired" if remark else "verified")


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
