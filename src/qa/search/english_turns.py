"""Follow-ups in English: "What about health?" puts another subject into the question before."""

from __future__ import annotations

import re

from qa.search.query import YEAR, content_words
from qa.vietnamese import provinces
from qa.vietnamese.english import is_english

LEAD = re.compile(
    r"^(?:and |so |then |but )?(?:(?:what|how) about |and (?:for )?)(?P<thing>[^?]+?)[ ?.!]*$", re.IGNORECASE
)
ASKS = re.compile(
    r"\b(?:who|whom|what|which|when|where|why|how|is|are|does|do|did|will|can|by|until|after)\b", re.IGNORECASE
)
# A question with a subject of its own, which takes over nothing but the place.
OWN = re.compile(
    r"^(?:and )?(?:what(?! about)|which|how (?:many|much)|who|when|where|why|how (?:does|do|will|is|are)|list)\b",
    re.IGNORECASE,
)
POINTS = re.compile(r"\b(?:it|its|that|this|they|them|their|those|these|there|else|same|other|then)\b", re.IGNORECASE)
# What a question is on: "Who leads the … in", "What is the … of".
SUBJECT = (
    re.compile(
        r"\b(?:who|which \w+|what \w+) (?:leads?|coordinates?|implements?|handles?|manages?|supports?|oversees"
        r"|is (?:in charge of|responsible for|leading|coordinating))(?: the)? (?P<thing>.+?)"
        r"(?: (?:in|of|for|by|under|at|with|and|according)\b|[?.,—]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:what|which) (?:is|are|was|were)(?: the| its| their)? (?P<thing>.+?)"
        r"(?: (?:in|of|for|by|under|at|to|until|according)\b|[?.,—]|$)",
        re.IGNORECASE,
    ),
)
# What is asked of a subject, named behind it: "the TFP target".
ASPECT = re.compile(
    r"\b(?:targets?|goals?|objectives?|share|rate|budget|funding|deadline|field|sector|area|tasks?|plan|number|value"
    r"|level)s?\Z",
    re.IGNORECASE,
)
# Words of roles: "who leads?" has no subject.
ROLES = frozenset(
    "leads lead leading coordinates coordinate coordinating charge responsible agency department signed".split()
)
LONGEST = 6  # words of a subject


def own_subject(question: str) -> bool:
    """Whether an English question asks for something whole, and only leaves the place unsaid."""
    if not OWN.match(question) or POINTS.search(question) or provinces.find(question) or not is_english(question):
        return False
    asked = [word for word in content_words(question) if not ASPECT.search(word) and word not in ROLES]
    return len(asked) >= 1 and len(content_words(question)) > 1


def subject_instead(base: str, question: str) -> str | None:
    """The base question with the subject of an English follow-up in the place of its own; None if it names none."""
    named = LEAD.match(question)
    if named is None or YEAR.search(question) or ASKS.search(named["thing"]) or provinces.find(question):
        return None
    thing = re.sub(r"^(?:for|in|on|the) ", "", named["thing"].strip(), flags=re.IGNORECASE)
    thing = re.sub(r"^the ", "", thing, flags=re.IGNORECASE)
    if len(thing.split()) > LONGEST or POINTS.search(thing):
        return None
    for pattern in SUBJECT:
        if own := pattern.search(base):
            start = own.start("thing")
            for place in provinces.find(own["thing"]):
                if place.start > 0 or own["thing"][place.end :][:3] not in ("'s ", "’s "):
                    return None
                start += place.end + 3
            aspect = ASPECT.search(base, start, own.end("thing"))
            if aspect and aspect.start() == start:
                return None  # "the deadline for …": what it is on stands behind
            kept = f" {aspect.group()}" if aspect and not ASPECT.search(thing) else ""
            return f"{base[:start]}{thing}{kept}{base[own.end('thing') :]}"
    return None
