"""What the agencies named in older documents have become."""

from __future__ import annotations

from datetime import date
from functools import cache

from qa.vietnamese.names import Succession, table

_FILE = "departments.toml"


def present_name(agency: str, on: date | None = None) -> Succession | None:
    """Returns what an agency has become, or None where it still is what it was.

    Args:
        agency: a canonical name (`agencies.canonical`).
        on: the day that is asked about; a change after it does not count. None: today's names.
    """
    found = _changes().get(agency)
    if found is None:
        found = next((c._replace(old=agency) for p, c in _prefixes() if agency.startswith(p)), None)
    if found is None or (on is not None and on.isoformat() < found.date):
        return None
    return found


def former_names(agency: str) -> tuple[str, ...]:
    """Returns the canonical names of the agencies that went into one of today, its own name not among them."""
    return tuple(change.old for change in _changes().values() if change.new == agency)


@cache
def _changes() -> dict[str, Succession]:
    data = table(_FILE)
    merged: dict[str, list[str]] = {}
    for change in data["change"]:
        merged.setdefault(change["new"], []).append(change["old"])
    return {
        change["old"]: Succession(
            change["old"],
            change["new"],
            data["basis"][change["basis"]]["date"],
            data["basis"][change["basis"]]["text"],
            tuple(merged[change["new"]]),
            change.get("note", ""),
        )
        for change in data["change"]
    }


@cache
def _prefixes() -> tuple[tuple[str, Succession], ...]:
    return tuple(
        (prefix, _changes()[change["old"]])
        for change in table(_FILE)["change"]
        for prefix in change.get("prefix", ())
    )
