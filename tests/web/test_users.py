import json
import stat
from pathlib import Path

import pytest

from qa.errors import QaError
from qa.web import users
from qa.web.users import Users


def test_password_is_kept_hashed_and_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    users.add(path, "lan", "mật-khẩu-dài", "administrator")
    assert "mật-khẩu-dài" not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    user = Users(path).verify("lan", "mật-khẩu-dài")
    assert user is not None and user.is_administrator


def test_wrong_name_or_password_gives_nobody(tmp_path: Path) -> None:
    users.add(tmp_path / "u", "lan", "12345678")
    known = Users(tmp_path / "u")
    assert known.verify("lan", "12345679") is None
    assert known.verify("nam", "12345678") is None


def test_two_users_with_one_password_have_different_hashes(tmp_path: Path) -> None:
    users.add(tmp_path / "u", "a", "12345678")
    users.add(tmp_path / "u", "b", "12345678")
    records = json.loads((tmp_path / "u").read_text())
    assert records["a"]["password"] != records["b"]["password"]


def test_changes_of_the_file_hold_at_once(tmp_path: Path) -> None:
    users.add(tmp_path / "u", "a", "12345678")
    users.add(tmp_path / "u", "b", "12345678")
    known = Users(tmp_path / "u")
    assert known.find("b") is not None
    users.remove(tmp_path / "u", "b")
    assert known.find("b") is None


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [("có dấu", "12345678", "reader"), ("a", "ngắn", "reader"), ("a", "12345678", "root")],
)
def test_bad_users_are_refused_with_a_sentence(tmp_path: Path, name: str, password: str, role: str) -> None:
    with pytest.raises(QaError):
        users.add(tmp_path / "u", name, password, role)
    assert not (tmp_path / "u").exists()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"a": {}}', '{"a": {"role": "king", "password": "x"}}', "{}"]
)
def test_damaged_or_empty_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "u").write_text(content)
    with pytest.raises(QaError, match="qa users add"):
        Users(tmp_path / "u")
