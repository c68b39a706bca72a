"""The file of users: names, roles and hashed passwords."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from qa.errors import QaError

ROLES = ("reader", "administrator")
_NAME = re.compile(r"[\w.@-]{1,64}", re.ASCII)
_SHORTEST = 8
# scrypt with the parameters of OWASP's recommendation (N=2^15, r=8, p=3): 32 MB, some 0.2 s.
_N, _R, _P = 2**15, 8, 3


@dataclass(frozen=True, slots=True)
class User:
    """Who asks; without a login everybody on the machine is the same nameless user."""

    name: str
    role: str

    @property
    def is_administrator(self) -> bool:
        """Whether documents may be changed."""
        return self.role == "administrator"


def add(path: Path, name: str, password: str, role: str = "reader") -> None:
    """Adds a user to the file, or changes password and role of one that is there.

    Raises:
        QaError: the name, password or role cannot be used, or the file cannot be read or written.
    """
    if not _NAME.fullmatch(name):
        raise QaError("Tên người dùng chỉ gồm chữ không dấu, chữ số và . _ - @ (tối đa 64 ký tự).")
    if len(password) < _SHORTEST:
        raise QaError(f"Mật khẩu phải có ít nhất {_SHORTEST} ký tự.")
    if role not in ROLES:
        raise QaError(f"Vai trò phải là một trong: {', '.join(ROLES)}.")
    records = _read(path) if path.exists() else {}
    records[name] = {"role": role, "password": hash_password(password)}
    _write(path, records)


def remove(path: Path, name: str) -> None:
    """Removes a user from the file.

    Raises:
        QaError: there is no such user.
    """
    records = _read(path)
    if name not in records:
        raise QaError(f"Không có người dùng “{name}” trong {path}.")
    del records[name]
    _write(path, records)


class Users:
    """The users of a file; read again when the file changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._records: dict[str, dict[str, str]] = {}
        self._decoy = hash_password(secrets.token_hex(8))
        self._refresh()
        if not self._records:
            raise QaError(
                f"Tệp người dùng {path} chưa có ai; hãy thêm bằng `qa users add TÊN --role administrator`."
            )

    def verify(self, name: str, password: str) -> User | None:
        """Returns the user if the password is right; takes as long where there is no such user."""
        self._refresh()
        record = self._records.get(name)
        right = check_password(password, record["password"] if record else self._decoy)
        return User(name, record["role"]) if record and right else None

    def find(self, name: str) -> User | None:
        """Returns a user that is still in the file."""
        self._refresh()
        record = self._records.get(name)
        return User(name, record["role"]) if record else None

    def stamp(self, name: str) -> str:
        """Returns what changes when a user's password does, to end the sessions begun before."""
        return self._records.get(name, {}).get("password", "")

    def _refresh(self) -> None:
        try:
            status = self._path.stat()
        except OSError:
            raise QaError(
                f"Không đọc được tệp người dùng {self._path}; hãy tạo bằng `qa users add`."
            ) from None
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp != self._stamp:
            self._records, self._stamp = _read(self._path), stamp


def hash_password(password: str) -> str:
    """Returns "scrypt$N$r$p$salt$hash"."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${_encode(salt)}${_encode(_scrypt(password, salt, _N, _R, _P))}"


def check_password(password: str, hashed: str) -> bool:
    """Whether a password has this hash."""
    _, n, r, p, salt, wanted = hashed.split("$")
    found = _scrypt(password, base64.b64decode(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, base64.b64decode(wanted))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=2**27, dklen=32)


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
        for record in records.values():
            if record["role"] not in ROLES or record["password"].count("$") != 5:
                raise ValueError("bad record")
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise QaError(
            f"Tệp người dùng {path} không đọc được hoặc bị hỏng; hãy tạo lại bằng `qa users add`.",
            detail=str(error),
        ) from None
    return dict(records)


def _write(path: Path, records: dict[str, dict[str, str]]) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(records, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise QaError(f"Không ghi được tệp người dùng {path}.", detail=str(error)) from error
