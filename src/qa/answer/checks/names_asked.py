"""Questions that ask for a name, an office's holder or where somebody is reached, and whether a text has that."""

from __future__ import annotations

import re
from functools import cache

from qa.search import Query
from qa.structure.markers import UPPER
from qa.tasks.wording import phrases
from qa.vietnamese import fold

# Things that a document names by their names, if at all: "nhà thầu nào", "ngân hàng nào".
NAMED_THING = re.compile(
    r"\b(?P<noun>nha thau|nha cung cap|nha mang|don vi tu van|nha dau tu|ngan hang|truong (?:dai hoc|cao dang)"
    r"|san (?:giao dich|thuong mai)(?: dien tu)?|benh vien|tap doan|hang (?:bay|xe|phan mem|cong nghe))"
    r"(?: [a-z]+){0,3} nao\b"
)
NAMES_ASKED = re.compile(
    r"(?<!\bke )(?<!\bneu )\bten (?:cua |cac |nhung |\d+ )+(?P<noun>[a-z]+ [a-z]+)?|\bdanh sach ten\b|\bho ten\b"
    r"|\bso dien thoai\b|\bdia chi\b|\bemail\b|\bnames? of\b|\bphone\b|\baddress\b"
)
# "giải thưởng đó tên là gì": a thing that has a name of its own.
NAME_ASKED = re.compile(
    r"\b(?P<noun>giai thuong|trung tam|quy|de an|du an|nen tang|vien|truong|hoi|cong ty|tap doan|khu|cuoc thi"
    r"|giong|ung dung|phan mem|cong|chuyen muc|chuyen trang|le hoi|ngan hang|hoi thi|app|nha may|mo hinh)\b"
    r".*\bten (?:la )?gi\b"
)
# Who holds an office: plans name offices, not their holders.
OFFICE_ASKED = re.compile(
    r"^(?=.*(?:\bla ai\b|\bai la\b|\bten (?:la )?gi\b|\b(?:ong|ba|dong chi) nao\b|\bwho is\b|\bname of\b))"
    r".*\b(?P<office>(?:pho )?(?:giam doc|chu tich|bi thu|truong (?:ban|phong)|thu tuong|bo truong|hieu truong"
    r"|vien truong)|chanh van phong"
    r"|(?P<english>director|chair(?:man|woman|person)?|secretary|minister|head|leader|president|rector|manager))\b"
)
_HOLDS = "(?:truong|to truong|chu tich|giam doc|hieu truong|vien truong|thu ky|chanh van phong)"
FULL_NAME_ASKED = re.compile(r"\bho (?:va )?ten\b")
PERSON = re.compile(rf"\b(?:ông|bà|đồng chí)\s+(?:(?!Chủ tịch|Giám đốc|Phó|Bí thư)[{UPPER}][^\W\d_]+\s+[{UPPER}])")
# Where somebody or something is reached: a site, an e-mail address, a telephone, a street.
CONTACT_ASKED = re.compile(r"\b(?:so dien thoai|dia chi|email|phone|address)\b")
CONTACT = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net)\b|@\w|\b0\d{2,3}[. ]?\d{3,4}[. ]?\d{3,4}\b"
    r"|\bsố \d+\w?,? (?:đường|phố)\b",
    re.IGNORECASE,
)


def has_name_asked(query: Query, text: str) -> bool | None:
    """Whether a text has the name that a question asks for; None where it asks for none.

    Plans name offices and not who holds them, so that no text has the name of a director.
    """
    plain = fold(query.text)
    if FULL_NAME_ASKED.search(plain):
        return PERSON.search(text) is not None
    if office := OFFICE_ASKED.search(plain):
        # "do đồng chí Chủ tịch UBND tỉnh làm Trưởng ban": who heads a board is told by his office.
        return re.search(rf"\blam {_HOLDS if office['english'] else office['office']}\b", fold(text)) is not None
    if CONTACT_ASKED.search(plain) and CONTACT.search(text):
        return True
    asked = NAMES_ASKED.search(plain) or NAMED_THING.search(plain) or NAME_ASKED.search(plain)
    return (bool(asked["noun"]) and _has_name(asked["noun"], text)) if asked else None


def _has_name(noun: str, text: str) -> bool:
    """Whether a text has a thing of this kind by its name: "Trung tâm Thông tin" for "trung tam"."""
    return any(re.match(rf"\s+[“\"]?[{UPPER}]", text[m.end() :]) for m in re.finditer(rf"\b{noun}\b", fold(text)))


def lacks_duty_asked(query: Query, text: str) -> bool:
    """Whether a text has none of the verbs of which a question asks the agency ("cơ quan nào theo dõi, đôn đốc …").

    A single verb may be put in another word.
    """
    asked = _duty_asked().search(fold(query.text))
    verbs = _verbs().findall(asked["verbs"]) if asked else []
    plain = fold(text)
    return len(verbs) > 1 and not any(re.search(rf"\b{verb}\b", plain) for verb in verbs)


@cache
def _verbs() -> re.Pattern[str]:
    actions = {fold(action) for action in phrases()["words"]["actions"] if action.count(" ") == 1}
    return re.compile(rf"\b(?:{'|'.join(sorted(actions))})\b")


@cache
def _duty_asked() -> re.Pattern[str]:
    one = rf"(?:{_verbs().pattern})"
    return re.compile(
        rf"\b(?:(?:co quan|don vi|so|ban|nganh) nao|ai)(?: (?:se|phai|co trach nhiem|chiu trach nhiem|duoc giao))*"
        rf" (?P<verbs>{one}(?:(?:,| va|, va) {one})*)"
    )
