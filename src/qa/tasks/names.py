"""Where a list of agencies in running text ends, and the names in it.

"phối hợp với Sở Tài chính, các sở, ngành liên quan tham mưu …": the list ends where the action begins. A list is
read from left to right, one name after another; each name must begin with a noun that names a body, and ends at
a separator or at an action.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from qa.tasks.wording import phrases, word_pattern
from qa.vietnamese import agencies, compounds, provinces
from qa.vietnamese.agency_lists import split_names

_DETERMINER = re.compile(r"(?:tất cả |toàn thể |toàn bộ )?(?:các|những|mọi|một số)\s+", re.IGNORECASE)
_EACH = re.compile(r"(?:mỗi|từng)\s+", re.IGNORECASE)
_AND = r"(?:và|hoặc|cùng với|cùng|với)"
_SEPARATOR = re.compile(
    rf"(?:\s*[,;.]?\s*\n\s*[-+*•–]?\s*|\s*[,;]\s*)(?:(?:và|hoặc|cùng với|cùng)\s+)?|\s+{_AND}\s+"
)
_WORD = re.compile(r"\([^()]*\)|[^\s,;:.\n()]+(?:\.(?=\w)[^\s,;:.\n()]+)*")
# No range of code points holds the Vietnamese capitals alone.
_CAPITAL = f"[{''.join(chr(code) for code in (*range(65, 91), *range(0xC0, 0x1EFA)) if chr(code).isupper())}]"
_AND_IN_NAME = re.compile(rf",?\s+(?:và\s+)?(?={_CAPITAL})")
# What may follow a name of the alias table and still belong to it.
_NARROWER = re.compile(
    rf"\s+(?:\(|{_CAPITAL}|(?:có )?liên quan|tỉnh|thành phố|huyện|quận|thị xã"
    r"|cấp (?:tỉnh|huyện|xã|thành phố|trung ương|cơ sở|ủy|trên|dưới)|các|khu vực|chi nhánh|cửa khẩu"
    r"|trực thuộc|thuộc|trên địa bàn|của|khác|trong|ngoài|nơi|được giao|chuyên môn|tại)"
)
_LONGEST_NAME = 16  # words; more is a sentence that was not understood
_BULLET = re.compile(r"^\s*[-+*•–]\s*")
_REMARK = re.compile(r"\s*\([^()]*\)")
_OPENS = re.compile(r"(?:^|[.;:\n])[\s+*•–-]*$")  # a capital there is no sign of a name
_END = re.compile(r"[\s.;,:/]+$")


def list_end(text: str, start: int = 0) -> int:
    """Returns where the list of agencies that begins at `start` ends; `start` itself if none begins there."""
    at = end = start
    collective = False
    while True:
        found = _name_end(text, at, collective)
        if found is None:
            return end
        end, collective = found
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            return end
        at = separator.end()


def names_in(text: str) -> tuple[str, ...]:
    """Returns the agencies of a text that is nothing but a list of them, as printed."""
    return tuple(dict.fromkeys(split_names(text)))


def begins_body(name: str) -> bool:
    """Whether a name begins with a noun that names a body ("các doanh nghiệp viễn thông", no "các dự án")."""
    determiner = _determiner(name, 0)
    return determiner is None or any(word_pattern(key).match(name, determiner.end()) for key in ("heads", "grouped"))


def is_list(text: str) -> bool:
    """Whether a text is nothing but a list of agencies."""
    text = _END.sub("", _BULLET.sub("", text))
    return bool(text) and list_end(text) == len(text)


def starts_action(text: str, at: int, start: int = 0) -> bool:
    """Whether an action, and not a part of the name that began at `start`, begins at `at`."""
    match = word_pattern("actions").match(text, at)
    if match is None:
        return False
    before = text[start:at].rstrip()
    if " " not in match.group() and _in_compound(before, match.group()):
        return False
    if match.group() == "tổ chức" and _is_noun(text, match.end(), before):
        return False
    if match.group() not in phrases()["words"]["in_names"]:
        return True
    unfinished = _name_goes_on().search(before.lower())
    return unfinished is None or _ends_a_proper_name(before, unfinished.start())


def _in_compound(before: str, word: str) -> bool:
    """Whether a verb of one syllable is the second of a word ("sáng tạo", "công lập")."""
    last = before[before.rfind(" ") + 1 :]
    return last.islower() and compounds.is_word(last, word)


def _ends_a_proper_name(before: str, at: int) -> bool:
    """Whether the noun at `at` is the second word of a place's name ("Hải Phòng", no "phòng")."""
    pair = re.search(rf"(?<!\w)({_CAPITAL}\w*) $", before[:at])
    one_word = " " not in before[at:] and before[at].isupper()
    return one_word and pair is not None and not word_pattern("heads").match(pair[1])


@cache
def _name_goes_on() -> re.Pattern[str]:
    """Returns the pattern of an unfinished name to which an action may belong ("viện", "trung tâm nghiên cứu")."""
    words = phrases()["words"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words['before_action'] + words['in_names'])})$")


@lru_cache(maxsize=512)
def _mentions(text: str) -> dict[int, tuple[int, bool]]:
    return {m.start: (m.end, m.canonical in _table()) for m in agencies.find(text)}


@cache
def _table() -> frozenset[str]:
    return frozenset(agencies.canonical_names())


def _known(text: str, at: int) -> int | None:
    """Returns where the agency's name that begins at `at` ends, as the alias table or its capitals tell.

    What is known by its capitals alone may have words of the action behind it ("Chi cục Thủy lợi giải quyết").
    """
    end, listed = _mentions(text).get(at, (None, False))
    if end is None or listed:
        return end
    # Not behind a syllable in capitals: "Cục Việc làm".
    small = (m.end() for m in re.finditer(r"(?<!\w)[^\W\d_]+ ", text[at:end]) if m[0][0].islower())
    return next((at + behind - 1 for behind in small if starts_action(text, at + behind, at)), end)


def _is_complete(text: str, at: int, end: int) -> bool:
    """Whether the name from `at` to `end` is in the alias table and nothing that narrows it follows."""
    return _mentions(text).get(at, (end, False)) == (end, True) and _NARROWER.match(text, end) is None


def _placed(text: str, at: int, end: int) -> int:
    """Returns where a name ends that closes with its province and is followed by what it is to do, 0 if it does not.

    "Công ty Điện lực Bắc Giang đấu nối …" is not the whole of it.
    """
    for place in provinces.find(text[at:end]):
        after = at + place.end
        goes_on = text[after : after + 1] == " " and text[after + 1].islower()
        joined = _NARROWER.match(text, after) or text.startswith("và ", after + 1)
        if place.start and goes_on and not joined:
            return after
    return 0


def _is_noun(text: str, after: int, before: str) -> bool:
    """Whether "tổ chức", which ends at `after`, names bodies ("các tổ chức xã hội") and is not the verb."""
    rest = text[after:].lstrip()
    if before[before.rfind(" ") + 1 :][:1].isupper() and word_pattern("actions").match(rest.removeprefix(",").lstrip()):
        return False  # "Mặt trận Tổ quốc Việt Nam tổ chức, tuyên truyền": a name is complete, verbs follow
    if re.match(phrases()["words"]["bodies"], rest) or re.match(r"[,;.]|$", rest):
        return True
    if re.search(r"cơ quan,(?: đơn vị,)?$", before, re.IGNORECASE):
        return True  # "các cơ quan, tổ chức triển khai"
    return bool(
        re.search(r"(?:^|[\s,;])(?:các|những|cơ quan,|đơn vị,|và|,)$", before, re.IGNORECASE)
    ) and not (word_pattern("actions").match(rest))


def _determiner(text: str, at: int) -> re.Match[str] | None:
    """Returns the match of "các …" at `at`; of "mỗi …" only before a noun for a body ("mỗi năm" is no agency)."""
    each = _EACH.match(text, at)
    if each and word_pattern("heads").match(text, each.end()):
        return each
    return _DETERMINER.match(text, at)


def _name_end(text: str, at: int, collective: bool) -> tuple[int, bool] | None:
    """Returns the end of the name at `at`, and whether it is a collective ("các sở, ngành"); None if none is there."""
    known = _known(text, at)
    determiner = _determiner(text, at)
    head = word_pattern("heads").match(text, at)
    if known is None and word_pattern("no_heads").match(text, determiner.end() if determiner else at):
        return None
    if known is None and determiner is None:
        # "Báo cáo kết quả" begins like the name of a newspaper, but is an action.
        if head is None or starts_action(text.lower() if _OPENS.search(text[:at]) else text, at):
            return None
        if (
            text[at].islower()
            and not collective
            and at == 0
            and head.group() in ("ban", "bộ", "báo", "tổ", "nhà")
        ):
            return None
    start = at
    proper = determiner is None and text[at].isupper()
    at = (
        known
        if known is not None
        else determiner.end()
        if determiner is not None
        else head.end()
        if head
        else at
    )
    if determiner is not None and starts_action(text, at, start):
        return None
    if known is not None and _is_complete(text, start, known):
        return known, not proper
    if known is not None and (placed := _placed(text, start, known)):
        return placed, not proper
    return _words_end(text, start, at, proper), not proper


def _words_end(text: str, start: int, at: int, proper: bool) -> int:
    """Returns where the words of a name end that began at `start` and is read up to `at`."""
    while True:
        joint = _AND_IN_NAME.match(text, at) if proper else None
        if joint and not word_pattern("heads").match(text, joint.end()) and _known(text, joint.end()) is None:
            at = joint.end()
        else:
            gap = re.compile(r"[ ]+").match(text, at)
            if gap is None and at > start and text[at - 1] != " ":
                return at
            at_next = gap.end() if gap else at
            if text.startswith(("và ", "hoặc ", "cùng ", "với ", "do ", "là ", "mà "), at_next) or starts_action(
                text, at_next, start
            ):
                return at
            at = at_next
        word = _WORD.match(text, at)
        if word is None:
            return len(text[:at].rstrip())
        at = word.end()


def is_doubtful(names: tuple[str, ...]) -> bool:
    """Whether a name, remarks in brackets aside, is so long that it is rather a sentence."""
    return any(len(without_remark(name).split()) > _LONGEST_NAME for name in names)


def without_remark(name: str) -> str:
    """Returns a name without what is said about it in brackets ("Sở Y tế (về vắc-xin)")."""
    return _REMARK.sub("", name).strip() or name
