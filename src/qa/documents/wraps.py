"""Lines of text → paragraphs.

Files that reach an office have lost their paragraphs in one of two ways: every line is hard-wrapped, or a page
break has cut a sentence in two. Both are mended here, so that every later stage sees whole paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_UPPER = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))
# A line that starts a paragraph whatever stands before it.
MARKER = re.compile(
    rf"""(?: [-–—+*•●▪○◦] \s | [-–—+•] (?=[{_UPPER}][^\W\d_A-Z])
      | \d{{1,2}}(?:\.\d{{1,2}}){{0,3}} [.)\-–] \s | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}} \s
      | \d{{1,2}} (?: \.(?=[{_UPPER}]) | / \s )
      | [IVXL]{{1,6}} (?:[.)/\-–] \s | \.(?=[{_UPPER}]{{2}})) | [A-HK] \. \s
      | [a-zđ] (?:[.)] \s | \)(?=[{_UPPER}]))
      | (?:Điều|Chương|Phần|PHẦN|CHƯƠNG|ĐIỀU|Mục|MỤC|Phụ\slục|PHỤ\sLỤC)\s
      | (?:Nhiệm\svụ|NHIỆM\sVỤ|Dự\sán|DỰ\sÁN|Đề\sán|ĐỀ\sÁN)\s\d{{1,2}}\s?:\s
      | Căn\scứ\s | Xét\s | Theo\sđề\snghị\s | Nơi\snhận\s*:
    )""",
    re.VERBOSE,
)
_NEAR = 10  # lines before and behind one that tell how wide the text is there
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXL]{1,6})[.)]\s")
ENDS_SENTENCE = re.compile(r"[.;:!?…][\"”’)\]]*\s*$")
# A line of at least three marks and nothing else; blanks do not count, whichever and however many they are.
DECORATION = re.compile(r"^(?:\s*[\-–—_=*~·.•]){3,}\s*$")
# Words that cannot end a paragraph: what follows belongs to the same sentence.
_OPEN_END = re.compile(
    r"(?:^|\s)(?:và|của|cho|với|về|tại|từ|đến|là|các|những|một|theo|trên|trong|ngoài|dưới|để|do"
    r"|bởi|hoặc|hay|khoảng|đạt|bằng|như|được|có|thuộc|giữa|cùng|đối|Sở|Bộ|Ủy|Uỷ|Quyết định số|Nghị quyết số"
    r"|Kế hoạch số|Nghị định số|Thông tư số|trong vòng)$"
)
# Ends a paragraph ("Quan điểm", "địa điểm") unless the number of the place stands behind it.
_OPEN_PLACE = re.compile(r"(?:^|\s)(?:Điều|khoản|điểm)$")
_PLACE = re.compile(r"\d|[a-zđ](?!\w)")
# A part of a document named inside a sentence ("(chi tiết tại" / "Phụ lục II)"), where a sentence is open.
_REFERENCE = re.compile(r"(?:Điều|Chương|Phần|Mục|Phụ\slục)\s")
# "… kinh tế số đạt" / "14% GRDP.": no title.
_ABBREVIATION = re.compile(r"[\d.,%\s]*[A-Z&]{2,}[.;,]?\s*$")
# "… tại xã Phúc Sen" / "(huyện Quảng Hòa) và thị trấn …": a remark on the name before it.
_REMARK = re.compile(r"\([^()]{4,}\),? (?=\w)")
_BULLET = re.compile(r"[-–+*•] ")
# "- … bưởi Năm" / "Roi: lắp cảm biến …": no sentence ends its clause with its first word.
_WORD_OF_BEFORE = re.compile(r"[^\W\d_]+[;:,.] ")
# Of these, what ends a heading as often: "1. Kết quả đạt được", "Vốn đầu tư nước ngoài".
_MAY_END = re.compile(
    r"(?:^|\s)(?:(?:đạt|làm|chưa) được|đạt|(?:hiện|sẵn|đã) có|(?:nêu|như|kể|nói) trên|(?:nước|bên) ngoài"
    r"|(?:cấp|bên|như) dưới|làm hay|một)$"
)
# "Hạ tầng số", "Nhiệm vụ hằng năm" are whole; before a figure they are not: "Quyết định số" / "123/QĐ-UBND".
OPEN_NUMBER = re.compile(r"(?:^|\s)(?:số|ngày|tháng|năm)$")
# A line that stands alone in capitals: the name of a kind of document, never the start of the title under it.
KIND_LINE = re.compile(
    r"^(?:KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|CHỈ THỊ|CHƯƠNG TRÌNH|ĐỀ ÁN|DỰ ÁN|QUY ĐỊNH|QUY CHẾ"
    r"|THÔNG BÁO|HƯỚNG DẪN|BÁO CÁO|TỜ TRÌNH|CÔNG VĂN|KẾT LUẬN|DANH MỤC|PHỤ LỤC(?: [IVX\d]+)?|BIỂU MẪU|CHIẾN LƯỢC"
    r"|QUYẾT NGHỊ|(?i:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ ĐỊNH|NGHỊ QUYẾT) ?:|KT\. .*|TM\. .*|TL\. .*|TUQ\. .*)$"
)


def wrap_width(lines: Sequence[str]) -> int | None:
    """Returns the width at which the text was hard-wrapped, or None where a line is a paragraph.

    A text is taken as wrapped when a fifth of its lines go on in lower case from a line that does not end a sentence.
    """
    pairs = [(a.strip(), b.strip()) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < 8:
        return None
    carried = sum(1 for a, b in pairs if b[0].islower() and not MARKER.match(b) and not ENDS_SENTENCE.search(a))
    if carried < 0.2 * len(pairs):
        return None
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(0.9 * (len(lengths) - 1))]


def _first_width(lines: Sequence[str]) -> int:
    """The width of the first lines of numbered paragraphs that go on; web pages break them long before the others."""
    firsts = [a.strip() for a, b in pairwise(lines) if MARKER.match(a.strip()) and b.strip()[:1].islower()]
    lengths = sorted(len(line) for line in firsts if not ENDS_SENTENCE.search(line))
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _width_at(lines: Sequence[str], at: int, width: int | None) -> int | None:
    """The width at one line: that of the lines around it that go on, where they are narrower than the whole."""
    if width is None:
        return None
    near = [line.strip() for line in lines[max(0, at - _NEAR) : at + _NEAR]]
    carried = [a for a, b in pairwise(near) if b[:1].islower() and not ENDS_SENTENCE.search(a)]
    return min(width, max(map(len, carried))) if len(carried) >= _NEAR else width


def paragraphs(lines: Sequence[str], width: int | None) -> list[str]:
    """Joins lines into paragraphs; `width` as from `wrap_width`."""
    first = _first_width(lines)
    done: list[str] = []
    last_line = ""
    lines_in_last = 0
    blank_before = False
    for i, raw in enumerate(lines):
        line = re.sub(r"[ \u00a0]+", " ", raw.strip(" ")).strip("\n\r")
        if not line.strip() or DECORATION.match(line):
            blank_before = True
            continue
        if done and _continues(
            done[-1], last_line, lines_in_last, line, _width_at(lines, i, width), first, blank_before
        ):
            done[-1] = f"{done[-1]} {line}"
            lines_in_last += 1
        else:
            done.append(line)
            lines_in_last = 1
        last_line, blank_before = line, False
    return done


def _continues(
    current: str, last: str, count: int, line: str, width: int | None, first: int, blank_before: bool
) -> bool:
    """Whether `line` goes on with the paragraph `current`, whose newest line is `last`, the `count`-th."""
    open_bracket = current.count("(") > current.count(")") and ")" in line
    referred = _REFERENCE.match(line) and not blank_before and (open_bracket or open_end(current, line))
    if (MARKER.match(line) and not referred) or "\t" in line or "\t" in last or "|" in line or "|" in last:
        return False
    if current.endswith(";") and width is not None and not blank_before and line[0].islower():
        return True
    if ENDS_SENTENCE.search(current) or KIND_LINE.match(current) or KIND_LINE.match(line):
        return False
    if _is_capitals(current) or (_is_capitals(line) and not _ABBREVIATION.match(line)):
        # A title in capitals may be wrapped; it never goes on in ordinary letters, nor they in it.
        return _is_capitals(current) and _is_capitals(line) and width is not None and not blank_before
    if line[0].islower() or open_end(current, line) or current.endswith(",") or open_bracket:
        return True
    if (line[0].isdigit() and OPEN_NUMBER.search(current)) or _is_remark(line):
        return True
    if width is None or blank_before:
        return False
    if _goes_over(last) or (_BULLET.match(current) and _WORD_OF_BEFORE.match(line)):
        return True
    first_word = line.split(" ", 1)[0]
    if line[0].isdigit():  # no marker: a figure in the middle of a sentence, or the text under a short heading
        return count > 1 or not _NUMBERED.match(current) or len(last) + 1 + len(first_word) >= first
    # A wrapped line is broken only where the next word no longer fits; the first line of a paragraph may be a heading.
    return len(last) + 1 + len(first_word) >= (0.85 if count > 1 else 1.0) * width


def _is_remark(line: str) -> bool:
    """Whether a line begins with a remark in brackets and goes on in lower case."""
    remark = _REMARK.match(line)
    return remark is not None and line[remark.end()].islower()


def _goes_over(line: str) -> bool:
    """Whether a line ends within a quotation that it opens, or at a dash between two words."""
    return line.count("“") > line.count("”") or line.endswith((" -", " –"))


def open_end(text: str, line: str) -> bool:
    """Whether the words that a text ends with cannot be its last, `line` being what stands behind it."""
    if _OPEN_PLACE.search(text):
        return _PLACE.match(line) is not None
    if not _OPEN_END.search(text):
        return False
    if line[0].isdigit() and text.endswith(" đạt") and not MARKER.match(line):
        return True
    return not _MAY_END.search(text)


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)
