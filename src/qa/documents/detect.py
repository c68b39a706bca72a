"""Tells a file's format by what it holds; what cannot be read is refused by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from qa.documents.encodings import utf16_without_mark
from qa.errors import QaError

_HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|title|meta|table|div|p)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_RESAVE = "hãy mở bằng Word hoặc LibreOffice và lưu lại dưới dạng .docx hoặc .pdf"
_UNPACK = "hãy giải nén rồi thêm từng văn bản bên trong"
_PRINT = "hãy lưu lại dưới dạng .pdf"

# First bytes → what the file is and what to do.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"Rar!\x1a\x07", "tệp nén RAR", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7z", _UNPACK),
    (b"\x1f\x8b", "tệp nén gzip", _UNPACK),
    (b"BZh", "tệp nén bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "tệp nén xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "tệp nén zstd", _UNPACK),
    (b"\x89PNG\r\n", "ảnh PNG", _PRINT),
    (b"\xff\xd8\xff", "ảnh JPEG", _PRINT),
    (b"GIF8", "ảnh GIF", _PRINT),
    (b"II*\x00", "ảnh TIFF", _PRINT),
    (b"MM\x00*", "ảnh TIFF", _PRINT),
    (b"\x7fELF", "chương trình", "hãy bỏ tệp này khỏi thư mục văn bản"),
    (b"MZ", "chương trình Windows", "hãy bỏ tệp này khỏi thư mục văn bản"),
    (b"SQLite format 3\x00", "cơ sở dữ liệu SQLite", "hãy bỏ tệp này khỏi thư mục văn bản"),
    (b"%!PS", "tệp PostScript", _PRINT),
)
# A file inside a zip archive that tells what the archive is.
_ZIPPED: tuple[tuple[str, str, str], ...] = (
    ("xl/", "bảng tính Excel (.xlsx)", _PRINT),
    ("ppt/", "bản trình chiếu PowerPoint (.pptx)", _PRINT),
    ("META-INF/manifest.xml", "tệp OpenDocument (.odt, .ods)", _RESAVE),
)
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "tệp Office có mật khẩu", "hãy bỏ mật khẩu rồi lưu lại"),
    ("Workbook", "bảng tính Excel (.xls)", _PRINT),
    ("Book", "bảng tính Excel (.xls)", _PRINT),
    ("PowerPoint Document", "bản trình chiếu PowerPoint (.ppt)", _PRINT),
)


def detect(path: Path) -> str:
    """Returns the format of a file: "pdf", "docx", "doc", "rtf", "html" or "txt".

    Raises:
        QaError: missing, unreadable, empty, or of a type that cannot be read; named in the message.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if not head.strip(b"\x00 \t\r\n") and not file.read(1):
                raise QaError(f"Tệp {path.name} trống: hãy lấy lại bản đầy đủ.")
    except OSError as error:
        raise QaError(
            f"Không mở được tệp {path.name}: hãy kiểm tra tệp còn đó và có quyền đọc.", detail=str(error)
        ) from error
    for magic, name, remedy in _REFUSED:
        if head.startswith(magic) and not (magic == b"MZ" and b"\x00" not in head):
            raise _refusal(path, name, remedy)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _detect_zip(path)
    if head.startswith(_OLE):
        return _detect_ole(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        return "rtf"
    return _detect_text(path, head)


def _detect_text(path: Path, head: bytes) -> str:
    if head.startswith(_UTF16_MARKS):
        head = head.decode("utf-16", errors="ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if b"<w:wordDocument" in head or b'progid="Word.Document"' in head:
        raise _refusal(path, "tệp Word 2003 XML", _RESAVE)
    if _HTML.match(head):
        return "html"
    zeros = head.count(b"\x00")
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\v\x00\x1a\x1b\x1e\x1f")
    # UTF-16 without a mark has a zero beside each ASCII letter; stray zeros occur in texts and are dropped later.
    if odd > 0.05 * len(head) or (0.02 * len(head) < zeros and not utf16_without_mark(head)):
        raise _refusal(path, "tệp nhị phân", _RESAVE)
    return "txt"


def _detect_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise QaError(
            f"Tệp {path.name} bị hỏng (nén không trọn vẹn): hãy sao chép lại từ bản gốc.", detail=str(error)
        ) from error
    if "word/document.xml" in names:
        return "docx"
    for prefix, name, remedy in _ZIPPED:
        if any(entry.startswith(prefix) for entry in names):
            raise _refusal(path, name, remedy)
    raise _refusal(path, "tệp nén ZIP", _UNPACK)


def _detect_ole(path: Path) -> str:
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as container:
            streams = {entry[0] for entry in container.listdir()}
    except Exception as error:  # olefile raises whatever a damaged container provokes
        raise QaError(
            f"Tệp {path.name} bị hỏng, không đọc được: hãy sao chép lại từ bản gốc.", detail=str(error)
        ) from error
    if "WordDocument" in streams:
        return "doc"
    for stream, name, remedy in _OLE_STREAMS:
        if stream in streams:
            raise _refusal(path, name, remedy)
    raise _refusal(path, "tệp Office kiểu cũ không phải văn bản Word", _RESAVE)


def _refusal(path: Path, name: str, remedy: str) -> QaError:
    return QaError(f"Tệp {path.name} là {name}, không phải văn bản đọc được: {remedy}.")
