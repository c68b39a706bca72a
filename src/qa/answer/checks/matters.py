"""Questions on a matter as such ("Tỉnh A nói gì về trí tuệ nhân tạo?"): the places quoted must speak of that matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.answer.checks import kinds_set, unmentioned
from qa.answer.choosing import alternatives
from qa.answer.confidence import BY_CONSTRUCTION
from qa.answer.draft import Draft
from qa.answer.grounding import bound
from qa.answer.listing.enumerated import LIST_WORDS
from qa.answer.material import Material
from qa.answer.weighing import question_terms, without_words
from qa.records import Hit
from qa.search import Query
from qa.search.named import names_typed
from qa.search.query import is_folded
from qa.structure.markers import UPPER
from qa.vietnamese.abbreviations import spell_out, spelled_terms
from qa.vietnamese.synonyms import official

_OF = r"(?:(?:của|ở|tại|trong|theo|cho|với|thuộc|trên địa bàn) )?"
_DOCUMENT = r"(?:(?:kế hoạch|quyết định|chương trình|văn bản|nghị quyết|đề án)(?: (?:của|số))? )?"
# "Kế hoạch của tỉnh A", with what joins it to the matter.
_PLACED = rf"{_OF}{_DOCUMENT}(?:(?:tỉnh|thành phố|ubnd tỉnh) )?"
_SAID = re.compile(
    r"\b(?:quy định|nói|đề cập|viết|nêu|ghi|đề ra|đặt ra|đưa ra|xác định|có)"
    r"(?: (?:những|các|ra|đến|nội dung|chính sách))* (?:gì|(?:như )?thế nào|ra sao)"
    r"(?: (?:liên quan|chung))? (?:về|đối với|đến|tới|cho) (?P<matter>.+)$",
    re.IGNORECASE,
)
_LEADS = (
    r"hãy|cho (?:tôi|em|mình)|cho biết|liệt kê|kể(?: hết| ra)?|nêu|tóm tắt|danh sách(?: đầy đủ)?|giải thích|giúp|hiểu"
)
# What a matter that is only named may end in: "… thế nào", "… là gì".
_WHAT = r"(?: (?:(?:như )?thế nào|ra sao|(?:là|gồm)(?: có| những)? gì))?"
_HOW_MUCH = rf"(?: (?:là )?(?:bao nhiêu|(?:lấy )?(?:từ đâu|từ (?:những |các )?nguồn nào))|{_WHAT})"
_STATE = re.compile(
    rf"^(?:(?:{_LEADS}) )*(?:(?:các |những )?(?:nội dung|quy định|thông tin|vấn đề)(?: về)? )?(?P<matter>.+?)"
    rf"{_WHAT}$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:nào|gì|ai|bao nhiêu|mấy|khi|bao giờ|bao lâu|sao|đâu|không|chưa|thì|phải|hay|bị|được)\b")
_SHORT_FORM = re.compile(rf"\b[{UPPER}]{{2,}}\b")
_BARE = frozenset({"list", "explanation", "comparison", "definition"})
_LONGEST = 12  # syllables
ENOUGH = 0.5  # share of the matter's weight
# Who is charged with a matter, and nothing else: "Ai chủ trì nhiệm vụ về X?", "Việc X do sở nào làm?".
_WHO = (
    r"(?:ai|(?:(?:những|các) )?(?:cơ quan|đơn vị|sở|ngành|bên|phòng|ban|tổ chức|sở ngành|sở ban ngành)"
    r"(?: chức năng| chủ trì| đầu mối| phối hợp)? nào)"
)
_CHARGE = (
    r"(?:chủ trì|phụ trách|phối hợp|đầu mối|lo|quản lý|thực hiện|triển khai|làm|đảm nhận|đảm trách|tham mưu|theo dõi"
    r"|chịu trách nhiệm(?: chính)?)"
    r"(?:,? (?:chủ trì|phối hợp|thực hiện|triển khai))*"
)
_TASK = (
    r"(?:(?:các |những )?(?:nhiệm vụ|công việc|việc|chuyện|công tác|nội dung|mảng|lĩnh vực|phần)"
    r"(?: (?:về|liên quan (?:đến|tới)))? |về |cho )*"
)
_CHARGED = (
    re.compile(
        rf"^{_WHO} (?:là )?(?:(?:cơ quan|đơn vị) )?(?:(?:sẽ |được giao |đứng ra |phải )?{_CHARGE}|được giao)"
        rf" {_TASK}(?P<matter>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^{_TASK}(?P<matter>.+?) (?:do|được giao cho|giao cho|được giao|giao|là của) {_WHO}"
        rf"(?: (?:sẽ |phải )?{_CHARGE})?(?: thực hiện)?$",
        re.IGNORECASE,
    ),
)
# … and whether one agency is: "Sở A có phải cơ quan chủ trì nhiệm vụ về X không?".
_CHARGED_ITSELF = re.compile(
    rf"^.+? (?:có phải |có |phải )(?:là )?(?:(?:cơ quan|đơn vị|đầu mối) )?(?:được giao )?{_CHARGE}"
    rf" {_TASK}(?P<matter>.+?) (?:hay )?(?:không|chưa)$",
    re.IGNORECASE,
)
# What a document sets for a matter, and nothing else: "Các nhiệm vụ về X của A", "A đặt mục tiêu gì về X?".
_SET = r"(?P<kind>nhiệm vụ|mục tiêu|chỉ tiêu|giải pháp|chính sách|kinh phí)(?: (?:cụ thể|chủ yếu|chính|trọng tâm))*"
_ON = r"(?:(?:dành |chi |bố trí |đầu tư |hỗ trợ )?cho|về|đối với|liên quan (?:đến|tới)|trong lĩnh vực)"
_SET_FOR = (
    re.compile(
        rf"^(?:(?:{_LEADS}) )*(?:(?:những|các|toàn bộ|tất cả) )*{_SET} {_ON} (?P<matter>.+?)"
        rf"{_HOW_MUCH}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:có|đặt|đặt ra|đề ra|nêu|nêu ra) (?:(?:những|các) )?{_SET} (?:gì|nào) {_ON} (?P<matter>.+)$",
        re.IGNORECASE,
    ),
)
# When a matter is to be done, and nothing else: "X bao giờ xong?", "Khi nào hoàn thành X?".
_WHEN = r"(?:bao giờ|khi nào|chừng nào|(?:năm|tháng|quý|ngày) nào|lúc nào)"
_DONE = r"(?:thì )?(?:phải |sẽ )?(?:(?:làm |thực hiện |triển khai )?xong|hoàn thành|hoàn tất|kết thúc)"
_DUE = (
    re.compile(rf"^(?:(?:đến|trước|vào) )?{_WHEN} {_DONE} {_TASK}(?P<matter>.+)$", re.IGNORECASE),
    re.compile(rf"^{_TASK}(?P<matter>.+?) (?:(?:đến|trước|vào) )?{_WHEN} {_DONE}$", re.IGNORECASE),
    re.compile(rf"^{_TASK}(?P<matter>.+?) {_DONE} (?:(?:đến|trước|vào) )?{_WHEN}$", re.IGNORECASE),
)
_POINTED_AT = re.compile(
    r"\d|^(?:(?:số|thứ) (?:một|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|mấy)|cuối|đầu|này|đó|trên|kia|ấy)\b"
    r"|\b(?:này|đó|ấy|trên|cuối cùng|đầu tiên)$",
    re.IGNORECASE,
)
_MOST_WORDS = 6  # of a matter that a task must hold nearly whole; longer ones are told in other words
_FEW_WORDS = 4  # of one that it must hold whole
# The share of its weight that must be held: by whether it has few words, and any for which documents write others.
_LEAST = {(True, False): 0.99, (True, True): 0.7, (False, False): 0.7, (False, True): ENOUGH}
_NEVER_NEAR = frozenset({"kinh phí"})  # money that is set for something else is no answer, a task for a target is


def matter_of(query: Query) -> str:
    """Returns the matter that a question asks about as such, as typed; "" for a question on anything more."""
    if not _on_texts(query) or not set(query.asks) <= _BARE or query.agencies:
        return ""
    text = _without_names(query)
    found = _SAID.search(text) or _STATE.search(text)
    matter = found["matter"] if found else ""
    told = _ASKS.search(matter.lower()) or _SHORT_FORM.search(spell_out(matter))
    return "" if told or not 1 < len(matter.split()) <= _LONGEST else matter


def _on_texts(query: Query) -> bool:
    """Whether a question, in Vietnamese, is on what documents that there are say, and not on their headers."""
    return not query.english and not query.metadata and all(named.docs for named in query.documents)


def _without_names(query: Query) -> str:
    """A question without the names of places and documents, and what joins these to it."""
    text = query.text.strip(" ?.!")
    for printed in names_typed(query.text, query.documents):
        text = re.sub(rf"{_PLACED}{re.escape(printed)}", " ", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", text).strip(" ,:")


def charged_with(query: Query) -> str:
    """Returns the matter of which a question asks who is charged with it, in few words; "" for any other question."""
    matter, _ = _framed((_CHARGED_ITSELF,) if query.agencies else _CHARGED, query)
    # "Những sở nào được giao nhiệm vụ?"
    return "" if re.fullmatch(_TASK, f"{matter} ", re.IGNORECASE) else matter


def set_for(query: Query) -> tuple[str, str]:
    """Returns the matter, in few words, for which a question asks what is set, and what that is; else two "".

    "Các nhiệm vụ về du lịch của A": ("du lịch", "nhiệm vụ").
    """
    return ("", "") if query.agencies else _framed(_SET_FOR, query)


def due_of(query: Query) -> str:
    """Returns the matter of which a question asks when it is to be done; "" for any other question."""
    return "" if query.agencies else _framed(_DUE, query, _LONGEST)[0]


def _framed(patterns: Sequence[re.Pattern[str]], query: Query, most: int = _MOST_WORDS) -> tuple[str, str]:
    """The matter, in few words, and the kind ("" where it has none) of the first pattern that a question fits."""
    text = _without_names(query) if _on_texts(query) else ""
    found = next((found for pattern in patterns if (found := pattern.search(text))), None)
    if found is None:
        return "", ""
    matter = found["matter"]
    points = _POINTED_AT.search(matter) or _ASKS.search(matter.lower())  # "Ai chủ trì nhiệm vụ số 2?"
    if points or "," in matter or len(matter.split()) > most:
        return "", ""
    return matter, found.groupdict().get("kind", "").lower()


def missing(query: Query, typed: str, draft: Draft, material: Material) -> str:
    """Says that nothing is said on the matter of a question; "" if the places quoted speak of it.

    Args:
        query: the question as understood.
        typed: the question as typed; marks that were put back may be the wrong ones.
        draft: the answer that would be given.
        material: the open index.
    """
    if BY_CONSTRUCTION & draft.signals.keys() or draft.mode not in ("extractive", "ownership"):
        return ""
    if matter := charged_with(query):
        told = draft.abstained or _charges(matter, query, draft, material)
        remark = f"Các văn bản được hỏi không giao nhiệm vụ nào về “{matter}”."
    elif not is_folded(typed) and (asked := set_for(query))[0]:
        matter, kind = asked
        told = _charges(matter, query, draft, material) and (
            kind not in _NEVER_NEAR or _is_set(kind, matter, query, draft, material)
        )
        remark = f"Chỗ gần nhất với câu hỏi không nêu {kind} nào về “{matter}”."
    elif not is_folded(typed) and (matter := due_of(query)):
        told = _share(matter, _held(draft, material), query, material) >= ENOUGH
        remark = f"Chỗ gần nhất với câu hỏi không nêu hạn nào của “{matter}”."
    else:
        as_such = draft.mode == "extractive" and query.docs is not None
        matter = matter_of(query) if as_such and not is_folded(typed) else ""
        told = not matter or _share(matter, _held(draft, material), query, material) >= ENOUGH
        remark = f"Chưa thấy nội dung về “{matter}” trong văn bản được hỏi."
    return "" if told else unmentioned.unheld(query, material) or remark


def unset(query: Query, typed: str, draft: Draft, material: Material) -> str:
    """Says that what is quoted on a matter is not the kind of thing that was asked for; "" if it is."""
    if BY_CONSTRUCTION & draft.signals.keys() or draft.mode != "extractive" or is_folded(typed):
        return ""
    matter, kind = set_for(query)
    if not kinds_set.is_told_apart(kind) or _is_set(kind, matter, query, draft, material):
        return ""
    return f"Không thấy {kind} nào nêu riêng về “{matter}”; văn bản nói về nội dung này như sau:"


def saying(query: Query, hits: Sequence[Hit], material: Material, of_kind: bool) -> list[Hit]:
    """The passages that hold the matter for which a question asks what is set; with `of_kind`, that set it."""
    matter, kind = set_for(query)
    least, found = _least(matter), []
    for hit in hits:
        section = material.index.section(hit.passage.section_id) if matter else None
        if section is None:
            continue
        heads = kinds_set.headings(section, material)
        holds = _share(matter, spelled_terms(f"{heads}\n{hit.passage.text}"), query, material) >= least
        if holds and (not of_kind or kinds_set.is_shown(kind, hit.passage.text, heads)):
            found.append(hit)
    return found


def _is_set(kind: str, matter: str, query: Query, draft: Draft, material: Material) -> bool:
    """Whether one of the places quoted holds the matter and tells, of it, of a thing of that kind."""
    return any(
        kinds_set.is_shown(kind, text, heads)
        and _share(matter, spelled_terms(f"{heads}\n{text}"), query, material) >= _least(matter)
        for text, heads in kinds_set.quoted(draft, material)
    )


def _least(matter: str) -> float:
    """The share of a matter's weight that a place must hold."""
    return _LEAST[len(matter.split()) <= _FEW_WORDS, bool(official(matter))]


def _charges(matter: str, query: Query, draft: Draft, material: Material) -> bool:
    """Whether the places quoted speak of a matter with which somebody may be charged."""
    least = _least(matter)
    held = _held(draft, material)
    verb, _, rest = matter.partition(" ")
    # "mở hội chợ": the text may have "mở ba hội chợ", where the verb stands by itself.
    apart = " " in rest and _share(verb, held, query, material) and _share(rest, held, query, material) >= least
    return bool(apart) or _share(matter, held, query, material) >= least


def _held(draft: Draft, material: Material) -> set[str]:
    """The terms of the places quoted, with the headings above them, and of the tasks told."""
    held: set[str] = set()
    for section_id in {citation.section_id for citation in draft.citations.found}:
        section = material.index.section(section_id)
        if section is not None:
            held |= spelled_terms(material.text(section)) | set(material.above(section))
    for task in draft.tasks:
        held |= spelled_terms(task.task)
    return held


def _share(matter: str, held: Collection[str], query: Query, material: Material) -> float:
    """The share of a matter's weight that terms hold in company; 1 for one without any weight."""
    weights = without_words(material.words.weights(question_terms(spell_out(matter)), query.docs), LIST_WORDS)
    return bound(weights, alternatives(query), held) if weights else 1.0
