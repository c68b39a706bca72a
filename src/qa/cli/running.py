"""Runs the command: every failure becomes a Vietnamese sentence and an exit status, never a traceback."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import sys
from typing import Any

import typer

from qa.errors import QaError

logger = logging.getLogger(__name__)
_LOG_BYTES = 2_000_000


def main() -> None:
    """Entry point of `qa`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know Vietnamese letters
            stream.reconfigure(encoding="utf-8", errors="replace")
    _log_to_file()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command and returns its exit status."""
    from qa.cli.app import app

    try:
        status = app(arguments, prog_name="qa", standalone_mode=False)
        sys.stdout.flush()
        return int(status or 0)
    except QaError as error:
        logger.info("refused: %s %s", error, error.detail)
        return _failed(str(error), error.status)
    except typer.TyperException as error:
        return _failed(wrong_use(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _failed("Đã dừng.", 130)
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not notice again when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        return _failed(internal_error(), 70)


def internal_error() -> str:
    """Logs the exception being handled and returns what the user is told."""
    number = secrets.token_hex(4)
    logger.exception("error %s", number)
    where = next((h.baseFilename for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler)), "")
    logged = f" Chi tiết ở {where}." if where else ""
    return f"Chương trình gặp lỗi ngoài dự kiến (mã {number}).{logged} Thử: qa doctor, hoặc qa --debug …"


def wrong_use(error: typer.TyperException) -> str:
    """Says in Vietnamese what was wrong with the command line."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "qa"
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return error.format_message()
    parameter: Any = getattr(error, "param", None)
    name = ""
    if parameter is not None:
        option = parameter.opts[0].startswith("-")
        name = parameter.opts[0] if option else (parameter.metavar or parameter.name.upper())
    if kind == "NoSuchOption":
        what = f"Không có tùy chọn {getattr(error, 'option_name', '')}"
    elif kind == "MissingParameter":
        what = f"Thiếu {name}"
    elif kind == "BadParameter":
        what = f"Giá trị của {name} không hợp lệ: {error.message}"
    elif error.message.startswith("No such command"):
        what = f"Không có lệnh {error.message.removeprefix('No such command').split('.')[0].strip()}"
    else:
        what = f"Lệnh chưa đúng: {error.format_message()}"
    return f"{what.rstrip('.')}. Xem cách dùng: {command} --help"


def log_to_terminal() -> None:
    """Shows all log lines, tracebacks too, on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("qa").setLevel(logging.DEBUG)


def _log_to_file() -> None:
    """Sends warnings to a file of the user's; without any handler Python prints them, tracebacks too, on stderr."""
    from logging.handlers import RotatingFileHandler

    from platformdirs import user_log_path

    path = user_log_path("qa", appauthor=False) / "qa.log"
    handler: logging.Handler = logging.NullHandler()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        pass  # a home that cannot be written is no reason not to answer
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def _failed(message: str, status: int) -> int:
    with contextlib.suppress(BrokenPipeError):
        print(message, file=sys.stderr, flush=True)
    return status
