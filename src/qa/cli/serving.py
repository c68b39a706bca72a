"""`qa serve` and `qa users`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from qa.cli import options
from qa.cli.console import say
from qa.cli.options import IndexOption
from qa.errors import QaError

users = typer.Typer(help="Người dùng của trang web.", no_args_is_help=True, rich_markup_mode=None)

FileOption = Annotated[
    Path | None, typer.Option("--file", help="tệp người dùng; mặc định: QA_AUTH, rồi data/users.json")
]


def serve(
    host: Annotated[str | None, typer.Option(help="địa chỉ; mặc định: QA_HOST, rồi 127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="cổng; mặc định: QA_PORT, rồi 7860")] = None,
    no_auth: Annotated[bool, typer.Option("--no-auth", help="mở cho mạng mà không cần đăng nhập")] = False,
    index: IndexOption = None,
) -> None:
    """Mở trang web hỏi đáp."""
    from qa.web import serve as run

    run(options.settings_with(index), host=host, port=port, no_auth=no_auth)


@users.command("add")
def add(
    name: Annotated[str, typer.Argument(help="tên đăng nhập", metavar="TÊN")],
    role: Annotated[
        Literal["reader", "administrator"], typer.Option(help="reader: hỏi và đọc; administrator: thêm, bớt văn bản")
    ] = "reader",
    file: FileOption = None,
) -> None:
    """Thêm người dùng, hoặc đổi mật khẩu và vai trò của người đã có."""
    from qa.web import users as book

    path = _file(file)
    book.add(path, name, _password(), role)
    say(f"Đã ghi người dùng {name} ({role}) vào {path}.")
    if options.settings_with().auth is None:
        say(f"Để trang web đòi đăng nhập, đặt biến QA_AUTH={path}")


@users.command("remove")
def remove(name: Annotated[str, typer.Argument(metavar="TÊN")], file: FileOption = None) -> None:
    """Xóa người dùng."""
    from qa.web import users as book

    book.remove(_file(file), name)
    say(f"Đã xóa người dùng {name}.")


def _file(named: Path | None) -> Path:
    settings = options.settings_with()
    return named or settings.auth or settings.data / "users.json"


def _password() -> str:
    """Reads a password: hidden and twice from a terminal, else the first line of stdin."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    password = getpass("Mật khẩu: ")
    if getpass("Nhập lại mật khẩu: ") != password:
        raise QaError("Hai lần nhập mật khẩu không giống nhau: hãy chạy lại.")
    return password
