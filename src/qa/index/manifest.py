"""`manifest.json`: what an index was made of and with, so that it is never used with anything else."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from qa.errors import QaError
from qa.index.passages import PassageOptions
from qa.records import Relation
from qa.vietnamese import TOKENIZER, search_terms

SCHEMA = 5
"""Version of the files of an index; raised when a program can no longer read what an older one wrote."""

MANIFEST = "manifest.json"
REBUILD = "hãy chạy: qa index --rebuild"
_PACKAGE = Path(__file__).parents[1]
_MAKERS = (
    "documents",
    "structure",
    "tasks",
    "vietnamese",
    "index/passages.py",
    "index/breadcrumbs.py",
    "index/relations.py",
    "index/wording.py",
    "records.py",
)
# Cases in which tokenisers differ; their terms tell a changed tokeniser even if its name stayed.
_PROBE = (
    "Hoà bình thuỷ lợi; kĩ thuật KH&CN, R&D ở tỉnh Y. Số 569/QĐ-TTg ngày 05/4/2023, 45 – 47 %, 10,7%, "
    "1.158 tỷ đồng, giai đoạn 2021-2025, Đắk Lắk, 06-CTr/TU, tháng 8 năm 2022, e-mail đ/c"
)


class DamagedIndexError(QaError):
    """Files of an index are missing or changed; `qa index` makes a new one without being asked."""


class OlderIndexError(QaError):
    """An earlier version of the program made the index; `qa index` makes a new one without being asked."""


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model that made the vectors, and the settings that asked for it."""

    name: str
    engine: str
    dimension: int
    max_tokens: int
    fingerprint: str
    asked_model: str = ""
    asked_engine: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One indexed file.

    Attributes:
        path: relative to the corpus folder.
        size, mtime_ns: of the file when its content was hashed; equal ones spare hashing it again.
        sha256: of its content.
        state: hash of what else its records were made from: facts, program, options.
        doc_id: the document, in the index.
        base_id: its id before it was told apart from a namesake.
        text_sha256: of the document's text.
        sections, passages, tasks: how many it gave.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    state: str
    doc_id: str
    base_id: str
    text_sha256: str
    sections: int
    passages: int
    tasks: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of the corpus that the index does not hold as it is now, and why (Vietnamese).

    `of` is the file that it repeats; "" where it could not be read.
    """

    path: str
    reason: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is known about an index without opening its files."""

    model: Model
    created_at: str
    documents: tuple[Entry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    relations: tuple[Relation, ...] = ()
    tuning: dict[str, Any] = field(default_factory=dict)
    options: PassageOptions = field(default_factory=PassageOptions)
    files: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    tokenizer: str = ""
    schema: int = SCHEMA

    def to_json(self) -> str:
        """Returns the text of the file, with a checksum of its own content."""
        plain = dataclasses.asdict(self)
        plain["checksum"] = _checksum(plain)
        return json.dumps(plain, ensure_ascii=True, indent=1)


def read_manifest(directory: Path) -> Manifest:
    """Reads and checks a manifest.

    Raises:
        DamagedIndexError: missing or damaged.
        OlderIndexError: written by an earlier version of the program.
        QaError: written by a later one.
    """
    try:
        plain = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        schema = plain.get("schema")
        if schema != SCHEMA:
            older = isinstance(schema, int) and schema < SCHEMA
            raise (OlderIndexError if older else QaError)(
                f"Chỉ mục được tạo bởi phiên bản khác của chương trình (lược đồ {schema}, cần {SCHEMA}): {REBUILD}"
            )
        if plain.pop("checksum") != _checksum(plain):
            raise ValueError("checksum differs")
        return _manifest(plain)
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedIndexError(
            f"Chỉ mục bị hỏng (tệp {MANIFEST}): {REBUILD}", detail=f"{directory}: {error}"
        ) from error
    except OSError as error:
        raise unread(directory, error) from error


def starved(error: Exception) -> bool:
    """Whether a failure is for want of file handles, in the words of whichever engine met it."""
    words = ("too many open files", "unable to open database file")
    return getattr(error, "errno", None) in (errno.EMFILE, errno.ENFILE) or any(w in str(error).lower() for w in words)


def unread(directory: Path, error: Exception) -> QaError:
    """Returns what to say of an index that cannot be read just now, which does not mean that it is damaged."""
    if starved(error):
        said = "Chương trình mở quá nhiều tệp nên không đọc được chỉ mục: hãy tăng giới hạn (ulimit -n) rồi chạy lại."
    else:
        said = f"Không đọc được chỉ mục trong {directory} ({error}): hãy kiểm tra quyền đọc và ổ đĩa."
    return QaError(said, detail=str(error))


def differences(manifest: Manifest, fingerprint: str | None = None) -> list[str]:
    """Names, in Vietnamese, what an index was made with that is not in use now.

    Args:
        manifest: the index's manifest.
        fingerprint: that of the embedder in use, if it is loaded.
    """
    found = []
    if manifest.tokenizer != tokenizer_fingerprint():
        found.append("bộ tách từ")
    if fingerprint is not None and fingerprint != manifest.model.fingerprint:
        found.append(f"mô hình nhúng (chỉ mục dùng {manifest.model.name}, {manifest.model.engine})")
    return found


def refuse_differences(manifest: Manifest, fingerprint: str | None = None) -> None:
    """Raises a QaError that names what differs, if anything does."""
    if found := differences(manifest, fingerprint):
        raise QaError(f"Chỉ mục được tạo với {' và '.join(found)} khác với hiện tại: {REBUILD}")


@cache
def tokenizer_fingerprint() -> str:
    """Returns a name that changes with the way text is cut into terms."""
    terms = [search_terms(_PROBE), search_terms(_PROBE, folded=True)]
    return f"{TOKENIZER}:{hashlib.sha256(repr(terms).encode()).hexdigest()[:16]}"


@cache
def program_fingerprint() -> str:
    """Returns a hash of the code and data that turn a file into records.

    Documents are read again when it changes; a version number kept by hand would be forgotten.
    """
    digest = hashlib.sha256()
    for maker in _MAKERS:
        place = _PACKAGE / maker
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix not in {".pyc", ".md"}:
                digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def packaged_tuning() -> dict[str, Any]:
    """Returns the weights and thresholds that the program ships with, or {} where there are none."""
    path = _PACKAGE / "search" / "tuning.json"
    tuning: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return tuning


def _checksum(plain: dict[str, Any]) -> str:
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _manifest(plain: dict[str, Any]) -> Manifest:
    plain["model"] = Model(**plain["model"])
    plain["options"] = PassageOptions(**plain["options"])
    entries = ({**entry, "warnings": tuple(entry["warnings"])} for entry in plain["documents"])
    plain["documents"] = tuple(Entry(**entry) for entry in entries)
    plain["left_out"] = tuple(LeftOut(**each) for each in plain.get("left_out", ()))
    plain["relations"] = tuple(Relation(**each) for each in plain.get("relations", ()))
    plain["files"] = {name: (int(size), int(crc), str(sha)) for name, (size, crc, sha) in plain["files"].items()}
    return Manifest(**plain)
