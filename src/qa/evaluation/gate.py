"""The gate: no figure below its threshold, no question lost that was once answered."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import QaError
from qa.evaluation.figures import FIGURES

Run = dict[str, Any]
_SPECIAL = ("p95_ms", "risk_coverage_area", "calibration_error")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What `eval/thresholds.toml` holds.

    Attributes:
        at_least: "all", "dev", "test" or a kind → figure → the least it may be.
        at_most: the same, the most it may be.
        baseline: the kept run whose right answers must stay right; None for none.
        allowed: id → why this question may be lost.
    """

    at_least: dict[str, dict[str, float]]
    at_most: dict[str, dict[str, float]]
    baseline: Path | None
    allowed: dict[str, str]


def read(path: Path) -> Thresholds:
    """Reads the thresholds.

    Raises:
        QaError: naming what is missing or wrong in the file.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QaError(f"Không đọc được ngưỡng {path}: {error}.") from error
    bounds = {name: data.get(name, {}) for name in ("at_least", "at_most")}
    for name, groups in bounds.items():
        for group, figures in groups.items():
            for figure, value in figures.items():
                if figure not in (*FIGURES, *_SPECIAL) or not isinstance(value, int | float):
                    raise QaError(f"{path}: [{name}.{group}] {figure} = {value} không hợp lệ.")
    allowed = {}
    for entry in data.get("allowed", []):
        if not entry.get("id") or not entry.get("reason"):
            raise QaError(f"{path}: mỗi [[allowed]] cần “id” và “reason”.")
        allowed[entry["id"]] = entry["reason"]
    baseline = data.get("baseline")
    return Thresholds(
        bounds["at_least"], bounds["at_most"], path.parent / baseline if baseline else None, allowed
    )


def _figure(run: Run, group: str, name: str) -> float | None:
    if name in _SPECIAL:
        value = run["times"].get(name, run["summary"]["decisions"].get(name))
    else:
        summary = run["summary"]
        table = summary["by_split"].get(group) or summary["by_kind"].get(group, {})
        value = table.get(name, {}).get("mean")
    return None if value is None else float(value)


def violations(run: Run, thresholds: Thresholds, baseline: Run | None) -> list[str]:
    """Returns a sentence for each figure out of bounds and each question lost; empty if the gate is open.

    A figure that the run does not have (a split or kind that was not selected) is not judged.
    """
    found = []
    for limits, sign, word in ((thresholds.at_least, 1, "dưới"), (thresholds.at_most, -1, "trên")):
        for group, figures in limits.items():
            for name, bound in figures.items():
                value = _figure(run, group, name)
                if value is not None and sign * value < sign * bound:
                    found.append(f"{group}: {name} = {value:.4f}, {word} ngưỡng {bound}")
    if baseline is None:
        return found
    was_right = {row["id"] for row in baseline["questions"] if row["right"]}
    for row in run["questions"]:
        if row["id"] in was_right and not row["right"] and row["id"] not in thresholds.allowed:
            found.append(f"câu {row['id']} trước đây đúng, nay sai: {'; '.join(row['faults'])[:200]}")
    return found
