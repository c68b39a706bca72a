"""Which language model is in use, and where it runs: the user must know before asking."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from qa.errors import QaError
from qa.settings import Settings

_DEFAULT_HOSTS = {"openai": "https://api.openai.com", "ollama": "http://127.0.0.1:11434"}


@dataclass(frozen=True, slots=True)
class Place:
    """Which model is in use and where it runs.

    Attributes:
        name: of the model; "" if none is used.
        provider: as LangChain calls it.
        address: of its server, without user, password and query; "" if it is the provider's own affair.
        where: "off", "machine" (this one), "network" (the office's) or "outside".
    """

    name: str = ""
    provider: str = ""
    address: str = ""
    where: Literal["off", "machine", "network", "outside"] = "off"


_PLACES = {
    "off": "Không dùng mô hình ngôn ngữ: câu trả lời được ghép từ trích dẫn nguyên văn; không gửi gì ra ngoài máy này.",
    "machine": "chạy trên máy này. Câu hỏi và văn bản không rời khỏi máy.",
    "network": "chạy trong mạng nội bộ. Câu hỏi và các đoạn văn bản tìm được sẽ gửi tới máy chủ đó.",
    "outside": "chạy BÊN NGOÀI. Câu hỏi và các đoạn văn bản tìm được sẽ gửi ra ngoài cơ quan.",
}


def place(settings: Settings) -> Place:
    """Returns which model is in use and where it runs.

    Raises:
        QaError: it is not named as "provider:model".
    """
    if not settings.llm:
        return Place()
    provider, name = split(settings.llm)
    address = settings.llm_base_url or _DEFAULT_HOSTS.get(provider, "")
    return Place(name, provider, _shown(address) if address else "", _where(address))


def describe(settings: Settings) -> str:
    """Says in Vietnamese which model is in use and where it runs."""
    found = place(settings)
    if found.where == "off":
        return _PLACES["off"]
    shown = f" tại {found.address}" if found.address else ""
    return f"Mô hình ngôn ngữ: {found.name} ({found.provider}){shown}, {_PLACES[found.where]}"


def reaches(settings: Settings, seconds: float = 2.0) -> bool:
    """Tells whether something listens where the model should run; nothing is sent. True where no address is known."""
    parts = urlsplit(place(settings).address)
    if not parts.hostname:
        return True
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        with socket.create_connection((parts.hostname, port), timeout=seconds):
            return True
    except (OSError, ValueError):
        return False


def split(llm: str) -> tuple[str, str]:
    """Returns provider and name of "provider:model".

    Raises:
        QaError: it has another form.
    """
    provider, _, name = llm.partition(":")
    if not provider or not name:
        raise QaError(
            f"QA_LLM='{llm}' không đúng dạng. Hãy viết nhà cung cấp:tên mô hình, ví dụ ollama:qwen3:4b hoặc "
            "openai:tên-mô-hình cùng với QA_LLM_BASE_URL."
        )
    return provider, name


def _where(address: str) -> Literal["machine", "network", "outside"]:
    host = urlsplit(address).hostname or ""
    try:
        ip = ipaddress.ip_address(host)
        local, inside = ip.is_loopback, ip.is_private
    except ValueError:
        local, inside = host == "localhost", bool(host) and ("." not in host or host.endswith((".local", ".lan")))
    if local:
        return "machine"
    return "network" if inside else "outside"


def _shown(address: str) -> str:
    """Returns an address without user, password and query."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}".rstrip("/")
