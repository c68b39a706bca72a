"""Notes, reasons and errors in English: made in Vietnamese, they stand beside their English in `sayings.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


def in_english(text: str) -> str:
    """Returns what a user is told in Vietnamese in English; as it is where there is no English for it."""
    for pattern, english in _sayings():
        if match := pattern.fullmatch(text):
            return english.format(*map(in_english, match.groups()))
    return text


@cache
def _sayings() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads(files("qa").joinpath("sayings.toml").read_text(encoding="utf-8"))
    return tuple((_pattern(entry["vi"]), entry["en"]) for entry in table["say"])


def _pattern(vietnamese: str) -> re.Pattern[str]:
    return re.compile(re.escape(vietnamese).replace(r"\{\}", "(.*?)"), re.DOTALL)
