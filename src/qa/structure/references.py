"""Official citations of a place in a document, in the style of the documents' own citations.

From the inside out: điểm → khoản → mục → phần → part → document, number, date, issuer (Nghị định 30/2020/NĐ-CP, Phụ
lục I, II.5.b; Nghị định 34/2016/NĐ-CP, Điều 75).
"""

from __future__ import annotations

import re

from qa.records import Document
from qa.structure.header import vietnamese_date
from qa.structure.markers import NAMED_KINDS, NUMBER_WORDS
from qa.structure.node import Node

DECISION = "Quyết định"
ORDINAL_NAMES = {"dash": "gạch đầu dòng", "plus": "dấu cộng", "star": "dấu sao"}


def document_reference(document: Document) -> str:
    """Returns e.g. "Quyết định số 123/QĐ-UBND ngày 05/4/2023 của UBND tỉnh Bắc Ninh".

    What was issued with a decision and is in a file of its own bears the decision's number: "Đề án ban hành kèm theo
    Quyết định số …".
    """
    number = f"số {document.number}" if document.number else "(văn bản để trống số)"
    decision = document.number and re.search(r"/QĐ(?![^\W_])", document.number) and document.kind != DECISION
    words = [
        f"{document.kind} ban hành kèm theo {DECISION}" if decision else document.kind,
        number,
        vietnamese_date(document.date),
        f"của {document.issuer}" if document.issuer else "",
    ]
    return " ".join(w for w in words if w)


def part_reference(document: Document, kind: str, main: bool) -> str:
    """Returns the citation of one part of a file."""
    whole = document_reference(document)
    return whole if main else f"{kind} ban hành kèm theo {whole}"


def node_reference(node: Node, part: str) -> str:
    """Returns the citation of a node, given its part's."""
    chain: list[Node] = []
    at: Node | None = node
    while at is not None and at.parent is not None:
        chain.append(at)
        at = at.parent
    types = {n.marker.type for n in chain if n.marker}
    if "dieu" in types:  # articles are numbered through: the chapter over them is not cited (34/2016/NĐ-CP, Điều 75)
        article = next(i for i, n in enumerate(chain) if n.marker and n.marker.type == "dieu")
        chain = chain[: article + 1]
    names = [_name(n, types) for n in chain]
    points = ", ".join(n for n, c in zip(names, chain, strict=True) if n and _is_ordinal(c))
    levels = " ".join(n for n, c in zip(names, chain, strict=True) if n and not _is_ordinal(c))
    place = ", ".join(x for x in (points, levels) if x)
    return f"{place} {part}".strip() if place else part


def _is_ordinal(node: Node) -> bool:
    return node.kind == "paragraph" or (node.marker is not None and node.marker.type in ORDINAL_NAMES)


def _name(node: Node, types: set[str]) -> str:
    """One level of a citation."""
    if node.kind == "table-row":
        number = re.search(r"bang-(\d+)-", node.code)
        table = f" bảng {number.group(1)}" if number else ""
        return (
            f"số thứ tự {node.label.removeprefix('STT ')}{table}"
            if node.label
            else f"hàng {node.code.split('-')[-1]}{table}"
        )
    if node.kind == "table-head":
        return "tiêu đề bảng"
    if node.kind == "paragraph":
        return (
            f"đoạn {node.code[1:]}" if node.code != "d1" or (node.parent and node.parent.counts.get("d", 0) > 1) else ""
        )
    if node.marker is None:  # a heading without a number is cited by its words
        return f"mục “{' '.join(node.heading.split())}”" if node.kind == "heading" else ""
    if node.marker.type in ORDINAL_NAMES:
        return f"{ORDINAL_NAMES[node.marker.type]} thứ {node.code[1:]}"
    return _numbered_name(node, types)


def _numbered_name(node: Node, types: set[str]) -> str:
    assert node.marker is not None
    kind, number = node.marker.type, node.code.split("~")[0]
    if kind in ("phan", "chuong", "muc", "dieu"):
        word = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "dieu": "Điều"}[kind]
        number = number.partition("-")[2]
        # "PHẦN THỨ NHẤT": an ordinal in words is cited in words.
        return f"{word} thứ {number.lower()}" if number.lower() in NUMBER_WORDS else f"{word} {number}"
    if kind in NAMED_KINDS:
        return node.label.rstrip(" .:").capitalize()
    if kind in ("roman", "upper"):
        return f"{'mục' if types & {'phan', 'dieu'} or _inside(node, ('roman', 'upper')) else 'Phần'} {number}"
    if kind == "arabic":
        return f"{'khoản' if 'dieu' in types else 'mục'} {number}"
    if kind in ("decimal", "decimal3"):
        return f"khoản {number}"
    return f"điểm {number}"


def _inside(node: Node, kinds: tuple[str, ...]) -> bool:
    """Whether a node stands under one that has a marker of these kinds."""
    above = node.parent
    while above is not None and not (above.marker and above.marker.type in kinds):
        above = above.parent
    return above is not None
