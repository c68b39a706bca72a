"""Whether citations are real, verbatim, sufficient and to the point."""

from __future__ import annotations

from collections.abc import Sequence

from qa.evaluation.gold import Evidence
from qa.evaluation.sections import Sections
from qa.evaluation.support import Statement, markers, statements, supports
from qa.evaluation.text import Coverage, tokens
from qa.records import Citation


def ids_valid(answer: str, citations: Sequence[Citation], sections: Sections) -> float | None:
    """|valid| / |markers and citations|.

    A marker is valid if a citation has its number; a citation if its section exists and is of its document. None if
    there is neither.
    """
    known = {citation.n for citation in citations}
    checks = [n in known for n in markers(answer)]
    checks += [
        citation.section_id in sections and sections.doc_id(citation.section_id) == citation.doc_id
        for citation in citations
    ]
    return sum(checks) / len(checks) if checks else None


def is_verbatim(citation: Citation, sections: Sections) -> bool:
    """Tells whether text[start:end] of the document is the quote, and lies in the cited section or under it."""
    if citation.section_id not in sections or not citation.quote.strip():
        return False
    start, end = sections.span(citation.section_id)
    text = sections.documents[sections.doc_id(citation.section_id)].text
    inside = start <= citation.start and citation.end <= end
    return inside and text[citation.start : citation.end] == citation.quote


def verbatim(citations: Sequence[Citation], sections: Sections) -> float | None:
    """|verbatim quotes| / |citations|; None without citations."""
    checks = [is_verbatim(citation, sections) for citation in citations]
    return sum(checks) / len(checks) if checks else None


def _supported(statement: str, cited: Sequence[Citation]) -> bool:
    quotes = [part for citation in cited for part in (citation.quote, citation.reference)]
    return (
        bool(cited) and supports(statement, quotes, "\n".join(citation.text for citation in cited)).supported
    )


def _cited(statement: Statement, citations: Sequence[Citation]) -> list[Citation]:
    return [citation for citation in citations if citation.n in statement.markers]


def unsupported(answer: str, citations: Sequence[Citation]) -> list[str]:
    """The statements of an answer that what they cite does not support."""
    return [
        statement.text
        for statement in statements(answer)
        if not _supported(statement.text, _cited(statement, citations))
    ]


def citation_recall(answer: str, citations: Sequence[Citation]) -> float | None:
    """ALCE citation recall = |statements supported by all they cite together| / |statements|.

    Gao et al. 2023 (arXiv:2305.14627), with `qa.evaluation.support` in place of their NLI model.
    """
    total = len(statements(answer))
    return 1 - len(unsupported(answer, citations)) / total if total else None


def citation_precision(answer: str, citations: Sequence[Citation]) -> float | None:
    """ALCE citation precision = |relevant citations| / |citations|, counted at each statement.

    A citation is relevant if its statement is supported and it either supports the statement alone or cannot be
    left out. None if no statement cites.
    """
    checks = []
    for statement in statements(answer):
        cited = _cited(statement, citations)
        whole = _supported(statement.text, cited)
        for citation in cited:
            rest = [other for other in cited if other is not citation]
            checks.append(
                whole and (_supported(statement.text, [citation]) or not _supported(statement.text, rest))
            )
    return sum(checks) / len(checks) if checks else None


def evidence_cited(evidence: Sequence[Evidence], citations: Sequence[Citation], mode: str = "all") -> float:
    """|evidence quotes held by the cited sections and quotes| / |evidence|; mode "any": 1 if any is, else 0."""
    held = []
    for item in evidence:
        coverage = Coverage(item.quote)
        for citation in citations:
            if citation.doc_id == item.doc_id:
                coverage.add(citation.text)
                coverage.add(citation.quote)
        held.append(coverage.found)
    return float(any(held)) if mode == "any" else sum(held) / len(held)


def is_relevant(citation: Citation, evidence: Sequence[Evidence]) -> bool:
    """Tells whether a citation is to the evidence.

    Its section is that of an evidence quote, stands over it or under it, or one quote holds the other.
    """
    quote = tokens(citation.quote)
    for item in evidence:
        if item.doc_id != citation.doc_id:
            continue
        pair = (f"{item.section_id}/", f"{citation.section_id}/")
        if pair[0].startswith(pair[1]) or pair[1].startswith(pair[0]):
            return True
        wanted = tokens(item.quote)
        inner, outer = sorted((" ".join(quote), " ".join(wanted)), key=len)
        if inner and f" {inner} " in f" {outer} ":
            return True
    return False


def citation_relevance(citations: Sequence[Citation], evidence: Sequence[Evidence]) -> float | None:
    """|citations to the evidence| / |citations|; None without citations."""
    checks = [is_relevant(citation, evidence) for citation in citations]
    return sum(checks) / len(checks) if checks else None
