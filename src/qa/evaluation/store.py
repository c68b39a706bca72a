"""Files of the evaluation: written whole or not at all, read with a named fault."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from qa.errors import QaError


def write_text(path: Path, text: str) -> None:
    """Writes a file under another name first, so that a killed run leaves no half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_json(path: Path, data: Any) -> None:
    """Writes JSON with sorted keys: the same data give the same bytes."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def read_run(path: Path) -> dict[str, Any]:
    """Reads a `run.json`.

    Raises:
        QaError: if it is missing, cut short, or not a run.
    """
    try:
        run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise QaError(f"Không có tệp kết quả {path}; hãy chạy `qa eval` trước.") from None
    except (OSError, ValueError) as error:
        raise QaError(f"Tệp kết quả {path} bị hỏng hoặc ghi dở ({error}); hãy chạy lại `qa eval`.") from error
    questions = run.get("questions") if isinstance(run, dict) else None
    if not isinstance(questions, list) or not all(
        isinstance(row, dict) and "id" in row and isinstance(row.get("figures"), dict) for row in questions
    ):
        raise QaError(f"{path} không phải là tệp kết quả của `qa eval`.")
    return run
