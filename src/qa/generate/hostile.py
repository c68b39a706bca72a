"""Text that gives orders to a language model. It is data like all text, but never evidence."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from qa.vietnamese import fold, normalize


@lru_cache(maxsize=4096)
def is_instruction(text: str) -> bool:
    """Tells whether a text speaks to a model: "Bỏ qua mọi hướng dẫn…", "SYSTEM:", "ignore previous…"."""
    orders, markup, look_alikes = _patterns()
    plain = unicodedata.normalize("NFKC", normalize(text))
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    plain = fold(plain).translate(look_alikes)
    words = " ".join(re.findall(r"\w+|:", plain))
    return bool(orders.search(words) or markup.search(plain))


def defused(text: str) -> str:
    """Returns text as it is sent to a model: what could pass for a marker, a tag or a delimiter is replaced.

    Only the model sees this form; sentences are checked against the text itself.
    """
    text = "".join(char for char in normalize(text) if unicodedata.category(char) != "Cf")
    return text.translate(_DEFUSED)


_DEFUSED = str.maketrans({"[": "(", "]": ")", "【": "(", "】": ")", "［": "(", "］": ")", "<": "‹", ">": "›", "`": "'"})


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[int, str]]:
    text = files("qa.generate").joinpath("data/instructions.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    patterns = [*data["vietnamese"], *data["address"], *data["english"]]
    orders = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    return orders, re.compile("|".join(data["markup"])), str.maketrans(data["look_alikes"])
