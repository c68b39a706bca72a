"""Checks the machine, the model, the corpus and the index, and says what to do for each."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qa.errors import QaError
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.index import Index

_MEMORY_GB = 2  # the engine takes half a gigabyte, an indexing run about one more


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: all right, worth knowing, or in need of mending (`advice` says how)."""

    name: str
    state: Literal["ok", "note", "bad"]
    finding: str
    advice: str = ""


def examine(settings: Settings) -> list[Check]:
    """Returns all findings; a check that itself fails is a finding too."""
    steps: dict[str, Callable[[Settings], Iterator[Check]]] = {
        "Máy": _machine,
        "Mô hình nhúng": _model,
        "Văn bản": _corpus,
        "Chỉ mục": _index,
        "Nhận dạng chữ": _ocr,
        "Mô hình xếp hạng": _reranker,
        "Mô hình ngôn ngữ": _language_model,
    }
    found: list[Check] = []
    for name, step in steps.items():
        try:
            found += step(settings)
        except QaError as error:
            found.append(Check(name, "bad", str(error)))
    return found


def _machine(settings: Settings) -> Iterator[Check]:
    from qa.embedding.cpu import int8_form

    version = platform.python_version()
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Check("Python", "ok" if supported else "note", f"{version} ({platform.system()} {platform.machine()})")
    cores = os.cpu_count() or 1
    yield Check("Bộ xử lý", "ok", f"{cores} lõi, dùng {settings.threads} luồng, dạng số {int8_form() or 'fp32'}")
    memory = _memory_gb()
    if memory is not None:
        low = memory < _MEMORY_GB
        advice = "Đóng bớt chương trình khác, hoặc dùng máy có nhiều bộ nhớ hơn." if low else ""
        yield Check("Bộ nhớ", "note" if low else "ok", f"còn trống {memory:.1f} GB", advice)


def _memory_gb() -> float | None:
    """Memory that a program may still take; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable"))
    except (OSError, StopIteration, ValueError):
        return None
    return kilobytes / 2**20


def _model(settings: Settings) -> Iterator[Check]:
    from qa.embedding.prepare import BUILTIN, damage, model_folder

    name = "Mô hình nhúng"
    if settings.model != BUILTIN:
        yield Check(name, "note", f"{settings.model} (theo QA_MODEL; không kiểm tra được mã)")
        return
    folder = model_folder(settings)
    if not folder.exists():
        yield Check(name, "bad", f"chưa chuẩn bị trong {folder}", "Chạy: python -m qa.embedding")
    elif damage(folder, thorough=True):
        yield Check(name, "bad", f"bị hỏng trong {folder}", f"Xóa thư mục {folder} rồi chạy: python -m qa.embedding")
    else:
        yield Check(name, "ok", f"{BUILTIN} nguyên vẹn trong {folder}")


def _corpus(settings: Settings) -> Iterator[Check]:
    from qa.documents.detect import detect
    from qa.index.corpus import read_facts, scan

    files = scan(settings.corpus, settings.index)
    facts = read_facts(settings.corpus)
    bad = 0
    for file in files:
        try:
            detect(file.location)
        except QaError as error:
            bad += 1
            yield Check("Văn bản", "bad", str(error), f"Thay hoặc bỏ tệp {file.path} rồi chạy: qa index")
    unused = sorted(set(facts) - {file.path for file in files})
    if unused:
        advice = "Sửa đường dẫn trong corpus.toml, hoặc bỏ các mục đó."
        yield Check("corpus.toml", "note", f"nói về tệp không có: {', '.join(unused)}", advice)
    yield Check("Văn bản", "ok" if not bad else "note", f"{len(files)} tệp trong {settings.corpus}")


def _index(settings: Settings) -> Iterator[Check]:
    from qa.embedding import load
    from qa.index import open_index
    from qa.index.changed import changed_files
    from qa.index.manifest import differences

    try:
        opened = open_index(settings.index)
        opened.verify()
    except QaError as error:
        yield Check("Chỉ mục", "bad", str(error))
        return
    try:
        model = opened.manifest.model
        made = f"{len(opened.headers())} văn bản, {model.name} ({model.engine})"
        yield Check("Chỉ mục", "ok", f"nguyên vẹn: {made}, {opened.version}")
        if differing := differences(opened.manifest, load(settings).fingerprint):
            yield Check("Chỉ mục", "bad", f"khác với hiện tại: {', '.join(differing)}", "Chạy: qa index --rebuild")
        yield from _vectors(settings, opened)
        changed = changed_files(settings.corpus, settings.index, opened.manifest)
        if changed:
            yield Check("Chỉ mục", "bad", f"cũ hơn thư mục văn bản: {', '.join(changed)}", "Chạy: qa index")
        else:
            yield Check("Chỉ mục", "ok", "khớp với thư mục văn bản")
    finally:
        opened.close()


def _vectors(settings: Settings, index: Index) -> Iterator[Check]:
    """Whether a corpus is so large that an approximate search of the vectors pays, and the index has one."""
    from qa.index.approximate import LEAST, WORTH

    name, count, wanted = "Tìm theo vectơ", index.count(), settings.vectors == "approximate"
    if wanted and count >= LEAST and not index.approximate:
        yield Check(name, "note", "chỉ mục chưa có phần tìm gần đúng", "Chạy: qa index --rebuild")
    elif not wanted and count >= WORTH:
        advice = "Đặt QA_VECTORS=approximate rồi chạy: qa index --rebuild (nhanh hơn, bỏ sót vài đoạn trong trăm)."
        yield Check(name, "note", f"{count} đoạn, tìm chính xác mỗi câu mất hàng chục mili giây", advice)


def _ocr(settings: Settings) -> Iterator[Check]:
    name = "Nhận dạng chữ"
    program = shutil.which("tesseract")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False) if program else None
    if listed is not None and "vie" in listed.stdout.split():
        yield Check(name, "ok", "có Tesseract và tiếng Việt, đọc được bản quét")
    else:
        lacking = "tiếng Việt của Tesseract" if program else "Tesseract"
        advice = "Chỉ cần cho bản quét: cài gói tesseract-ocr và tesseract-ocr-vie."
        yield Check(name, "note", f"không có {lacking}, bản quét sẽ không đọc được", advice)


def _reranker(settings: Settings) -> Iterator[Check]:
    from qa.search.rerank import ready

    name = "Mô hình xếp hạng"
    if settings.reranker:
        ready(settings)
        yield Check(name, "ok", f"{settings.reranker} (theo QA_RERANKER)")


def _language_model(settings: Settings) -> Iterator[Check]:
    from qa.generate.models import open_model
    from qa.generate.place import describe, reaches

    name = "Mô hình ngôn ngữ"
    set_by = f" (QA_LLM={settings.llm})" if settings.llm else ""
    yield Check(name, "note" if settings.llm else "ok", describe(settings) + set_by)
    if not settings.llm:
        return
    open_model(settings)
    if not reaches(settings):
        advice = "Khởi động máy chủ mô hình, hoặc sửa QA_LLM_BASE_URL; trong lúc đó câu trả lời được ghép từ trích dẫn."
        yield Check(name, "bad", "không kết nối được với máy chủ mô hình", advice)
