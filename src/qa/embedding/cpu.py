"""Which 8-bit form of a model this CPU computes fast and exactly."""

from __future__ import annotations

import platform
from pathlib import Path

INT8_VNNI = "qint8_avx512_vnni"
INT8_ARM = "qint8_arm64"
INT8_AVX2 = "quint8_avx2"


def int8_form(cpuinfo: Path = Path("/proc/cpuinfo"), machine: str | None = None) -> str | None:
    """Returns the name of the 8-bit form for this CPU, in sentence-transformers' naming; None if fp32 is better.

    Signed weights need instructions that do not saturate (AVX512-VNNI, AVX-VNNI, Arm); with AVX2 alone the unsigned
    form is the exact one. Where the CPU does not say what it has, fp32 is the safe choice.
    """
    if (machine or platform.machine()).lower() in {"arm64", "aarch64"}:
        return INT8_ARM
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    flags = {flag for line in lines if line.startswith("flags") for flag in line.split()}
    if flags & {"avx512_vnni", "avx_vnni"}:
        return INT8_VNNI
    return INT8_AVX2 if "avx2" in flags else None
