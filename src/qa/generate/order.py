"""Who does what to whom, by the order of the words: "A hỗ trợ B" is not what "B hỗ trợ A" says, though its words are.

A claim may leave words out, but runs in the order of its sentence. It may go back only where a new part begins: after a
comma, at "và", or where a passive does ("được", "do"). Nor may it pass from one agency to what another one does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qa.generate.facts import comparable, wording
from qa.generate.words import Text, agent_words, content_of, elliptic_words, frame_words, syllables
from qa.vietnamese import agencies
from qa.vietnamese.names import Mention

_TOKEN = re.compile(r"[^\W\d_]+|\w*\d[\w/.-]*/[\w/.-]*|[,;:()“”\"]")
# Who leads and who coordinates is compared for itself; the word may stand on either side of the name.
_ROLE = re.compile(r"(?<!\w)(?:chủ trì|phối hợp)(?!\w)")
_NEAR = 8
_LIST_ONLY = re.compile(r"[\s,;]*(?:(?:và|hoặc|cùng)\s+)?")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    part: int  # counts the semicolons before it
    begins: bool  # may stand before the words before it
    owns: bool = False  # after "của": "đóng góp của A" is "A đóng góp"


def reordered(claim: Text, unit: str) -> bool:
    """Tells whether a claim says the words of a sentence in an order that the sentence does not have them in."""
    skipped = frozenset(syllables(comparable(" ".join(claim.facts.provinces))))
    ours, theirs = [word for word in _words(claim.plain) if word.text not in skipped], _words(unit, whole=True)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(theirs):
        places.setdefault(word.text, []).append(at)
    # For each place of the last word: the fewest times that the claim had to go back on the way there.
    costs: dict[int, int] = {}
    begins = False
    for word in ours:
        begins = begins or word.begins
        if word.text not in places:
            continue
        steps = {
            at: min(
                (cost + _step(theirs, before, at, begins) for before, cost in costs.items()),
                default=0,
            )
            for at in places[word.text]
        }
        costs, begins = steps, False
    return min(costs.values(), default=0) > 0


def _step(words: Sequence[_Word], before: int, at: int, begins: bool) -> int:
    if begins or (at > before and words[at].part == words[before].part):
        return 0
    return int(not (at < before <= at + _NEAR and any(word.owns for word in words[at : before + 1])))


def _words(plain: str, whole: bool = False) -> list[_Word]:
    """Returns the words whose order counts; in a claim, not whom it may imply at its beginning."""
    found: list[_Word] = []
    part, begins, owns = 0, True, False
    for match in _TOKEN.finditer(_ROLE.sub(" ", plain.lower())):
        token = match.group()
        if token in ',;:()“”"':
            part, begins = part + (token == ";"), True
        elif token == "của":
            owns = True
        elif token in wording()["part_begins"]:
            begins = True
        elif "/" in token:
            found.append(_Word(token, part, begins, owns))
            begins = owns = False
        else:
            for syllable in content_of(token):
                if syllable not in _passed_over() or ((found or whole) and syllable in agent_words()):
                    found.append(_Word(syllable, part, begins, owns))
                    begins = owns = False
    return found


@cache
def _passed_over() -> frozenset[str]:
    return elliptic_words() | frame_words()


def given_to_another(claim: Text, unit: Text) -> str:
    """Returns an agency of a claim that does there what another agency does in the sentence; "" if there is none."""
    mentions = list(agencies.find(unit.plain))
    for mention in agencies.find(claim.plain):
        deed = _deed(claim.plain[mention.end :])
        if not deed:
            continue
        at = [match.start() for match in re.finditer(rf"(?<!\w){deed}(?!\w)", unit.lower)]
        if at and not any(_does(mention.canonical, place, mentions, unit.plain) for place in at):
            return mention.printed
    return ""


def _deed(after: str) -> str:
    """Returns what is said right after an agency, as a pattern: its first two words, if they are no list."""
    match = re.match(r"\s+([^\W\d_]+)\s+([^\W\d_]+)", after.lower())
    if match is None or not content_of(match[2]) or {match[1], match[2]}.intersection(wording()["part_begins"]):
        return ""
    return rf"{re.escape(match[1])}\s+{re.escape(match[2])}"


def _does(name: str, place: int, mentions: Sequence[Mention], text: str) -> bool:
    """Tells whether a deed is that of an agency: the last named before it, but for those listed or coordinating."""
    before = [mention for mention in mentions if mention.end <= place]
    while before:
        mention = before.pop()
        if mention.canonical == name:
            return True
        gap = text[before[-1].end : mention.start] if before else "."
        if not (_LIST_ONLY.fullmatch(gap) or "phối hợp" in gap.lower()):
            return False
    return True
