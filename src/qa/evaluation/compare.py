"""Two runs side by side: what changed, and whether it can be chance."""

from __future__ import annotations

from typing import Any

from qa.errors import QaError
from qa.evaluation.metrics import statistics
from qa.evaluation.report import MAIN, markdown_table

Run = dict[str, Any]


def paired(before: Run, after: Run) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Returns the questions that both runs hold, in the order of the second."""
    old = {row["id"]: row for row in before["questions"]}
    pairs = [(old[row["id"]], row) for row in after["questions"] if row["id"] in old]
    if not pairs:
        raise QaError("Hai tệp kết quả không có câu hỏi nào chung.")
    return pairs


def compare(before: Run, after: Run) -> dict[str, Any]:
    """Returns the differences by kind, with p values, and every question that changed.

    Only questions that are in both runs, and there only figures that both have, are compared.
    """
    pairs = paired(before, after)
    kinds = dict.fromkeys(row["kind"] for _, row in pairs)
    groups = {kind: [pair for pair in pairs if pair[1]["kind"] == kind] for kind in kinds} | {"all": pairs}
    return {
        "n": len(pairs),
        "only_before": sorted({row["id"] for row in before["questions"]} - {row["id"] for _, row in pairs}),
        "only_after": sorted({row["id"] for row in after["questions"]} - {row["id"] for _, row in pairs}),
        "by_kind": {kind: _differences(group) for kind, group in groups.items()},
        "changed": [change for old, new in pairs if (change := _change(old, new))],
    }


def _differences(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    found = {}
    for name in MAIN:
        both = [
            (old["figures"][name], new["figures"][name])
            for old, new in pairs
            if name in old["figures"] and name in new["figures"]
        ]
        if both:
            first, second = [pair[0] for pair in both], [pair[1] for pair in both]
            found[name] = {
                "n": len(both),
                "before": round(statistics.mean(first), 6),
                "after": round(statistics.mean(second), 6),
                "p": round(statistics.paired_p_value(first, second), 6),
            }
    return found


def _change(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any] | None:
    figures = {
        name: [old["figures"].get(name), new["figures"].get(name)]
        for name in MAIN
        if old["figures"].get(name) != new["figures"].get(name)
    }
    if not figures and old["got"]["answer"] == new["got"]["answer"]:
        return None
    return {
        "id": new["id"],
        "question": new["question"],
        "right": [old["right"], new["right"]],
        "figures": figures,
        "answers": [old["got"]["answer"], new["got"]["answer"]],
        "faults": [old["faults"], new["faults"]],
    }


def markdown(comparison: dict[str, Any]) -> str:
    """Returns a comparison as Markdown: one table, then the questions that changed."""
    rows = [
        [
            kind,
            name,
            str(d["n"]),
            f"{d['before']:.3f}",
            f"{d['after']:.3f}",
            f"{d['after'] - d['before']:+.3f}",
            f"{d['p']:.3f}",
        ]
        for kind, figures in comparison["by_kind"].items()
        for name, d in figures.items()
        if d["before"] != d["after"] or kind == "all"
    ]
    parts = [
        f"{comparison['n']} questions in both runs; p: McNemar's exact test for 0/1 figures, else paired permutation.",
        markdown_table(["kind", "figure", "n", "before", "after", "difference", "p"], rows),
        f"## Questions that changed ({len(comparison['changed'])})",
    ]
    for change in comparison["changed"]:
        mark = " → ".join("✓" if right else "✗" for right in change["right"])
        figures = ", ".join(f"{name} {_value(a)} → {_value(b)}" for name, (a, b) in change["figures"].items())
        parts.append(
            f"- `{change['id']}` {mark} {' '.join(change['question'].split())}  \n  {figures or 'answer'}"
        )
    return "\n\n".join(parts) + "\n"


def _value(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.2f}"
