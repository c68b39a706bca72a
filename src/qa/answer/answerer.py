"""Takes a question through understanding, retrieval and the ways of answering, to an `Answer`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from qa.answer import apart, comparison, definitions, extractive, references, refusal, smalltalk
from qa.answer.checks import aspect, elsewhere, matters, of_places, premise, unmentioned
from qa.answer.checks.names_asked import has_name_asked, lacks_duty_asked
from qa.answer.choosing import alternatives, asked_terms
from qa.answer.clock import Clock
from qa.answer.confidence import BY_CONSTRUCTION, confidence
from qa.answer.draft import Draft, Known
from qa.answer.duties import ownership
from qa.answer.figures import extremes, table_rows, yearly_funds
from qa.answer.grounding import grounding
from qa.answer.headers import metadata, misnumbered
from qa.answer.later import Later
from qa.answer.listing import heading_names, labelled, lists, mentions, named_parts, overview, table_lists
from qa.answer.material import Material
from qa.answer.mending import Mender
from qa.answer.rewording import agreed, reworded
from qa.answer.wording import in_language
from qa.constants import REFUSAL
from qa.deadline import limited
from qa.errors import QaError
from qa.index.links import remarks
from qa.records import Answer, Hit, RankedPassage, Turn
from qa.search import Query, Retriever, understand
from qa.search.asked import explicit
from qa.search.followup import standalone
from qa.search.query import as_read, is_english, is_folded
from qa.tasks import since
from qa.vietnamese import normalize, provinces

LONGEST = 2000
SHOWN = 10
NEARLY = 0.5  # confidence from which an answer that is refused is looked for once more, in official words
Rewrite = Callable[[str, Sequence[Turn], str], str]
"""Question, history, rule-based form → the question as it stands alone."""


class Answerer:
    """Answers questions over an open index."""

    def __init__(self, retriever: Retriever, name_changes: bool = True, seconds: float = 30.0) -> None:
        self.seconds = seconds
        self.name_changes = name_changes
        self.retriever = retriever
        self.index = retriever.index
        self.material = Material(retriever.index)
        self.mender = Mender(retriever, self.material)

    def answer(
        self,
        question: str,
        history: Sequence[Turn] = (),
        docs: Collection[str] = (),
        rewrite: Rewrite | None = None,
    ) -> Answer:
        """Answers one question.

        Args:
            question: as typed.
            history: earlier turns, oldest first.
            docs: documents to search; by default those that the question names, else all.
            rewrite: writes a follow-up out better than the rules do; by default the rules alone.

        Raises:
            QaError: the question is empty or too long, a document is unknown, or it takes too long.
        """
        with limited(self.seconds):
            answer = self._answer(question, history, docs, rewrite)
            parts = [] if answer.mode == "help" else apart.questions(answer.standalone_question)
            return apart.together(answer, [self._answer(part, (), docs, None) for part in parts]) if parts else answer

    def _answer(self, question: str, history: Sequence[Turn], docs: Collection[str], rewrite: Rewrite | None) -> Answer:
        clock = Clock()
        text = checked(question)
        with clock.stage("spelling"):
            mended = self.mender.mended(text)
        self._check_documents(docs)
        whole = standalone(mended, history, self.material.knows)
        if rewrite is not None and history:
            with clock.stage("rewrite"):
                whole = rewrite(mended, history, whole)
        headers = self.index.headers()
        reply = smalltalk.reply(text, headers, is_english(as_read(whole)))
        if reply:
            return Answer(text, text, reply, False, 1.0, "help", timings_ms=clock.done())
        if refusal.out_of_purpose(text):
            return Answer(text, whole, REFUSAL, True, 0.0, "abstained", timings_ms=clock.done())
        asked = explicit(whole)
        self.retriever.ahead(asked)
        with clock.stage("understand"):
            query = understand(asked, headers, docs, self.index.set_aside)
            printed = heading_names.as_printed(query, self.material)
            if printed != query.text:
                query = understand(printed, headers, docs, self.index.set_aside)
        with clock.stage("search"):
            compared = comparison.wanted(query, headers)
        with clock.stage("answer"):
            known = self._before_search(query)
        with clock.stage("search"):
            ending = self._begun(known.searched, compared if known.searched is query else ())
        with clock.stage("answer"):
            answer = self._compose(known, text, Later(clock.timed("search", ending)), compared)
        return replace(answer, question=text, standalone_question=whole, timings_ms=clock.done())

    def _begun(self, query: Query, compared: Sequence[str]) -> Callable[[], list[Hit]]:
        """Begins a search; for a comparison of each document's best in turn, so that none is crowded out."""
        if len(compared) < 2:
            return self.retriever.begun(query, 2 * SHOWN)
        return partial(self.retriever.retrieve_each, query, compared, SHOWN)

    def _retrieve_all(self, query: Query) -> list[Hit]:
        return self.retriever.retrieve(query, 2 * SHOWN)

    def _before_search(self, query: Query) -> Known:
        """What is known of a question from the documents' headers, headings and register alone."""
        if query.unknown_provinces and not query.provinces:
            return Known(query, query, refusal.unknown_province(query, self.index.headers()))
        asked, query = query, misnumbered.corrected(query, self.material)
        renumbered = query is not asked
        missing = refusal.unknown_document(query, self.material)
        if not missing and (defined := definitions.answer(query, self.material)):
            return Known(query, asked, draft=defined)
        missing = missing or unmentioned.missing(query, self.material) or references.unsettled(query, self.material)
        if missing:
            return Known(query, asked, missing)
        misplaced = premise.misplaced_document(query, self.material)
        query, misplaced_agency = premise.misplaced_agency(query, self.material)
        draft = (
            references.answer(query, self.material)
            or mentions.answer(query, self.material)
            or metadata.answer(query, self.material)
            or named_parts.answer(query, self.material)
            or overview.answer(query, self.material)
        )
        if draft is None:  # needed whatever is found, and kept: now the question's vector is still being made
            asked_terms(query, self.material)
            alternatives(query)
        return Known(
            query,
            searched=query if renumbered or misplaced_agency else asked,
            remark=misnumbered.REMARK if renumbered else misplaced or misplaced_agency,
            draft=draft,
        )

    def _compose(
        self, known: Known, typed: str, hits: Sequence[Hit], compared: Sequence[str], before: Draft | None = None
    ) -> Answer:
        """Composes an answer, or refuses; `before` is what was too unsure in the question's own words."""
        query = known.query
        if known.missing:
            draft = ownership.led_by_another(query, hits, self.material)
        else:
            draft = self._draft(known, hits, compared)
        if draft is None:
            return self._refuse(query, hits, known.missing)
        if reason := elsewhere.told_elsewhere(query, draft, hits, self._retrieve_all, self.material):
            return self._refuse(query, hits, reason)
        if draft.signals:
            self._ground(draft, query, hits)
            unnamed = "uncounted" not in draft.signals and has_name_asked(query, draft.text) is False
            if unnamed or (draft.mode == "extractive" and lacks_duty_asked(query, draft.text)):
                draft.signals["uncounted"] = 1.0
        if reason := of_places.missing(query, typed, draft, self.material):
            return self._refuse(query, hits, reason)
        if draft.signals and (reason := matters.missing(query, typed, draft, self.material)):
            nearer = self._on_matter(query, typed, hits, of_kind=False)
            if nearer is None:
                return self._refuse(query, hits, reason)
            draft = nearer
        if draft.signals and (unset := matters.unset(query, typed, draft, self.material)):
            draft = self._on_matter(query, typed, hits, of_kind=True) or replace(draft, text=f"{unset}\n\n{draft.text}")
        if draft.signals and (beside := aspect.beside(query, typed, draft, self.material)):
            nearer = self._saying(query, typed, beside.lacking, hits)
            if nearer is None:
                return self._refuse(query, hits, beside.reason)
            draft = nearer
        said = draft.text
        draft = premise.corrected(draft, query, self.material)
        if draft.text != said and query.asks_for("explanation"):
            draft.signals.pop("uncounted", None)  # why something is so that is not so: that it is not is the answer
        if known.remark:
            draft.text = f"{in_language(known.remark, query.english)}\n\n{draft.text}"
        if before is not None:
            draft.signals = agreed(before, draft)
        sure = confidence(draft.signals, self.retriever.tuning.confidence)
        if not draft.abstained and sure < self.retriever.tuning.threshold:
            again = self._again(query, typed, draft, hits, compared) if before is None and sure >= NEARLY else None
            return again if again and not again.abstained else self._refuse(query, hits, sure=sure)
        return Answer(
            question=query.text,
            standalone_question=query.text,
            answer=draft.text,
            abstained=draft.abstained,
            confidence=round(sure, 4),
            mode=draft.mode,
            citations=tuple(draft.citations.found),
            passages=self._passages(hits, draft),
            tasks=draft.tasks,
            scope=query.scope,
            notes=self._notes(query, typed, draft),
        )

    def _again(
        self, query: Query, typed: str, draft: Draft, hits: Sequence[Hit], compared: Sequence[str]
    ) -> Answer | None:
        """What is answered in the official words that the passages have; None where they have none other."""
        formal = reworded(query.text, (hit.passage.text for hit in hits[:SHOWN]))
        if formal == query.text or len(compared) > 1:
            return None
        chosen = query.docs if query.explicit and query.docs else ()
        asked = understand(formal, self.index.headers(), chosen, self.index.set_aside)
        return self._compose(Known(asked, asked), typed, self._retrieve_all(asked), compared, draft)

    def _saying(self, query: Query, typed: str, noun: str, hits: Sequence[Hit]) -> Draft | None:
        """The best of the passages that have a noun which the nearest place lacks; None if they are beside, too."""
        return self._nearest(query, typed, [hit for hit in hits if noun and aspect.may_say(noun, hit.passage.text)])

    def _on_matter(self, query: Query, typed: str, hits: Sequence[Hit], of_kind: bool) -> Draft | None:
        """The best of the passages that hold the matter of a question, looked for by its name as well."""
        matter, _ = matters.set_for(query)
        if not matter:
            return None
        named = understand(matter, self.index.headers(), query.docs or (), self.index.set_aside)
        found = {hit.passage.passage_id: hit for hit in (*self._retrieve_all(named), *hits)}
        return self._nearest(query, typed, matters.saying(query, [*found.values()], self.material, of_kind))

    def _nearest(self, query: Query, typed: str, having: Sequence[Hit]) -> Draft | None:
        """The best of some passages; None if they hold too little of the question or are beside it, too."""
        draft = extractive.answer(query, having, self.material) if having else None
        if draft is None or draft.signals.get("covered", 0.0) < aspect.ENOUGH:
            return None
        self._ground(draft, query, having)
        missing = matters.missing(query, typed, draft, self.material)
        return None if missing or aspect.beside(query, typed, draft, self.material) else draft

    def _ground(self, draft: Draft, query: Query, hits: Sequence[Hit]) -> None:
        covered = draft.signals.pop("covered", 1.0)
        draft.signals |= grounding(query, hits, covered, draft.citations, self.material)

    def _draft(self, known: Known, hits: Sequence[Hit], compared: Sequence[str]) -> Draft | None:
        """Tries the ways of answering, the surest first."""
        if known.draft is not None:
            return known.draft
        query = known.query
        if references.on_a_mentioned_one(query):
            # No task and no heading is that document's, but for what mentions it.
            return ownership.of_mentioned(query, self.material) or extractive.answer(query, hits, self.material)
        if len(compared) < 2:
            draft = yearly_funds.answer(query, self.material) or extremes.answer(query, hits, self.material)
            draft = draft or ownership.answer(query, hits, self.material)
            draft = draft or labelled.answer(query, hits, self.material)
            if not draft and (rows := table_lists.answer(query, hits, self.material)):
                draft = None if lists.names_heading(query, self.material) else rows
            draft = draft or lists.answer(query, hits, self.material)
        else:
            draft = ownership.of_several(query, self.material)
            return draft or comparison.answer(query, hits, self.material, compared)
        return draft or table_rows.answer(query, hits, self.material) or extractive.answer(query, hits, self.material)

    def _notes(self, query: Query, typed: str, draft: Draft) -> tuple[str, ...]:
        notes = (*query.renamed, *self._lacking(query, typed, draft), *draft.notes, *self._newer(draft))
        return tuple(dict.fromkeys((*notes, *self._since(draft))))

    def _lacking(self, query: Query, typed: str, draft: Draft) -> list[str]:
        """What the documents do not mention of a question, where an answer is not read from a header or register."""
        judged = draft.signals and not BY_CONSTRUCTION & draft.signals.keys()
        # Marks that were put back may be the wrong ones.
        lacking = unmentioned.unheld(query, self.material) if judged and not is_folded(typed) else ""
        return [lacking] if lacking else []

    def _newer(self, draft: Draft) -> list[str]:
        """What replaces, amends or repeats the cited documents, and which older ones were left aside for them."""
        return remarks(self.index, dict.fromkeys(c.doc_id for c in draft.citations.found))

    def _since(self, draft: Draft) -> list[str]:
        """What the provinces and agencies of an answer have become, if that is wanted."""
        if not self.name_changes:
            return []
        notes = [change.remark() for task in draft.tasks[:SHOWN] for change in since.changes(task)]
        for doc_id in dict.fromkeys(c.doc_id for c in draft.citations.found):
            became = provinces.successor(self.material.header(doc_id).province)
            if became is not None:
                notes.append(since.Change(f"tỉnh {became.old}", became).remark())
        return notes

    def _refuse(self, query: Query, hits: Sequence[Hit], reason: str = "", sure: float = 0.0) -> Answer:
        return Answer(
            question=query.text,
            standalone_question=query.text,
            answer=refusal.text(query, hits, self.material, reason),
            abstained=True,
            confidence=round(sure, 4),
            mode="abstained",
            passages=self._passages(hits, None),
            scope=query.scope,
            notes=query.renamed,
        )

    def _passages(self, hits: Sequence[Hit], draft: Draft | None) -> tuple[RankedPassage, ...]:
        """The ten best passages; those that the answer quotes come first, since that is what it found best."""
        ranked = [(h.passage, h.score) for h in hits]
        if draft is not None and draft.citations.found:
            held = {p.passage_id for p, _ in ranked}
            quoted: dict[str, int] = {}  # the number of the first citation that touches a passage
            for at, cited in enumerate(draft.citations.found):
                for passage in self.index.passages_at(cited.doc_id, cited.start, cited.end):
                    if quoted.setdefault(passage.passage_id, at) == at and passage.passage_id not in held:
                        ranked.append((passage, 0.0))
            ranked.sort(key=lambda r: quoted.get(r[0].passage_id, len(draft.citations.found)))
        return tuple(RankedPassage(p.doc_id, p.section_id, p.text, round(score, 4)) for p, score in ranked[:SHOWN])

    def _check_documents(self, docs: Collection[str]) -> None:
        known = {d.doc_id for d in self.index.headers()} if docs else set()
        unknown = [d for d in docs if d not in known]
        if unknown:
            raise QaError(f"Không có văn bản {', '.join(unknown)}. Các văn bản đã nạp: {', '.join(sorted(known))}.")


def checked(question: str) -> str:
    """Returns a question cleaned.

    Raises:
        QaError: nothing to ask, or too much.
    """
    text = re.sub(r"\s+", " ", normalize(question)).strip()
    if not re.search(r"[^\W_]", text):
        raise QaError("Câu hỏi trống: hãy nhập câu hỏi bằng chữ, ví dụ “Ai ký Quyết định 123?”.")
    if len(text) > LONGEST:
        raise QaError(f"Câu hỏi dài {len(text)} ký tự; hãy rút gọn còn tối đa {LONGEST} ký tự.")
    return text
