"""Asks a model and lets nothing through that the passages do not say."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator, Sequence
from threading import Event
from typing import TYPE_CHECKING

from qa.generate import prompting
from qa.generate.assembly import Assembly, OnText
from qa.generate.checking import Before, Checked, check, is_refusal, repaired, with_claims
from qa.generate.citations import CitationProcessor, Marker, process
from qa.generate.draft import Draft, DraftSentence
from qa.generate.models import Cancelled, ModelFailed, open_model, stream
from qa.generate.nli import judge_of
from qa.generate.quotes import Quote
from qa.generate.results import GeneratedAnswer, Generation, citation
from qa.generate.sources import Source, with_own_keys
from qa.generate.verify import Judge
from qa.records import Citation
from qa.settings import Settings
from qa.vietnamese import fold

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)

_LEAST_STANDING = 0.5
# Sentences in a row that the model had written before: it would go on until it has no room left.
_ENOUGH_REPEATED = 3
_NUMBERED = re.compile(r"\s*(\d+)\s*[.):]\s*(.*)")
FALLBACK = "Câu trả lời này được ghép từ trích dẫn nguyên văn."


def generate(
    question: str,
    sources: Sequence[Source],
    settings: Settings,
    chat_model: BaseChatModel | None = None,
    on_text: OnText | None = None,
    cancel: Event | None = None,
) -> GeneratedAnswer | None:
    """Returns a verified answer, or None where the extractive answer should be given; see `attempt`."""
    return attempt(question, sources, settings, chat_model, on_text, cancel).answer


def attempt(
    question: str,
    sources: Sequence[Source],
    settings: Settings,
    chat_model: BaseChatModel | None = None,
    on_text: OnText | None = None,
    cancel: Event | None = None,
) -> Generation:
    """Asks the model and verifies what it says.

    Args:
        question: standing alone.
        sources: what was retrieved, best first; as many are sent as the context holds.
        settings: model, time limit, retries, context.
        chat_model: in place of the one that the settings name.
        on_text: called with pieces of the answer as they are verified. Together they are the answer, if there is one;
            nothing that was not verified is ever passed.
        cancel: set it to stop.

    Raises:
        QaError: the settings name a model that cannot be opened.
    """
    model = chat_model if chat_model is not None else open_model(settings)
    keyed = with_own_keys(sources)
    messages, kept = prompting.ask(question, keyed, settings, prompting.counter(settings))
    run = _Run(question, messages, kept, settings, model, on_text, cancel)
    try:
        return run.answer()
    except ModelFailed as failure:
        note = "" if isinstance(failure, Cancelled) else f"Không dùng được mô hình ngôn ngữ: {failure}. {FALLBACK}"
        return Generation(None, note=note, prompt=prompting.version("answer"))


class _Run:
    """One request: its draft, its checks, its repair."""

    def __init__(
        self,
        question: str,
        messages: list[prompting.Message],
        sources: tuple[Source, ...],
        settings: Settings,
        model: BaseChatModel,
        on_text: OnText | None,
        cancel: Event | None,
    ) -> None:
        self._messages, self._sources, self._settings, self._model = messages, sources, settings, model
        self._question = question
        self._keys = [source.key for source in sources]
        self._cancel = cancel
        self._deadline = time.monotonic() + settings.llm_timeout
        self._judge: Judge | None = judge_of(settings)
        self._assembly = Assembly(on_text)
        self._checked: list[Checked] = []
        self._raw = ""
        self._repeated = 0

    def answer(self) -> Generation:
        """Reads the draft, checking each sentence as soon as it is complete; then repairs and assembles."""
        draft = Draft(self._keys)
        for chunk in self._ask(self._messages):
            self._raw += chunk
            self._check(draft.feed(chunk))
            if self._repeated >= _ENOUGH_REPEATED:
                break
        rest = draft.finish()
        self._check(rest[:-1] if draft.is_cut else rest)
        if draft.is_cut:
            self._checked += [Checked(each, reason="câu bị cắt giữa chừng", status="removed") for each in rest[-1:]]
        if is_refusal(draft.text) or not self._checked:
            note = f"Mô hình ngôn ngữ không tìm thấy câu trả lời trong các đoạn đã tìm được. {FALLBACK}"
            return self._generation(None, note, refused=is_refusal(draft.text))
        self._repair()
        return self._assembled()

    def _ask(self, messages: Sequence[prompting.Message]) -> Iterator[str]:
        return stream(self._model, messages, self._settings, self._deadline, self._cancel)

    def _check(self, sentences: Sequence[DraftSentence]) -> None:
        """Checks sentences; what stands is shown at once, up to the first that does not."""
        for sentence in sentences:
            if self._repeats(sentence):
                continue
            checked = check(sentence, self._sources, self._question, self._judge, self._before(sentence))
            if checked.stands and len(self._assembly.sentences) == len(self._checked):
                self._assembly.add(checked)
                self._assembly.show()
            self._checked.append(checked)

    def _repeats(self, sentence: DraftSentence) -> bool:
        """Tells whether a sentence has failed before; small models go round in circles."""
        said = " ".join(sentence.text.split()).casefold()
        earlier = [one for one in self._checked if " ".join(one.sentence.text.split()).casefold() == said]
        self._repeated = self._repeated + 1 if earlier else 0
        return any(not one.stands for one in earlier)

    def _before(self, sentence: DraftSentence, at: int | None = None) -> Before:
        """Returns what a reader has in mind at a sentence: what stands so far, or before the place of a repair."""
        standing = [checked for checked in self._checked[:at] if checked.stands]
        provinces = standing[-1].provinces if standing else frozenset()
        lead_in = next((one.sentence for one in reversed(standing) if not one.sentence.is_item), None)
        introduced = sentence.is_item and lead_in is not None and lead_in.text.rstrip().endswith(":")
        return Before(lead_in.text.strip() if introduced and lead_in else "", provinces)

    def _repair(self) -> None:
        """Asks once for the sentences that failed, with the reasons."""
        failed = [at for at, checked in enumerate(self._checked) if not checked.stands]
        if not failed:
            return
        failures = [(self._checked[at].sentence.text.strip(), self._checked[at].reason) for at in failed]
        count = prompting.counter(self._settings)
        again = prompting.ask_again(self._messages, self._raw, failures, self._settings, count)
        try:
            answer = "".join(self._ask(again))
        except Cancelled:
            raise
        except ModelFailed as failure:
            _log.info("no repair: %s", failure)
            return
        for number, text in _numbered(answer):
            if 1 <= number <= len(failed):
                self._take_repair(failed[number - 1], text)

    def _take_repair(self, at: int, text: str) -> None:
        before = self._checked[at]
        draft = Draft(self._keys)
        rewritten = draft.feed(text) + draft.finish()
        if rewritten and not before.stands:
            written = with_claims(before.sentence, rewritten)
            again = check(written, self._sources, self._question, self._judge, self._before(written, at))
            if again.stands:
                self._checked[at] = repaired(again, before)

    def _assembled(self) -> Generation:
        for checked in self._checked[len(self._assembly.sentences) :]:
            self._assembly.add(checked, self._sources)
        self._assembly.close()
        counted = [sentence for sentence in self._assembly.sentences if sentence.status != "lead-in"]
        own = sum(sentence.status in ("verified", "repaired") for sentence in counted)
        standing = sum(sentence.status != "removed" for sentence in counted)
        if not own or standing < _LEAST_STANDING * len(counted):
            note = f"Câu trả lời của mô hình ngôn ngữ không đứng vững khi đối chiếu với văn bản. {FALLBACK}"
            return self._generation(None, note)
        self._assembly.show()
        answer = GeneratedAnswer(self._assembly.text, tuple(self._assembly.citations), tuple(self._assembly.sentences))
        return self._generation(answer, "")

    def _generation(self, answer: GeneratedAnswer | None, note: str, refused: bool = False) -> Generation:
        draft, citations = self._unverified()
        return Generation(
            answer,
            note=note,
            refused=refused,
            draft=draft,
            draft_citations=citations,
            sentences=tuple(self._assembly.sentences),
            prompt=prompting.version("answer"),
        )

    def _unverified(self) -> tuple[str, tuple[Citation, ...]]:
        """Returns the draft with numbers for keys, and what each number points to: a whole passage."""
        processor = CitationProcessor(self._keys)
        pieces = [*processor.feed(self._raw), *processor.finish()]
        used = dict.fromkeys(at for piece in pieces if isinstance(piece, Marker) for at in piece.sources)
        text = process([self._raw], self._keys)
        quotes = [Quote(self._sources[at], 0, len(self._sources[at].text)) for at in used]
        return text, tuple(citation(n, quote) for n, quote in enumerate(quotes, 1))


def _numbered(answer: str) -> Iterator[tuple[int, str]]:
    """Yields the numbered lines of an answer; "BỎ" gives a sentence up."""
    for line in answer.splitlines():
        match = _NUMBERED.fullmatch(line)
        if match and fold(match[2]).strip(" .[]") != "bo":
            yield int(match[1]), match[2]
