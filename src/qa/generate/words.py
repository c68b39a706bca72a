"""What a sentence says in words, and which of it a source does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from qa.generate.facts import Facts, comparable, facts_of, wording
from qa.vietnamese import agencies
from qa.vietnamese.abbreviations import spell_out

_SYLLABLE = re.compile(r"[^\W\d_]+")
_FINAL_I = re.compile(r"[hklmst][iìíỉĩị]")
_I_TO_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")
# Without their marks they are no words of official text, but a reader takes them for these.
_DENIALS = frozenset({"không", "chưa", "chẳng", "đừng", "chớ", "cấm", "khong", "ko"})
# A sentence that ends closes what its words on coordination govern.
_ROLE = re.compile(
    r"(?P<coordinate>phối hợp)|(?P<named>(?:chủ trì|đầu mối)\s*(?::|là))|(?P<lead>chủ trì|đầu mối)|(?P<end>[.;]\s)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.]\s")
_MAY_BE_LEFT_OUT = 0.3
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of a text: its facts, its syllables in one spelling, and all of it in comparable form.

    `said` is the text as it is.
    """

    facts: Facts
    syllables: tuple[str, ...]
    plain: str
    said: str

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.plain.lower()


@lru_cache(maxsize=4096)
def read(text: str) -> Text:
    """Returns what is compared of a text; abbreviations are written out."""
    plain = comparable(spell_out(comparable(text)))
    return Text(facts_of(plain), tuple(syllables(plain)), plain, text)


def syllables(text: str) -> list[str]:
    """Returns the syllables of comparable text in one spelling ("kĩ" = "kỹ")."""
    found = (syllable.lower() for syllable in _SYLLABLE.findall(text))
    return [syllable.translate(_I_TO_Y) if _FINAL_I.fullmatch(syllable) else syllable for syllable in found]


def content(text: Text) -> list[str]:
    """Returns the syllables of a text that claim something."""
    return [syllable for syllable in text.syllables if syllable not in function_words()]


def content_of(text: str) -> list[str]:
    """Returns the syllables of comparable text that claim something."""
    return [syllable for syllable in syllables(text) if syllable not in function_words()]


def new_words(claim: Text, sources: Sequence[Text]) -> tuple[list[str], list[str]]:
    """Returns the content syllables of a claim that its sources lack, and the longest run of neighbours among them.

    A syllable is known if it stands beside the same neighbour as in the claim; one between function words if it
    stands anywhere. So "phá sản" is new although "phá" and "sản" each occur.
    """
    texts = [*(source.syllables for source in sources), *_synonyms(sources)]
    known_pairs = frame_pairs().union(*map(_pairs, texts))
    known = frame_words().union(*texts)
    skipped = function_words() | _province_syllables(claim)
    new: list[str] = []
    run: list[str] = []
    longest: list[str] = []
    padded = ("", *claim.syllables, "")
    for before, syllable, after in zip(padded, padded[1:], padded[2:], strict=False):
        beside = {(before, syllable), (syllable, after)}
        alone = all(word in skipped or not word for word in (before, after))
        if syllable in skipped or beside & known_pairs or (alone and syllable in known):
            run = []
            continue
        new.append(syllable)
        run = [*run, syllable]
        longest = max(longest, run, key=len)
    return new, longest


def _synonyms(sources: Sequence[Text]) -> list[list[str]]:
    """Returns the words that mean the same as one that the sources have ("tối thiểu", "ít nhất")."""
    return [
        syllables(comparable(word))
        for group in wording()["decisive"]
        if any(_group_pattern(tuple(group), "{}").search(source.lower) for source in sources)
        for word in group
    ]


def missing_decisive(claim: Text, said: Text) -> str:
    """Returns a word of the claim that decides what it says and that the source lacks; "" if none."""
    before_number = r"{}\s+(?:ngày\s+|năm\s+)?\d"
    kinds = ((wording()["decisive"], r"{}"), (wording()["decisive_before_number"], before_number))
    for groups, form in kinds:
        for group in groups:
            pattern = _group_pattern(tuple(group), form)
            if (match := pattern.search(claim.lower)) and not pattern.search(said.lower):
                return match.group()
    return ""


def denies_more(claim: Text, said: Text) -> bool:
    """Tells whether a claim denies what its source does not deny."""
    ours, _ = _denied(claim.syllables)
    return bool(ours and not ours & _denied(said.syllables)[0])


def affirms_denied(claim: Text, said: Text) -> bool:
    """Tells whether a claim affirms what its source only denies."""
    _, affirmed = _denied(claim.syllables)
    theirs, their_affirmed = _denied(said.syllables)
    return bool((theirs - their_affirmed) & affirmed)


def leaves_out(claim: Text, said: Text) -> bool:
    """Tells whether a claim denies more than its source does, by leaving out most of the clause that is denied.

    "Không hỗ trợ doanh nghiệp" is not what "không hỗ trợ doanh nghiệp đã nhận vốn từ ngân sách trung ương" says.
    """
    ours, _ = _denied(claim.syllables)
    matching = []
    for clause in _CLAUSE_END.split(said.lower):
        words = syllables(clause)
        if ours & _denied(words)[0]:
            start = next(at for at, word in enumerate(words) if word in _DENIALS)
            matching.append([word for word in words[start:] if word not in function_words()])
    left = (len([word for word in words if word not in claim.syllables]) / len(words) for words in matching if words)
    return min(left, default=0.0) > _MAY_BE_LEFT_OUT


@lru_cache(maxsize=4096)
def roles(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the agencies that lead and those that coordinate, by their place around the words that say so.

    "Sở A chủ trì, phối hợp với Sở B", "do Sở A chủ trì", "chủ trì: Sở A".
    """
    cuts = list(_ROLE.finditer(text))
    roles: tuple[set[str], set[str]] = (set(), set())
    for mention in agencies.find(text):
        before = max((cut for cut in cuts if cut.end() <= mention.start), key=lambda cut: cut.end(), default=None)
        after = min((cut for cut in cuts if cut.start() >= mention.end), key=lambda cut: cut.start(), default=None)
        if before is not None and before["coordinate"]:
            roles[1].add(mention.canonical.casefold())
        elif (before is not None and before["named"]) or (after is not None and after["lead"]):
            roles[0].add(mention.canonical.casefold())
    return frozenset(roles[0]), frozenset(roles[1])


def coordinating(text: str) -> frozenset[str]:
    """Returns the agencies whose clause speaks of coordination, on whichever side of it ("A và B phối hợp …")."""
    clauses = (clause for clause in _CLAUSE_END.split(text) if "phối hợp" in clause.lower())
    return frozenset(mention.canonical.casefold() for clause in clauses for mention in agencies.find(clause))


def _denied(words: Sequence[str]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Returns the pairs of syllables that are denied ("không được hỗ trợ": "hỗ trợ"), and the others."""
    between = set(wording()["after_denial"])
    starts = set()
    for at, word in enumerate(words):
        if word in _DENIALS:
            at += 1
            while at < len(words) and words[at] in between:
                at += 1
            starts.add(at)
    pairs = list(zip(words, [*words[1:], ""], strict=False))
    denied = frozenset(pair for at, pair in enumerate(pairs) if at in starts)
    if starts and not denied:
        denied = frozenset({("", "")})
    return denied, frozenset(pair for at, pair in enumerate(pairs) if at not in starts)


def _pairs(words: Sequence[str]) -> frozenset[Pair]:
    return frozenset(pairwise(words))


def _province_syllables(claim: Text) -> frozenset[str]:
    """Returns the syllables of the provinces in a claim, which are checked as names."""
    return frozenset(syllables(comparable(" ".join(claim.facts.provinces))))


@cache
def _group_pattern(group: tuple[str, ...], form: str) -> re.Pattern[str]:
    words = "|".join(re.escape(comparable(word)) for word in sorted(group, key=len, reverse=True))
    return re.compile(r"(?<!\w)" + form.format(f"(?:{words})") + (r"(?!\w)" if form == "{}" else ""))


@cache
def function_words() -> frozenset[str]:
    """Returns the syllables that claim nothing by themselves."""
    return frozenset(syllables(comparable(wording()["function_words"])))


@cache
def elliptic_words() -> frozenset[str]:
    """Returns the syllables with which a clause says no more than a figure, its unit and its year."""
    return frozenset(syllables(comparable(" ".join(wording()["elliptic"]))))


@cache
def agent_words() -> frozenset[str]:
    """Returns the framing syllables that are somebody, whose place in a sentence counts ("tỉnh")."""
    return frozenset(syllables(comparable(" ".join(wording()["agents"]))))


@cache
def frame_words() -> frozenset[str]:
    """Returns the syllables of what an answer may put around the words of a text."""
    return frozenset(word for phrase in wording()["frame"] for word in syllables(comparable(phrase)))


@cache
def frame_pairs() -> frozenset[Pair]:
    """Returns the neighbours in what an answer may put around the words of a text."""
    return frozenset().union(*(_pairs(syllables(comparable(phrase))) for phrase in wording()["frame"]))
