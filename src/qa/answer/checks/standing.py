"""How things stand: whether a question asks for it, which plans seldom say, and whether a text tells it."""

from __future__ import annotations

import re

from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.search import Query

# What has been done or reached so far: plans say what is to be done.
STATUS_ASKED = re.compile(
    r"\bda [a-z]+(?: [a-z]+)? xong\b|\bda [a-z]+(?: [a-z]+){0,5} duoc (?:bao nhieu|may)\b"
    r"|\b(?:den|tinh den|cho den) nay\b|\bhien (?:nay|tai|co)\b(?! se\b)"
    r"|\bhom (?:nay|qua)\b|\bngay mai\b"
    # not "bốn tháng nay": for so long
    r"|(?<!\d )(?<!hai )(?<!ba )(?<!bon )(?<!nam )(?<!sau )(?<!may )\b(?:tuan|thang) nay\b"
    r"|\bda (?:dat|giai ngan|hoan thanh|chi"
    r"|thuc hien|to chuc) (?:duoc )?(?:bao nhieu|may|xong)\b"
    r"|\bdang (?:co|hoat dong|van hanh|lam viec|cong tac)\b[^?,;]*\b(?:bao nhieu|may)\b"
    r"|\b(?:bao nhieu|may)\b[^?,;]*\bdang (?:hoat dong|van hanh|lam viec|cong tac)\b"
    r"|\bso far\b|\bcurrently\b|\balready\b|\bto date\b|\bup to now\b|\bat present\b"
    # "How many agreements has it signed?"; not what it is "to have" or ought to "have completed"
    r"|\bhow (?:many|much)\b[^?]*\b(?:has|(?<!\bto )(?<!should )(?<!must )(?<!will )have|had)\b (?:[a-z]+ ){1,5}"
    r"(?:[a-z]+ed|signed|spent|built|sent|given|made|held|won|put|met)\b"
)
# What a report, or a plan's account of how things stand, says of it.
STATE_TOLD = re.compile(
    r"\bđã (?!được\b)[^.;]*\d|\bhiện (?:có|nay|tại|còn)\b|\bđến nay\b|\bmới (?:đạt|có)\b|\bcòn \d|\bước đạt\b",
    re.IGNORECASE,
)
STATE_HEADING = re.compile(
    r"\bkết quả (?:thực hiện|cụ thể|đạt được)|\b(?:thực|hiện) trạng\b|\btình hình\b|\btồn tại\b|\bhạn chế\b",
    re.IGNORECASE,
)
_PAST_ASKED = re.compile(
    r"\bco (?:tat ca )?bao nhieu\b|\bla bao nhieu\b|\bhow many\b|\b(?:what|how much)\b[^?]*\b(?:did|was|were|had)\b"
)
_FIGURE = re.compile(r"\bbao nhiêu\b|\bmấy\b|\bphần trăm\b")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PERIOD = re.compile(r"(?<!\d)(20\d\d)\s?[-–]\s?(20\d\d)(?!\d)")
TERM_BEGINS = ("hom nay", "hom qua", "tuan nay", "thang nay")


def asks_status(plain: str, query: Query) -> bool:
    """Whether a question is on what is, which a plan does not say."""
    # "gửi đến hôm nay thì chậm nhất ngày nào phải …": today is where a term begins.
    now = STATUS_ASKED.search(plain)
    return now is not None and not (now.group() in TERM_BEGINS and query.asks_for("deadline"))


def tells_status(section_id: str, text: str, material: Material) -> bool:
    """Whether a text says what has been done or how things stand, by its words or by the headings above its section."""
    above = (parent.heading for parent in material.ancestors(material.unit(section_id).section))
    return STATE_TOLD.search(text) is not None or any(map(STATE_HEADING.search, above))


def asks_past(plain: str, query: Query, date: str | None) -> bool:
    """Whether a question is on what was before the document of this date, which a plan does not say."""
    past = date is not None and bool(query.years) and all(year < int(date[:4]) for year in query.years)
    return past and _PAST_ASKED.search(plain) is not None


def of_another_year(query: Query, lower: str, draft: Draft, material: Material) -> int:
    """Returns the year of which a question (in small letters) wants a figure that its place gives of others; 0 if none.

    A document speaks of the years from its own up to the last of its title; of others only where it names them.
    """
    if not query.years or not _FIGURE.search(lower) or query.asks_for("yes-no", "comparison"):
        return 0
    told: set[int] = set()
    for citation in draft.citations.found:
        header = material.header(citation.doc_id)
        above = [parent.heading for parent in material.ancestors(material.unit(citation.section_id).section)]
        told |= _years(" . ".join([citation.quote, draft.text, *above]))
        own = _years(header.title)
        if not own or not header.date:
            return 0
        told |= {*range(int(header.date[:4]), max(own) + 1), *own}
    return 0 if told & set(query.years) else query.years[0]


def _years(text: str) -> set[int]:
    found = {int(year) for year in _YEAR.findall(text)}
    for first, last in _PERIOD.findall(text):
        found |= {*range(int(first), int(last) + 1)}
    return found
