"""Splits a printed list of agencies into its names, never inside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa.vietnamese.agency_names import find, sectors
from qa.vietnamese.names import table

_FILE = "agencies.toml"
Span = tuple[int, int]


def split_names(text: str) -> list[str]:
    """Returns the agencies of a printed list, as printed (line breaks in a name become spaces).

    "Sở Lao động, Thương binh và Xã hội, UBND các huyện, thị xã, thành phố" are two; a group such as
    "các sở, ban, ngành" is one. List marks, full stops and what is said to be done are left out:
    "phối hợp với …" and "Giao …" before the agencies, "chủ trì …" and all that follows after them.
    """
    return [re.sub(r"\s+", " ", text[start:end]) for start, end in name_spans(text)]


def name_spans(text: str) -> list[Span]:
    """Returns the spans of the names that `split_names` gives."""
    spans: list[Span] = []
    for start, end in _items(text):
        spans.extend(_names(text, start, end))
    return spans


_BULLET = r"(?:[-–—+*•·▪]|\d{1,2}[.)]|[a-zđ]\))"
_LINE_START = re.compile(rf"\s*{_BULLET}\s+|\s*[-–+*•]")
_HARD_SEPARATOR = re.compile(
    r";|\t|(?<=[.;,])\s+(?=[-–+*•]\s)|\.\s+(?=[^\W\d_a-zđ])|\s/\s|\n"
    r"|(?<=\))\s+(?=(?:Sở|Bộ|Ban|UBND|Ủy ban|Văn phòng|Công an|Thanh tra)\s)"  # lines of a cell run together
)


def _items(text: str) -> Iterator[Span]:
    """Yields the spans between separators that only stand between names: line ends, ";", full stops."""
    bulleted = any(_LINE_START.match(line) for line in text.split("\n"))
    start = 0
    for match in _HARD_SEPARATOR.finditer(text):
        if match.group() == "\n" and _wrapped(text, start, match.start(), bulleted):
            continue
        if match.group().startswith(".") and re.search(r"\b(?:TP|TT|TX|Tp)$", text[start : match.start()]):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _wrapped(text: str, start: int, position: int, bulleted: bool) -> bool:
    """Says whether the line break at `position` is inside an item."""
    rest = text[position + 1 :]
    if _LINE_START.match(rest) or not rest.strip() or not text[start:position].strip():
        return False
    if bulleted or text[start:position].rstrip().endswith(",") or rest.lstrip()[0].islower():
        return True
    return not _begins_name(rest.lstrip())


_LEAD_IN = re.compile(
    r"(?:(?:và|cùng|với|chủ trì|phối hợp|giao|đề nghị|yêu cầu|do|chỉ đạo"
    r"|(?:cơ quan|đơn vị) (?:chủ trì|phối hợp|thực hiện))(?:\s*:\s*|\s*,\s*|\s+))+",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"[,\s]+(?:(?:có trách nhiệm|chủ động|tích cực|kịp thời|định kỳ|cùng)\s+)?"
    r"(?:chủ trì|chịu trách nhiệm|tham mưu|triển khai|thực hiện|phối hợp|hướng dẫn|theo dõi|báo cáo|tổng hợp"
    r"|đề xuất|rà soát|căn cứ|để|nhằm|là cơ quan|theo (?:chức năng|quy định|nhiệm vụ|thẩm quyền)"
    r"|trong (?:việc|quá trình)|xây dựng (?:kế hoạch|dự toán|chương trình|phương án|và)"
    r"|tổ chức (?:thực hiện|triển khai|tiếp nhận|xây dựng|thẩm định|kiểm tra|tuyên truyền|phổ biến|đánh giá))(?!\w)"
)
_SEPARATOR = re.compile(r"\s*,\s*(?:và\s+)?|\s+(?:và|hoặc|cùng|với|cùng với|&)\s+|/|\s+[-–+•*]\s+|(?<=\w)[-–]\s+")
_TRIM = " \t\n.,;:-–—+*•·▪“”\"'"


def _names(text: str, start: int, end: int) -> Iterator[Span]:
    """Yields the names in one item."""
    if mark := _LINE_START.match(text, start, end):
        start = mark.end()
    if lead_in := _LEAD_IN.match(text, start, end):
        start = lead_in.end()
    item = text[start:end]
    known = [(start + m.start, start + m.end) for m in find(item)]
    known += [(start + m.start, start + m.end) for m in sectors().find(item)]
    for predicate in _PREDICATE.finditer(text, start, end):
        if not _inside(predicate, known) and not _in_brackets(text, start, predicate.start()):
            end = predicate.start()
            break
    name: Span | None = None
    for piece, separator in _pieces(text, start, end, known):
        if name and _goes_on(text[slice(*name)], text[slice(*piece)], separator):
            name = (name[0], piece[1])
            continue
        if name:
            yield from _trimmed(text, name)
        name = piece
    if name:
        yield from _trimmed(text, name)


def _pieces(text: str, start: int, end: int, known: list[Span]) -> Iterator[tuple[Span, str]]:
    """Yields what lies between possible separators, each with the separator before it."""
    before = ""
    for match in _SEPARATOR.finditer(text, start, end):
        if _inside(match, known) or text.count("(", start, match.start()) > text.count(
            ")", start, match.start()
        ):
            continue
        yield (start, match.start()), before
        start, before = match.end(), match.group().strip()
    yield (start, end), before


def _in_brackets(text: str, start: int, position: int) -> bool:
    return text.count("(", start, position) > text.count(")", start, position)


def _inside(match: re.Match[str], spans: list[Span]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in spans)


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    piece = text[slice(*span)]
    stripped = piece.strip(_TRIM)
    if any(char.isalpha() for char in stripped):
        start = span[0] + piece.index(stripped[0])
        yield start, start + len(stripped)


_HEAD_OF_BODIES = re.compile(
    r"(?:người đứng đầu|thủ trưởng|lãnh đạo|đại diện)\s(?:.*\s)?(?:cơ quan|đơn vị|tổ chức|địa phương|doanh nghiệp)$",
    re.IGNORECASE,
)


_BOARD = re.compile(r"(?:Ban Quản lý|BQL)\s", re.IGNORECASE)


def _goes_on(name: str, piece: str, separator: str) -> bool:
    """Says whether `piece` still belongs to `name`, rather than beginning the next one."""
    if re.fullmatch(r"(?:HĐND|UBND|Hội đồng nhân dân|Ủy ban nhân dân)", name.strip()):
        return True
    if _HEAD_OF_BODIES.match(name.strip()) and any(_noun(k).fullmatch(piece.strip()) for k in ("state", "society")):
        return True  # "người đứng đầu cơ quan, tổ chức": one post, of either
    if piece[:1].islower() and _noun("party").match(name) and _noun("party").match(piece):
        return True  # "các huyện ủy, thị ủy, thành ủy"
    if _BOARD.match(name) and _noun("zone").match(piece):
        return True  # "Ban Quản lý Khu kinh tế X và các khu công nghiệp": one board
    if _kind(piece) == "place" and (_ends_in_places(name) or _is_every_province(name, piece)):
        return True
    if _determined(piece):
        both_society = _all_of(name, "society") and _all_of(piece, "society")
        return _is_group(name) and both_society and separator == ","
    if _begins_proper(piece) or not re.search(r"\s", name.strip() + piece.strip()):
        return False
    if separator == "và" and _is_particular(re.split(r",\s*", name)[-1]) and _is_particular(piece):
        return False  # "các tổ chức KH&CN và doanh nghiệp KH&CN": each has its own attribute
    if _kind(piece) == "place":
        return _is_group(name)
    if _kind(piece) == "":
        return True
    capitalised_word_of_a_name = piece[:1].isupper() and separator == "và" and not _is_group(name)
    return _is_group(name) or capitalised_word_of_a_name


def _determined(piece: str) -> bool:
    """Says whether a piece begins a group: "các …", "một số …"."""
    return re.match(r"(?:các|những|một số|mọi|toàn thể|tất cả)\s", piece.strip(), re.IGNORECASE) is not None


def _is_group(name: str) -> bool:
    return _determined(name) or (_kind(name) != "" and not _begins_proper(name))


def _is_particular(piece: str) -> bool:
    """Says whether a common noun has an attribute of its own ("doanh nghiệp KH&CN", not "đơn vị liên quan")."""
    ends = [m.end() for kind in ("state", "society") if (m := _noun(kind).match(piece.strip()))]
    rest = piece.strip()[max(ends) :].strip() if ends else ""
    return (
        bool(rest) and re.match(r"(?:(?:có\s+)?liên quan|trên địa bàn|khác|trực thuộc)(?!\w)", rest) is None
    )


@cache
def _noun(kind: str) -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, table(_FILE)["nouns"][kind]), key=len, reverse=True))
    return re.compile(rf"(?:(?:các|những|một số)\s+)?(?:{nouns})(?!\w)", re.IGNORECASE)


def _kind(piece: str) -> str:
    """Returns "state", "place" or "society" for a piece that begins with a common noun, else ""."""
    matches = {
        kind: m.end() for kind in ("state", "place", "society") if (m := _noun(kind).match(piece.strip()))
    }
    return max(matches, key=lambda kind: matches[kind], default="")


_PLACES = re.compile(
    r"(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân|cấp|các)\s+(?:cấp\s+|các\s+)?(.+)", re.IGNORECASE
)


def _ends_in_places(name: str) -> bool:
    """Says whether a name ends in districts or the like, of which more may follow ("UBND các huyện")."""
    if not (places := _PLACES.search(name)):
        return False
    kinds = [_kind(part) for part in re.split(r",\s*|\s+và\s+", places[1])]
    of_the_province = re.search(r"(?:nhân dân|UBND|HĐND)\s+tỉnh$", name.strip(), re.IGNORECASE)
    return kinds[0] == "place" and kinds[-1] in ("place", "") and not of_the_province


def _is_every_province(name: str, piece: str) -> bool:
    """Says whether "UBND tỉnh" goes on as "UBND tỉnh, thành phố (trực thuộc trung ương)", as central documents say."""
    cities = re.fullmatch(r"thành phố(?: trực thuộc trung ương)?", piece.strip(), re.IGNORECASE)
    return cities is not None and re.search(r"(?:nhân dân|UBND|HĐND)\s+tỉnh$", name.strip()) is not None


def _all_of(name: str, kind: str) -> bool:
    return all(_kind(part) == kind for part in re.split(r",\s*|\s+và\s+", name.strip()) if part)


@cache
def _heads() -> re.Pattern[str]:
    heads = table(_FILE)["heads"]
    words = sorted(map(re.escape, heads["words"] + heads["brands"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _begins_name(text: str) -> bool:
    return _determined(text) or _begins_proper(text) or _kind(text) != ""


def _begins_proper(piece: str) -> bool:
    """Says whether a piece begins with the name of one agency: a known name, or a head word and a capital."""
    piece = piece.strip()
    mention = next(iter(find(piece[:120])), None)
    if mention and mention.start == 0:
        return not mention.canonical.startswith("Các ")
    head = _heads().match(piece)
    if head is None:
        return False
    return _kind(piece) == "" or piece[head.end() :].lstrip()[:1].isupper()
