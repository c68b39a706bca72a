"""A question as it was typed, mended: its spelling, its capitals, and abbreviations that only the documents explain."""

from __future__ import annotations

import re

from qa.answer.material import Material
from qa.search import Retriever, understand
from qa.search.acronyms import Acronyms
from qa.search.casing import calm, recased, without_shouts
from qa.search.query import is_english, is_folded
from qa.vietnamese import agencies, chat, districts, fold, provinces
from qa.vietnamese.restore import Restorer
from qa.vietnamese.spelling import Speller
from qa.vietnamese.syllables import is_syllable
from qa.vietnamese.text import put_in

FEW = 6  # words of a question that is looked through for abbreviations in small letters
SMALL = re.compile(r"(?<![\w.@/-])[a-z]{3,6}(?![\w.@/-])")
LOOKED = 20  # passages whose capitals a question typed in capitals gets


class Mender:
    """Mends questions by the words of an open index."""

    def __init__(self, retriever: Retriever, material: Material) -> None:
        self.retriever = retriever
        self.material = material
        words = retriever.index.vocabulary(pairs=True)
        self.speller = Speller(words)
        self.acronyms = Acronyms(words)
        self.restorer = Restorer(words)

    def mended(self, text: str) -> str:
        """Returns a question with its spelling mended and abbreviations spelled out that only the documents explain.

        One typed in capitals gets those of the passages that it finds, so that names are known by them again.
        """
        if text.isupper():
            calmed = calm(text)
            hits = self.retriever.retrieve(understand(calmed, ()), LOOKED)
            text = recased(calmed, (hit.passage.text for hit in hits))
            text = without_shouts(text, self._known, self.speller.correct)
            text = put_in(text, ((m.start, m.end, m.printed.title()) for m in provinces.find(text)))
            text = districts.titled(text)
        if is_english(text):
            return text
        text = self._in_capitals(text)
        text = districts.by_province(provinces.by_name(chat.written_out(text)), self.material.has)
        if is_folded(text):
            text = self.restorer.restored(text)
        text = self.acronyms.spelled(self.acronyms.settled(text), self.material.knows, self.material.has)
        return self.speller.correct(text)

    def _known(self, word: str) -> bool:
        return self.material.knows(fold(word)) or bool(agencies.find(word))

    def _in_capitals(self, text: str) -> str:
        """A short question with the abbreviations in it that its documents have in capitals alone: "tfp là gì"."""
        found = SMALL.finditer(text) if len(text.split()) <= FEW else ()
        short = (m for m in found if not is_syllable(m.group()) and self.material.in_capitals(m.group()))
        return put_in(text, ((m.start(), m.end(), m.group().upper()) for m in short))
