import time
from typing import Any

import pytest

from qa.errors import QaError
from qa.web.live import Live


class _Opened:
    def __init__(self, name: str) -> None:
        self.name = name

    def close(self) -> None:
        self.name = "closed"


def test_new_version_takes_the_place_of_the_old() -> None:
    versions = ["v1"]
    live: Any = Live(lambda: _Opened(versions[-1]), lambda: versions[-1])  # type: ignore[arg-type, return-value]
    live.refresh()
    first = live.get()
    live.refresh()
    assert live.get() is first
    versions.append("v2")
    live.refresh()
    assert live.get().name == "v2"
    assert first.name == "v1"  # answers under way may still use it


def test_failure_to_open_keeps_the_index_in_use() -> None:
    versions = ["v1"]

    def opening() -> _Opened:
        if versions[-1] == "bad":
            raise QaError("Chỉ mục hỏng.")
        return _Opened(versions[-1])

    live: Any = Live(opening, lambda: versions[-1])  # type: ignore[arg-type, return-value]
    versions.append("bad")
    live.refresh()
    with pytest.raises(QaError, match="Chỉ mục hỏng"):
        live.get()
    versions.append("v3")
    live.refresh()
    versions.append("bad")
    live.refresh()
    assert live.get().name == "v3"


def test_waits_for_the_start() -> None:
    def slow() -> _Opened:
        time.sleep(0.05)
        return _Opened("v1")

    live: Any = Live(slow, lambda: "v1")  # type: ignore[arg-type, return-value]
    with pytest.raises(QaError, match="khởi động"):
        live.get(timeout=0)
    live.start()
    assert live.get(timeout=5).name == "v1"
    live.stop()
    assert live.get().name == "closed"
