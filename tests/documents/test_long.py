"""Memory grows with a page, not with the file."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents import render

from qa.documents import read

CODE = """
import resource, sys
from pathlib import Path
from qa.documents import read
raw = read(Path(sys.argv[1]))
print(raw.pages, len(raw.blocks), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
MEGABYTE = 1024  # ru_maxrss is in kilobytes on Linux


WORKS = "trồng rừng|nuôi cá|sửa đường|dựng cầu|mở trường|khám bệnh|dạy nghề|lọc nước|thu phí|đo đất|in sách".split("|")
PLACES = "ven biển|miền núi|trung du|đồng bằng|hải đảo|biên giới|thành phố|thị xã|nông thôn|bãi bồi|cửa sông".split("|")


def long_pdf(path: Path, pages: int) -> Path:
    """A PDF of one paragraph a page, none like the one before (what repeats would be a running head)."""
    writer = render.PdfWriter(render.WORD)
    for n in range(1, pages + 1):
        works = " và ".join(WORKS[(n * step) % len(WORKS)] for step in (1, 3, 7))
        places = ", ".join(PLACES[(n // len(WORKS) * step + n) % len(PLACES)] for step in (1, 2, 5))
        writer.y += (n * 37) % 400
        writer.paragraph(f"Điều {n}. Giao {works} ở {places} cho các địa phương.")
        if n < pages:
            writer.new_page()
    writer.save(path)
    return path


def peak(path: Path) -> tuple[int, int, int]:
    done = subprocess.run([sys.executable, "-c", CODE, str(path)], capture_output=True, text=True, check=True)
    pages, blocks, kilobytes = map(int, done.stdout.split())
    return pages, blocks, kilobytes


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is measured as Linux reports it")
def test_a_thousand_pages_take_hardly_more_memory_than_a_hundred(tmp_path: Path) -> None:
    short = peak(long_pdf(tmp_path / "short.pdf", 100))
    long = peak(long_pdf(tmp_path / "long.pdf", 1000))
    assert short[:2] == (100, 100) and long[:2] == (1000, 1000)
    assert long[2] - short[2] < 40 * MEGABYTE


def test_every_page_of_a_long_file_is_read_in_order(tmp_path: Path) -> None:
    raw = read(long_pdf(tmp_path / "a.pdf", 90))
    assert [block.page for block in raw.blocks] == list(range(1, 91))
    assert [block.text.split(".")[0] for block in raw.blocks] == [f"Điều {n}" for n in range(1, 91)]
