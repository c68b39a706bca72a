"""The sentences of the pages, in Vietnamese and English, from `texts.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from qa.sayings import in_english

LANGUAGES = ("vi", "en")


class Texts:
    """The texts in one language; called with a key and values it fills a sentence in."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._sentences = _tables()[self.language]

    def __call__(self, key: str, **values: Any) -> str:
        """Returns one sentence.

        Raises:
            KeyError: there is no such sentence; a test asks for every key that the code and the pages use.
        """
        return self._sentences[key].format(**values) if values else self._sentences[key]

    def said(self, error: Exception) -> str:
        """Returns what an error tells the user."""
        return in_english(str(error)) if self.language == "en" else str(error)

    def setting(self, name: str, description: str) -> str:
        """Returns what a setting is for, its English description where there is no other."""
        return _tables().get(f"settings_{self.language}", {}).get(name, description)

    def figure(self, name: str) -> str:
        """Returns what a figure of the evaluation says, "" for one that is not described."""
        return _tables().get(f"figures_{self.language}", {}).get(name, "")

    def get(self, key: str, default: str) -> str:
        """Returns a sentence whose key was made at run time, or a default."""
        return self._sentences.get(key, default)


@cache
def texts(language: str) -> Texts:
    """Returns the texts in a language, Vietnamese for one that is unknown."""
    return Texts(language)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("qa.web") / "texts.toml").read_text(encoding="utf-8"))
