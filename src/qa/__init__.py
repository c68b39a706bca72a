"""Question answering over Vietnamese provincial policy documents, with citations that are true by construction."""

from typing import Any

__version__ = "0.1.0"
__all__ = ["Assistant", "__version__"]


def __getattr__(name: str) -> Any:
    """Imports `Assistant` on first use, so that `import qa` costs nothing."""
    if name == "Assistant":
        from qa.assistant import Assistant

        return Assistant
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
