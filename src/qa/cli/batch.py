"""`qa ask --batch`: a file of questions in, a file of answers out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.cli import options
from qa.cli.asking import turns_of
from qa.cli.console import progress, say
from qa.cli.running import internal_error
from qa.errors import QaError
from qa.records import to_dict

if TYPE_CHECKING:
    from qa.assistant import Assistant


def answer_file(source: Path, target: Path, index: Path | None) -> None:
    """Answers the questions of a JSONL file in order; a bad line gives a line with `error`.

    The answers stand in `target` only when all are there.

    Raises:
        QaError: a file cannot be read or written, or the index cannot be opened.
    """
    try:
        lines = [line for line in source.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    except OSError as error:
        raise QaError(f"Không đọc được tệp {source}: {error.strerror}.", detail=str(error)) from error
    if source.resolve() == target.resolve():
        raise QaError("--batch và --out phải là hai tệp khác nhau.")
    assistant = options.opened_assistant(index)
    failed = 0
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with scratch.open("wb") as file, progress({"ask": "Trả lời"}) as advance:
            for done, answer in enumerate(_answers(assistant, lines), 1):
                failed += "error" in answer
                file.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
                advance("ask", done, len(lines))
        os.replace(scratch, target)
    except OSError as error:
        raise QaError(f"Không ghi được tệp {target}: {error.strerror}.", detail=str(error)) from error
    finally:
        scratch.unlink(missing_ok=True)
    say(f"{len(lines)} câu hỏi, {failed} dòng lỗi. Kết quả: {target}")


def _answers(assistant: Assistant, lines: list[bytes]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        entry: Any = None
        try:
            entry = json.loads(line.decode("utf-8"))
            if not isinstance(entry, dict):
                raise ValueError("not an object")
            yield {"id": entry.get("id"), **_answer(assistant, entry)}
        except ValueError:  # not UTF-8, not JSON, or not an object
            yield {"id": None, "error": f"Dòng {number} không phải là một đối tượng JSON (UTF-8)."}
        except QaError as error:
            yield {"id": entry.get("id"), "error": str(error)}
        except Exception:  # one question must not cost the others their answers
            yield {"id": entry.get("id"), "error": internal_error()}


def _answer(assistant: Assistant, entry: dict[str, Any]) -> dict[str, Any]:
    question, docs = entry.get("question"), entry.get("docs") or []
    if not isinstance(question, str):
        raise QaError('Dòng thiếu "question" hoặc "question" không phải là chữ.')
    if not isinstance(docs, list) or not all(isinstance(doc, str) for doc in docs):
        raise QaError('"docs" phải là danh sách mã văn bản.')
    turns = turns_of(entry.get("history") or [])
    return to_dict(assistant.ask(question.encode("utf-8", "replace").decode(), turns, docs))
