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
    plain = visible(unicodedata.normalize("NFKC", normalize(text)))
    plain = fold(plain).translate(look_alikes)
    words = " ".join(re.findall(r"\w+|:", plain))
    return bool(orders.search(words) or markup.search(plain))


def defused(text: str) -> str:
    """Returns text as it is sent to a model: what could pass for a marker, a tag or a delimiter is replaced.

    Only the model sees this form; sentences are checked against the text itself.
    """
    return visible(normalize(text)).translate(_DEFUSED)


def visible(text: str) -> str:
    """Returns composed text without what changes how it looks but not what it says.

    That is: invisible characters, and marks that no letter has taken up ("9̶" struck through, "9️⃣" as a key).
    """
    return "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Mn", "Me"))


_DEFUSED = str.maketrans({"[": "(", "]": ")", "【": "(", "】": ")", "［": "(", "］": ")", "<": "‹", ">": "›", "`": "'"})


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[int, str]]:
    text = files("qa.generate").joinpath("data/instructions.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    patterns = [*data["vietnamese"], *data["address"], *data["english"]]
    orders = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    return orders, re.compile("|".join(data["markup"])), str.maketrans(data["look_alikes"])
