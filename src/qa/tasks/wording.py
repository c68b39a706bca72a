"""The wording of `data/phrases.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def phrases() -> dict[str, Any]:
    """Returns the data file as it is."""
    return tomllib.loads(files("qa.tasks").joinpath("data/phrases.toml").read_text(encoding="utf-8"))


@cache
def column_patterns() -> dict[str, re.Pattern[str]]:
    """Returns role → pattern of a folded column heading, in the order in which they are tried."""
    return {role: re.compile(pattern) for role, pattern in phrases()["columns"].items()}


@cache
def label_patterns() -> dict[str, re.Pattern[str]]:
    """Returns role → pattern that a folded label matches as a whole."""
    return {role: re.compile(pattern) for role, pattern in phrases()["labels"].items()}


@cache
def organisation_heading() -> re.Pattern[str]:
    """Returns the pattern of the folded headings over sections that assign tasks to agencies."""
    return re.compile(phrases()["organisation"]["heading"])


@cache
def running_headings() -> dict[str, re.Pattern[str]]:
    """Returns the patterns of the folded headings under which running text charges agencies, and does not."""
    return {name: re.compile(pattern) for name, pattern in phrases()["running"].items()}


@cache
def word_pattern(key: str) -> re.Pattern[str]:
    """Returns a list of `[words]` as a pattern that matches one of them as whole words, the longest first."""
    value = phrases()["words"][key]
    if isinstance(value, list):
        value = "|".join(re.escape(word) for word in sorted(value, key=len, reverse=True))
    return re.compile(rf"(?:{value})(?!\w)", re.IGNORECASE if key in ("heads", "no_heads", "orders", "openings") else 0)
