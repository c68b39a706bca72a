"""Puts checked sentences together: the text of the answer, its citations, and what became of each sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.generate.checking import Checked
from qa.generate.quotes import Quote, best_quote
from qa.generate.results import citation
from qa.generate.sources import Source
from qa.records import CheckedSentence, Citation

OnText = Callable[[str], None]
_NUMBER = re.compile(r"\d+(?=[.)])")
_END = re.compile(r"[\s.;,:…]*$")


class Assembly:
    """An answer in the making.

    Args:
        on_text: told the text, piece by piece, at each call of `show`.
    """

    def __init__(self, on_text: OnText | None = None) -> None:
        self.text = ""
        self.citations: list[Citation] = []
        self.sentences: list[CheckedSentence] = []
        self._on_text = on_text
        self._told = 0
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._quoted: set[str] = set()
        self._items = 0
        # Lead-ins wait for something to follow them.
        self._waiting: list[tuple[int, str]] = []

    def add(self, checked: Checked, sources: Sequence[Source] = ()) -> None:
        """Adds a sentence that stands, or the verbatim quote of what a failed one cites, or nothing."""
        gap = checked.sentence.gap
        if checked.status == "lead-in":
            text = checked.sentence.text.strip()
            self._waiting.append((len(self.sentences), self._counted(gap) + text))
            self.sentences.append(CheckedSentence(text, "lead-in", text))
            return
        sentence = self._written(checked) if checked.stands else self._replaced(checked, sources)
        self.sentences.append(sentence)
        if sentence.text:
            self._append("".join(text for _, text in self._waiting) + self._counted(gap) + sentence.text)
            self._waiting = []

    def _counted(self, gap: str) -> str:
        """Returns the white space and bullet before a sentence; a list counts up, whatever numbers the model wrote."""
        if _NUMBER.search(gap):
            self._items += 1
            return _NUMBER.sub(str(self._items), gap)
        if "\n" in gap:
            self._items = 0
        return gap

    def close(self) -> None:
        """Removes the lead-ins that nothing follows."""
        for at, _ in self._waiting:
            original = self.sentences[at].original
            self.sentences[at] = CheckedSentence("", "lead-in", original, "không còn ý nào theo sau")
        self._waiting = []

    def show(self) -> None:
        """Tells `on_text` what has been added since it was last told."""
        if self._on_text is not None and len(self.text) > self._told:
            self._on_text(self.text[self._told :])
        self._told = len(self.text)

    def _append(self, text: str) -> None:
        self.text += text if self.text else text.lstrip()

    def _written(self, checked: Checked) -> CheckedSentence:
        parts = []
        for claim, quotes in zip(checked.sentence.claims, checked.quotes, strict=True):
            body = _END.sub("", claim.text)
            parts.append(body + self._markers(quotes) + claim.text[len(body) :])
        original = checked.original or checked.sentence.text
        return CheckedSentence("".join(parts).strip(), checked.status, original.strip(), checked.reason)

    def _replaced(self, checked: Checked, sources: Sequence[Source]) -> CheckedSentence:
        """Quotes what a sentence cites; text that it does not cite is not put in its mouth, and none is given twice."""
        original = checked.sentence.text.strip()
        cited = [sources[at] for claim in checked.sentence.claims for at in claim.sources]
        quote = best_quote(original, cited)
        if quote is None or quote.text in self._quoted or _place(quote) in self._numbers:
            return CheckedSentence("", "removed", original, checked.reason)
        self._quoted.add(quote.text)
        return CheckedSentence(
            f"“{' '.join(quote.text.split())}”{self._markers([quote])}", "quoted", original, checked.reason
        )

    def _markers(self, quotes: Sequence[Quote]) -> str:
        """Returns the markers of quotes, numbered in order of first use: " [1][2]"."""
        numbers = dict.fromkeys(self._number(quote) for quote in quotes)
        return " " + "".join(f"[{number}]" for number in numbers)

    def _number(self, quote: Quote) -> int:
        place = _place(quote)
        if place not in self._numbers:
            self._numbers[place] = len(self._numbers) + 1
            self.citations.append(citation(self._numbers[place], quote))
        return self._numbers[place]


def _place(quote: Quote) -> tuple[str, int, int]:
    start = quote.source.start + quote.start
    return quote.source.section_id, start, start + len(quote.text)
