import zipfile
from pathlib import Path

import pytest

from qa.documents import read
from qa.documents.detect import detect
from qa.errors import QaError


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"Rar!\x1a\x07\x01\x00abc", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x7fELF\x02\x01\x01\x00", "chương trình"),
        (b"MZ\x90\x00\x03\x00", "Windows"),
        (bytes(range(256)) * 8, "nhị phân"),
        (b"", "trống"),
        (b" \n\t\r\n", "trống"),
    ],
)
def test_other_types_are_refused_by_name(tmp_path: Path, data: bytes, named: str) -> None:
    path = tmp_path / "van-ban.txt"
    path.write_bytes(data)
    with pytest.raises(QaError, match=named):
        read(path)


@pytest.mark.parametrize(
    ("inner", "named"),
    [("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"), ("a.txt", "ZIP")],
)
def test_zip_archives_that_are_no_word_document_are_refused(tmp_path: Path, inner: str, named: str) -> None:
    path = tmp_path / "van-ban.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inner, "x")
    with pytest.raises(QaError, match=named):
        read(path)


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    page = tmp_path / "cong-van.doc"
    page.write_text("<html><body><p>Điều 1. Phạm vi</p></body></html>", encoding="utf-8")
    assert detect(page) == "html"
    text = tmp_path / "cong-van.pdf"
    text.write_text("Điều 1. Phạm vi điều chỉnh", encoding="utf-8")
    assert detect(text) == "txt"
    rich = tmp_path / "cong-van.txt"
    rich.write_bytes(rb"{\rtf1\ansi a}")
    assert detect(rich) == "rtf"


def test_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="Không mở được"):
        read(tmp_path / "khong-co.txt")
