"""Plain text files in the encodings that reach an office, and those that are no text."""

from pathlib import Path

import pytest

from qa.documents import read
from qa.documents.text import read as read_text
from qa.errors import QaError

PLAN = "KẾ HOẠCH\nTrồng rừng năm 2024\n\nI. MỤC TIÊU\n- Trồng 500 ha rừng phòng hộ ở các xã vùng cao.\n"


def write(folder: Path, content: bytes, name: str = "ke-hoach.txt") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_give_the_same_blocks(tmp_path: Path, encoding: str, ending: str) -> None:
    raw = read(write(tmp_path, PLAN.replace("\n", ending).encode(encoding)))
    assert [block.text for block in raw.blocks] == [
        "KẾ HOẠCH",
        "Trồng rừng năm 2024",
        "I. MỤC TIÊU",
        "- Trồng 500 ha rừng phòng hộ ở các xã vùng cao.",
    ]
    assert raw.format == "txt"


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", PLAN).encode()
    assert read(write(tmp_path, decomposed)) == read(write(tmp_path, PLAN.encode()))


def test_nul_does_not_cut_the_text(tmp_path: Path) -> None:
    """A NUL inside a text once cost others all that stood behind it."""
    raw = read_text(write(tmp_path, PLAN.replace("500 ha", "500\x00 ha\x07").encode()))
    assert raw.blocks[-1].text == "- Trồng 500 ha rừng phòng hộ ở các xã vùng cao."


@pytest.mark.parametrize("content", [b"", b"  \n\t\n ", b"\xef\xbb\xbf", b"-----\n=====\n", b"\x00" * 50])
def test_a_file_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(QaError, match=r"ke-hoach\.txt"):
        read(write(tmp_path, content))


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QaError, match=r"ke-hoach\.txt"):
        read(write(tmp_path, bytes(range(256)) * 40))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QaError, match=r"gone\.txt"):
        read(tmp_path / "gone.txt")
