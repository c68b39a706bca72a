"""What is sent to the model: the prompt file, the passages as data, within the model's context."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from qa.constants import REFUSAL
from qa.generate.hostile import defused
from qa.generate.models import answer_tokens
from qa.generate.sources import Source, new_key
from qa.settings import Settings

_log = logging.getLogger(__name__)

# Measured on the four documents: 3.2 to 3.7 characters a token with Gemma's vocabulary. Older vocabularies, made
# for English, cut Vietnamese finer; two is safe for those that serve Vietnamese at all.
_CHARACTERS_PER_TOKEN = 2
_LONGEST_QUESTION = 2000
# The chat template's own tokens around each message.
_TEMPLATE_TOKENS = 32
# In place of a draft that has no room in a request for repair, and how many failures stay before passages go.
_LEFT_OUT = "…"
_FAILURES_FIRST = 4

Counter = Callable[[str], int]
Message = tuple[str, str]


@cache
def prompt(name: str) -> str:
    """Returns a prompt file without its comment."""
    text = files("qa.generate").joinpath(f"prompts/{name}.vi.md").read_text(encoding="utf-8")
    return re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)


def version(name: str) -> str:
    """Returns the version that a prompt file states: "answer.vi 1"."""
    text = files("qa.generate").joinpath(f"prompts/{name}.vi.md").read_text(encoding="utf-8")
    match = re.search(r"bản (\d+)", text)
    return f"{name}.vi {match.group(1) if match else '?'}"


def ask(
    question: str, sources: Sequence[Source], settings: Settings, count: Counter
) -> tuple[list[Message], tuple[Source, ...]]:
    """Returns the messages of a request, and the sources that had room in it, best first.

    Each passage is one line of JSON between two fences with a number that is made for the request; a passage
    can therefore neither end its own line nor the data.
    """
    fence = f"=== DỮ LIỆU {secrets.token_hex(8)} ==="
    examples = {"key_a": new_key(), "key_b": new_key()}
    system = _fill(prompt("answer"), fence=fence, refusal=REFUSAL, **examples)
    asked = "Câu hỏi (JSON): " + json.dumps(defused(question)[:_LONGEST_QUESTION], ensure_ascii=False)
    room = settings.llm_context_tokens - answer_tokens(settings.llm_context_tokens) - count(system) - count(asked)
    room -= 2 * (_TEMPLATE_TOKENS + count(fence))
    lines: list[str] = []
    kept: list[Source] = []
    for source in sources:
        line = _line(source)
        if not kept and count(line) > room:
            line = _shortened(source, room, count)
        cost = count(line) + 1
        if cost <= room:
            lines.append(line)
            kept.append(source)
            room -= cost
    data = "\n".join([fence, *lines, fence, "", asked])
    return [("system", system), ("user", data)], tuple(kept)


def ask_again(
    messages: Sequence[Message], draft: str, failures: Sequence[tuple[str, str]], settings: Settings, count: Counter
) -> list[Message]:
    """Returns the messages that ask for failed sentences to be written again, within the model's context.

    What has no room is left out in this order: the draft, whose failed sentences are listed anyway; all but the first
    few failures; the last passages; more failures.

    Args:
        messages: the first request: the prompt, and the data with the question.
        draft: what the model answered.
        failures: each sentence and why it failed.
        settings: the size of the context.
        count: counts tokens.
    """
    system, (role, data) = messages
    left, passages = list(failures), data.split("\n")
    room = settings.llm_context_tokens - answer_tokens(settings.llm_context_tokens)
    while True:
        built = [system, (role, "\n".join(passages)), ("assistant", draft), ("user", _repair_of(left))]
        if sum(count(text) + _TEMPLATE_TOKENS for _, text in built) <= room:
            return built
        last = _last_passage(passages)
        if draft != _LEFT_OUT:
            draft = _LEFT_OUT
        elif len(left) > _FAILURES_FIRST or (last is None and len(left) > 1):
            left.pop()
        elif last is not None:
            del passages[last]
        else:
            return built


def _repair_of(failures: Sequence[tuple[str, str]]) -> str:
    listed = "\n".join(
        f"{n}. {json.dumps(defused(text), ensure_ascii=False)} – {reason}"
        for n, (text, reason) in enumerate(failures, 1)
    )
    return _fill(prompt("repair"), failures=listed)


def _last_passage(lines: Sequence[str]) -> int | None:
    """Returns where the last passage between the fences stands, or None if there is but one."""
    fences = [at for at, line in enumerate(lines) if line == lines[0]]
    return fences[-1] - 1 if fences[-1] - fences[0] > 2 else None


def counter(settings: Settings) -> Counter:
    """Returns what counts tokens: the server's own `/tokenize` (llama.cpp, vLLM), or two characters a token."""
    if not settings.llm_base_url or not settings.llm.startswith("openai:"):
        return approximate
    address = urlsplit(settings.llm_base_url)
    return _Served(f"{address.scheme}://{address.netloc}/tokenize", settings.llm.partition(":")[2], settings)


def approximate(text: str) -> int:
    """Returns a number of tokens that a text hardly exceeds."""
    return -(-len(text) // _CHARACTERS_PER_TOKEN)


class _Served:
    """Counts with the server's own tokenizer; the first failure ends the trying."""

    def __init__(self, address: str, model: str, settings: Settings) -> None:
        self._address, self._model = address, model
        self._headers = {}
        if key := settings.llm_api_key.get_secret_value():
            self._headers["Authorization"] = f"Bearer {key}"
        self._works = True

    def __call__(self, text: str) -> int:
        if not self._works:
            return approximate(text)
        import httpx

        body = {"model": self._model, "content": text, "prompt": text}
        try:
            answer = httpx.post(self._address, json=body, headers=self._headers, timeout=2.0).raise_for_status().json()
            return int(answer["count"]) if "count" in answer else len(answer["tokens"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            _log.info("no token counts from the server (%s), approximating", type(error).__name__)
            self._works = False
            return approximate(text)


def _fill(template: str, **values: str) -> str:
    """Fills in the placeholders in one pass, so that no value is searched for placeholders."""
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match.group(1), match.group()), template)


def _line(source: Source, text: str = "") -> str:
    place = " – ".join(part for part in (source.reference, source.context) if part)
    fields = {"key": source.key, "source": defused(place), "text": defused(text or source.text)}
    return json.dumps(fields, ensure_ascii=False)


def _shortened(source: Source, room: int, count: Counter) -> str:
    """Returns the line of a passage with its text cut until it fits."""
    text = source.text
    while text and count(line := _line(source, text)) + 1 > room:
        text = text[: len(text) * 2 // 3]
    return line if text else _line(source)
