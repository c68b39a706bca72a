"""Agencies × documents: how many tasks each agency has in each role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from qa.records import Task

ROLES = ("lead", "coordinate", "owner")
ROLE_NAMES = {"lead": "chủ trì", "coordinate": "phối hợp", "owner": "được giao"}
_COLOURS = {"lead": "#1f5fa8", "coordinate": "#8fb8de", "owner": "#e0a030"}


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by agency (canonical name), document and role; agencies with most tasks first.

    `counts[agency][doc_id][role]` is the number of tasks; absent where it is none.
    """

    agencies: tuple[str, ...]
    documents: tuple[str, ...]
    counts: dict[str, dict[str, dict[str, int]]]

    def total(self, agency: str, role: str | None = None) -> int:
        """Returns the number of an agency's tasks in all documents, in one role or in all."""
        return sum(
            count
            for roles in self.counts[agency].values()
            for name, count in roles.items()
            if role in (None, name)
        )

    def records(self) -> list[dict[str, str | int]]:
        """Returns one flat record for each agency and document, for a table or JSON."""
        return [
            {"agency": agency, "doc_id": doc_id}
            | {role: self.counts[agency][doc_id].get(role, 0) for role in ROLES}
            for agency in self.agencies
            for doc_id in self.documents
            if doc_id in self.counts[agency]
        ]


def summarise(tasks: Iterable[Task]) -> Summary:
    """Counts tasks by agency, document and role; a task counts once for an agency in a role."""
    counts: dict[str, dict[str, dict[str, int]]] = {}
    totals: Counter[str] = Counter()
    documents: dict[str, None] = {}
    for task in tasks:
        documents.setdefault(task.doc_id)
        for role in ROLES:
            for agency in dict.fromkeys(getattr(task, f"{role}_canonical")):
                by_role = counts.setdefault(agency, {}).setdefault(task.doc_id, {})
                by_role[role] = by_role.get(role, 0) + 1
                totals[agency] += 1
    ranked = sorted(counts, key=lambda agency: (-totals[agency], agency))
    return Summary(tuple(ranked), tuple(documents), counts)


def to_svg(summary: Summary, limit: int = 15, width: int = 760) -> str:
    """Returns a bar chart of the agencies with most tasks, the bars divided by role, as an SVG image."""
    agencies = summary.agencies[:limit]
    row, top, left = 26, 40, 270.0
    scale = (width - left - 60) / max([1, *(summary.total(agency) for agency in agencies)])
    height = top + row * len(agencies) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-size="13" '
        'font-family="system-ui, sans-serif" fill="currentColor"><title>Số nhiệm vụ theo cơ quan và vai trò</title>'
    ]
    for at, role in enumerate(ROLES):
        x = left + at * 110
        parts.append(f'<rect x="{x}" y="10" width="12" height="12" fill="{_COLOURS[role]}"/>')
        parts.append(f'<text x="{x + 17}" y="21">{ROLE_NAMES[role]}</text>')
    for at, agency in enumerate(agencies):
        y, x = top + at * row, left
        name = agency if len(agency) <= 38 else agency[:37].rstrip() + "…"
        parts.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>')
        for role in ROLES:
            count = summary.total(agency, role)
            if count:
                parts.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{count * scale:.1f}" height="18" fill="{_COLOURS[role]}">'
                    f"<title>{escape(agency)}: {ROLE_NAMES[role]} {count} nhiệm vụ</title></rect>"
                )
                x += count * scale
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 14}">{summary.total(agency)}</text>')
    return "\n".join([*parts, "</svg>"])
