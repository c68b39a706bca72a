"""The language model: opened from the settings, asked with a time limit, never trusted with a secret in a log."""

from __future__ import annotations

import logging
import queue
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from qa.errors import QaError
from qa.generate.place import split
from qa.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)

# The packages behind the two providers that are extras of this project.
_EXTRAS = {"openai": "langchain_openai", "ollama": "langchain_ollama"}
_SECRET = re.compile(r"(?:sk-|key-|Bearer\s+)[\w*.-]{4,}|(?<=://)[^/\s@]+@", re.IGNORECASE)
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
_POLL = 0.1


class ModelFailed(Exception):
    """The model gave nothing usable; `str(error)` is a Vietnamese clause for a note, free of secrets."""


class Cancelled(ModelFailed):
    """The user stopped waiting."""


def open_model(settings: Settings) -> BaseChatModel:
    """Opens the model that the settings name.

    Raises:
        QaError: it is not named as "provider:model", its package is missing, or it cannot be opened.
    """
    key = settings.llm_api_key.get_secret_value()
    return _open(settings.llm, settings.llm_base_url, key, settings.llm_timeout, settings.llm_context_tokens)


def redact(text: str, settings: Settings) -> str:
    """Returns text without the key, with nothing that looks like one, and without passwords in addresses."""
    key = settings.llm_api_key.get_secret_value()
    return _SECRET.sub("***", text.replace(key, "***") if key else text)


def stream(
    model: BaseChatModel,
    messages: Sequence[tuple[str, str]],
    settings: Settings,
    deadline: float,
    cancel: threading.Event | None = None,
) -> Iterator[str]:
    """Yields the text of an answer as it comes.

    A refused or lost connection, 429 and 5xx are tried again after a pause that doubles, as long as nothing has
    been received and the deadline (of `time.monotonic`) allows.

    Raises:
        ModelFailed: no answer, or none to its end, in time.
        Cancelled: `cancel` was set.
    """
    for attempt in range(settings.llm_retries + 1):
        received = False
        try:
            for text in _in_time(lambda: _texts(model, messages), deadline, cancel):
                received = True
                yield text
            return
        except ModelFailed:
            raise
        except Exception as error:  # of whichever library serves the model
            reason = "máy chủ mô hình trả lời không trọn vẹn" if received else _reason(error)
            _log.warning("model failed: %s", redact(f"{type(error).__name__}: {error}", settings)[:300])
            last = attempt == settings.llm_retries or received or not _passes(error)
            if last or not _pause(attempt, error, deadline, cancel):
                # The cause may carry the request with its key; it must not travel on.
                raise ModelFailed(reason) from None


@lru_cache(maxsize=4)
def _open(llm: str, base_url: str, key: str, timeout: float, context: int) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    provider, _ = split(llm)
    package = _EXTRAS.get(provider)
    if package and find_spec(package) is None:
        raise QaError(f'Thiếu gói của mô hình "{provider}". Hãy cài: pip install "qa[{provider}]".')
    options: dict[str, Any] = {"temperature": 0}
    if base_url:
        options["base_url"] = base_url
    if provider == "ollama":
        options |= {"num_ctx": context, "client_kwargs": {"timeout": timeout}}
    else:
        options |= {"timeout": timeout, "max_retries": 0, "max_tokens": answer_tokens(context)}
        # A server of one's own needs no key, but the client insists on one.
        if key or base_url:
            options["api_key"] = key or "none"
    try:
        model: BaseChatModel = init_chat_model(llm, **options)
    except ImportError as error:
        missing = (error.name or f"langchain-{provider}").replace("_", "-")
        raise QaError(f'Thiếu gói của mô hình "{provider}". Hãy cài: pip install {missing}.') from None
    except Exception as error:
        _log.warning("cannot open model: %s", type(error).__name__)
        raise QaError(
            f"Không mở được mô hình '{llm}'. Hãy kiểm tra QA_LLM (nhà cung cấp:tên mô hình), QA_LLM_BASE_URL và "
            "QA_LLM_API_KEY."
        ) from None
    return model


def answer_tokens(context: int) -> int:
    """Returns how many of the context's tokens are kept for the answer."""
    return min(1024, context // 4)


def _texts(model: BaseChatModel, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
    from langsmith import tracing_context

    # LangChain reports to LangSmith when the environment says so; here nothing goes anywhere but to the model.
    with tracing_context(enabled=False):
        finished = False
        for chunk in model.stream(list(messages)):
            finished = finished or bool(chunk.response_metadata.get("finish_reason"))
            if text := str(chunk.text):
                yield text
        # A server that dies may look like one that has finished; OpenAI's protocol tells them apart.
        if model._llm_type == "openai-chat" and not finished:
            raise ConnectionError("the stream ended without a finish reason")


def _in_time(texts: Callable[[], Iterator[str]], deadline: float, cancel: threading.Event | None) -> Iterator[str]:
    """Reads an iterator in a thread of its own, so that neither a stalled nor a dripping server is waited for."""
    received: queue.Queue[str | Exception | None] = queue.Queue()
    abandoned = threading.Event()

    def work() -> None:
        try:
            for text in texts():
                if abandoned.is_set():
                    return
                received.put(text)
            received.put(None)
        except Exception as error:  # handed to the reader
            received.put(error)

    threading.Thread(target=work, daemon=True, name="qa-llm").start()
    try:
        while True:
            if cancel is not None and cancel.is_set():
                raise Cancelled("đã dừng theo yêu cầu")
            if time.monotonic() >= deadline:
                raise ModelFailed("mô hình ngôn ngữ trả lời quá chậm")
            try:
                item = received.get(timeout=max(0.0, min(_POLL, deadline - time.monotonic())))
            except queue.Empty:
                continue
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        abandoned.set()


def _status(error: Exception) -> int:
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else 0


def _passes(error: Exception) -> bool:
    """Tells whether an error is one that may pass by itself."""
    status = _status(error)
    if status:
        return status in (408, 409, 425, 429) or status >= 500
    # LangChain's word for an empty answer.
    if "No generation chunks" in str(error):
        return True
    return bool(re.search(r"Connect|Timeout|Protocol|Network|ReadError|RateLimit", type(error).__name__))


def _reason(error: Exception) -> str:
    status, name = _status(error), type(error).__name__
    if status in (401, 403):
        return "máy chủ mô hình từ chối khóa truy cập (QA_LLM_API_KEY)"
    if status == 404:
        return "máy chủ mô hình không có mô hình đã chọn (QA_LLM)"
    if status == 429:
        return "máy chủ mô hình đang quá tải"
    if status:
        return f"máy chủ mô hình báo lỗi {status}"
    if "Timeout" in name:
        return "mô hình ngôn ngữ trả lời quá chậm"
    if "Connect" in name:
        return "không kết nối được với máy chủ mô hình (QA_LLM_BASE_URL)"
    return "máy chủ mô hình trả lời không trọn vẹn"


def _pause(attempt: int, error: Exception, deadline: float, cancel: threading.Event | None) -> bool:
    """Waits before the next attempt; False if there is no time left for one."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    asked = str(headers.get("retry-after", ""))
    seconds = min(_LONGEST_PAUSE, float(asked) if asked.isdecimal() else _FIRST_PAUSE * 2**attempt)
    if time.monotonic() + seconds >= deadline:
        return False
    if cancel is not None:
        if cancel.wait(seconds):
            raise Cancelled("đã dừng theo yêu cầu")
    else:
        time.sleep(seconds)
    return True
