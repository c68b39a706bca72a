"""Puts the stages of parsing together: text, zones, header, trees, references."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.records import Document, LegalBasis, Part, RawDocument, Section, Source
from qa.structure.bases import bases_of_chapter, read_bases
from qa.structure.changes import find_changes
from qa.structure.header import Header, read_header
from qa.structure.mentions import KIND_CODES
from qa.structure.node import Node
from qa.structure.parts import PartSpan, slug
from qa.structure.references import node_reference, part_reference
from qa.structure.tree import build
from qa.structure.units import Unit, layout
from qa.structure.zones import assign

# Raised when a change of the parser changes sections, so that unchanged files are parsed again.
PARSER_VERSION = 8

DOUBTFUL = "đề mục cần xem lại: "
"""How a warning about a heading begins."""

MERGED_ZONES = {
    "furniture": "ngoai-van-ban",
    "letterhead": "the-thuc",
    "title": "tieu-de",
    "recipients": "noi-nhan",
    "signature": "ky",
}
SINGLE_ZONES = {"basis": ("basis", "can-cu"), "preamble": ("preamble", "mo-dau")}
ZONE_KINDS = {
    "letterhead": "letterhead",
    "furniture": "furniture",
    "title": "title",
    "recipients": "recipients",
    "signature": "signature",
}


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document and its sections in reading order."""

    document: Document
    sections: tuple[Section, ...]


def parse(raw: RawDocument, source: Source, facts: Mapping[str, str] | None = None) -> ParsedDocument:
    """Parses a document.

    Args:
        raw: its blocks.
        source: the file that they came from.
        facts: what the text does not say (province, title, signer…), from `corpus.toml`.
    """
    text, units = layout(raw.blocks)
    spans = assign(units)
    header = read_header(units, spans, facts or {})
    document = _document(header, text, source, raw, spans, units)
    sections: list[Section] = []
    doubts: list[str] = []
    for index, span in enumerate(spans):
        nodes = _part_nodes([u for u in units if u.part == index], span)
        reference = part_reference(document, span.kind, main=index == 0)
        sections += _sections(nodes, document.doc_id, reference)
        doubts += [f"{n.code}: {n.doubtful}" for n in nodes if n.doubtful]
    sections.sort(key=lambda s: (s.start, s.end))
    holders = [s for s in sections if s.end > s.start]
    starts = [s.start for s in holders]
    bases = tuple(
        LegalBasis(b.text, holders[bisect_right(starts, b.unit.start) - 1].section_id, b.kind, b.number, b.date)
        for b in read_bases(units)
    )
    attached = {span.key for span in spans[1:]}
    bases += tuple(bases_of_chapter(text, sections, attached))
    warnings = (*raw.warnings, *_header_warnings(header), *(f"{DOUBTFUL}{d}" for d in doubts))
    changes = tuple(find_changes(text, sections, attached))
    document = replace(document, legal_bases=bases, warnings=warnings, changes=changes)
    return ParsedDocument(document, tuple(sections))


def _document(
    header: Header,
    text: str,
    source: Source,
    raw: RawDocument,
    spans: Sequence[PartSpan],
    units: Sequence[Unit],
) -> Document:
    parts = []
    for index, span in enumerate(spans):
        own = [u for u in units if u.part == index]
        if own:
            parts.append(
                Part(
                    span.key,
                    span.kind or header.kind,
                    span.title or (header.title if not index else ""),
                    own[0].start,
                    own[-1].end,
                )
            )
    return Document(
        doc_id=document_id(header),
        kind=header.kind,
        number=header.number,
        issuer=header.issuer,
        province=header.province,
        date=header.date,
        title=header.title,
        signer=header.signer,
        legal_bases=(),
        source=replace(source, format=raw.format, pages=raw.pages, unread=raw.unread, scanned=raw.scanned),
        text=text,
        parts=tuple(parts),
    )


def document_id(header: Header) -> str:
    """Returns the slug of province (or issuer), kind, number and year: "bac-ninh-qd-123-2023"."""
    codes = {kind: code for code, kind in reversed(KIND_CODES.items())}
    number = re.match(r"\d+", header.number or "")
    words = [
        header.province or header.issuer,
        codes.get(header.kind, header.kind),
        number.group() if number else "",
        (header.date or "")[:4],
    ]
    return "-".join(slug(w) for w in words if w) or "van-ban"


def _header_warnings(header: Header) -> Iterator[str]:
    """Says which facts neither the text nor corpus.toml gives, with the line to paste."""
    wanted = {
        "number": "số",
        "date": "ngày ban hành",
        "title": "tiêu đề",
        "signer": "người ký",
        "issuer": "cơ quan ban hành",
    }
    yield from header.doubts
    for name, shown in wanted.items():
        if not getattr(header, name) and not (name == "number" and header.doubts):
            yield f'văn bản không ghi {shown}; nếu biết, thêm vào corpus.toml: {name} = "…"'


def _part_nodes(units: Sequence[Unit], span: PartSpan) -> list[Node]:
    """All nodes of one part: those of its frame, each zone's own, and the tree of its body."""
    nodes: list[Node] = []
    root = Node("part", span.key, Unit("", 0, 0))
    body: list[Unit] = []
    run: list[Unit] = []
    for unit in [*units, None]:
        if run and (unit is None or unit.zone != run[0].zone):
            nodes.append(_merged(run, root))
            run = []
        if unit is None:
            break
        if unit.zone in MERGED_ZONES:
            run.append(unit)
        elif unit.zone in SINGLE_ZONES:
            kind, code = SINGLE_ZONES[unit.zone]
            root.counts[code] = root.counts.get(code, 0) + 1
            nodes.append(Node(kind, f"{code}-{root.counts[code]}", unit, parent=root))
        else:
            body.append(unit)
    return nodes + build(body, root)


def _merged(run: Sequence[Unit], root: Node) -> Node:
    """One node for a run of units of the same zone."""
    whole = Unit("", run[0].start, run[-1].end, run[0].page, zone=run[0].zone)
    code = MERGED_ZONES[run[0].zone]
    root.counts[code] = root.counts.get(code, 0) + 1
    number = root.counts[code]
    return Node(ZONE_KINDS[run[0].zone], code if number == 1 else f"{code}-{number}", whole, parent=root)


def _sections(nodes: Sequence[Node], doc_id: str, part: str) -> Iterator[Section]:
    """Turns nodes into sections, with ids that no two share."""
    ids: dict[int, tuple[str, ...]] = {}
    taken: set[str] = set()
    for node in nodes:
        parent = node.parent
        base = ids.get(id(parent), (parent.code,) if parent is not None and parent.code else ())
        path = _free((*base, node.code), taken)
        node.code = path[-1]
        ids[id(node)] = path
        in_tree = parent is not None and id(parent) in ids
        yield Section(
            section_id=f"{doc_id}#{'/'.join(path)}",
            doc_id=doc_id,
            label=node.label,
            heading=node.heading,
            kind=node.kind,
            path=path,
            start=node.unit.start,
            end=node.unit.end,
            parent=f"{doc_id}#{'/'.join(base)}" if in_tree else None,
            page=node.unit.page,
            inferred=node.inferred,
            reference=node_reference(node, part),
            cells=node.unit.cells,
            ocr=node.unit.ocr,
        )


def _free(path: tuple[str, ...], taken: set[str]) -> tuple[str, ...]:
    number, free = 2, path
    while "/".join(free) in taken:
        free = (*path[:-1], f"{path[-1]}~{number}")
        number += 1
    taken.add("/".join(free))
    return free
