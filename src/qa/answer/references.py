"""Direct references: "Điều 2 của Quyết định 123 quy định gì?" is answered by the section itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.citing import Citations, one_line
from qa.answer.draft import Draft
from qa.answer.duties.matching import ROLE_WORDS
from qa.answer.material import Material
from qa.answer.weighing import question_terms
from qa.records import Section, Task
from qa.search import Query
from qa.structure.markers import to_roman
from qa.vietnamese import fold

# "dòng 3"; "Chương trình hành động số 48" and "hợp đồng số 3" end alike.
_ROW = r"(?<!hanh )(?<!hoat )(?<!lao )(?<!hop )(?<!hoi )dong"
PLACE = re.compile(
    rf"\b(?P<level>dieu|khoan|diem|muc|phan|chuong|phu luc|so thu tu|stt|(?<!ngan )hang|{_ROW}"
    r"|nhiem vu|du an|giai phap|nhom|tieu du an|gach dau dong)\s+(?:so\s+|thu\s+)?"
    r"(?P<label>[ivx]+|\d{1,3}[a-z]|\d{1,3}(?:\.\d{1,2})*|dd|[a-z](?![a-z]))(?![\w%]|[.,]\d)"
    # "nhiệm vụ 30 tháng" is a length of time; "nhiệm vụ 3 năm 2025" is the third of a year.
    r"(?!\s(?:(?:thang|nam|ngay)\b(?! \d)|(?:tuan|lan|nguoi|trieu|ty)\b))"
)
# "mục III.2", "III.2 Kế hoạch 58": a part and its item in one.
DOTTED = re.compile(r"(?:\b(?:mục|phần|khoản|muc|phan) )?\b(?P<part>[IVX]+)\.(?P<item>\d{1,2}(?:\.\d{1,2})*)(?!\w)")
# "nhiệm vụ ở tỉnh nào": a word of one letter with a mark is no label; đ is, and none that folding may make d.
WORD_OF_A_LETTER = re.compile(r"(?<!\w)(?![a-z])[^\W\d_](?!\w)", re.IGNORECASE)
D_WITH_STROKE = "dd"
ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
ORDINAL = re.compile(rf"\bthứ (?P<word>{'|'.join(ORDINALS)})\b|\b(?P<first>đầu tiên)\b", re.IGNORECASE)
APPENDIX = re.compile(r"\bphu luc (?:so )?(?P<label>[ivx]+|\d{1,2}|[a-z])(?!\w)")
# Levels that a section bears in its label, if it is one: "Nhiệm vụ 4", where "nhiệm vụ 5 năm" names none.
COUNTED = frozenset({"nhiem vu", "du an", "giai phap", "nhom", "tieu du an"})
TASKS = frozenset({"nhiem vu", "du an", "tieu du an"})
NAMED = COUNTED | {"dieu", "chuong"}
# What such a question says besides the place.
ASKING = frozenset(
    """
    quy dinh noi dung ve gi the nao ghi viet neu la theo cua trong tai o cho biet doc trich nguyen van phu
    luc bang hang dong dieu xem toi em minh giup chi tiet toan bo
    """.split()
)
# … and of a row of a table of tasks: "kết quả cần đạt", "sản phẩm đầu ra".
OF_A_ROW = frozenset("can dat duoc yeu cau san pham dau ra".split())
# "Ai chủ trì nhiệm vụ số 3?": rows of tables of tasks tell it, and seldom what has that number elsewhere.
OF_A_TASK = re.compile(
    r"\b(?:chu tri|phoi hop|ai|co quan nao|don vi nao|so nao|khi nao|bao gio|thoi gian|thoi han|tien do|san pham)\b"
)
RESIDUE = 3.5
LOOKED_THROUGH = 30  # documents that are looked through for a section, where none is named
FEW = 3  # documents that may have it
# Words for a document.
DOCUMENT = re.compile(
    r"\b(?:van ban|ke hoach|quyet dinh|chuong trinh|nghi quyet|chien luoc|de an|tai lieu|cong van"
    r"|documents?|plans?|decisions?|programmes?|resolutions?)\b"
)


def answer(query: Query, material: Material) -> Draft | None:
    """Returns the section that a question names by its labels; None if it names none, or asks for more than that."""
    plain = fold(_said(query))
    wanted = _wanted(plain)
    if not wanted or _asks_more(query, plain, material):
        return None
    citations, blocks = Citations(material), []
    found = _bearing(_asked_of(query, plain, material), plain, material)
    several = query.docs is None and len(material.index.headers()) > 1
    for section in found if not several or len(found) <= FEW else ():
        if section.kind == "table-row" and section.heading and query.asks_for("list", "count"):
            return None  # the rows under it are asked for
        if query.asks_for("agency", "deadline") and not several and charged_in(section, material):
            return None  # the register knows who does what a row or an item says
        head = f"**{material.called(section.doc_id)}**:\n" if several else ""
        blocks.append(head + quoted(section, material, citations))
    return Draft("extractive", "\n\n".join(blocks), citations) if blocks else None


def unsettled(query: Query, material: Material) -> str:
    """Says that no document has the section a question asks for by its labels, or that too many do; "" for one asked.

    What a search would find in its place says something else.
    """
    said = _said(query)
    plain = fold(said)
    if appendix := _missing_appendix(query, plain, material):
        return f"Không thấy {appendix} trong văn bản được hỏi."
    places = [said[m.start() : m.end()] for m in PLACE.finditer(plain) if m["level"] != "phu luc"]
    places = [re.sub(rf"\b{D_WITH_STROKE}$", "đ", place) for place in places]
    documents = _asked_of(query, plain, material)
    if not places or not documents or _asks_more(query, plain, material):
        return ""
    found = _bearing(documents, plain, material)
    if query.docs is None and len(found) > FEW:
        return f"Nhiều văn bản có {' '.join(places)}; hãy nêu tỉnh hoặc số văn bản."
    named = {fold(place) for place in places}  # "a) Nhóm 2: …" is called so, though its label is another
    if found or any(fold(s.heading) in named for doc_id in documents for s in material.index.headed(doc_id)):
        return ""
    return f"Không thấy {' '.join(places)} trong văn bản được hỏi."


def _missing_appendix(query: Query, plain: str, material: Material) -> str:
    """The appendix that a question names by its label, if its one document neither has nor mentions it; else ""."""
    named = APPENDIX.search(plain)
    if named is None or query.docs is None or len(query.docs) != 1 or on_a_mentioned_one(query):
        return ""
    own = {s.path[0] for s in material.index.sections(query.docs[0]) if s.path[0].startswith("phu-luc")}
    labels = _labels(named["label"])
    alone = own == {"phu-luc"} and "1" in labels  # "Phụ lục I" of the only one
    said = re.search(rf"\bphu luc (?:so )?(?:{'|'.join(labels)})\b", fold(material.document(query.docs[0]).text))
    return "" if alone or said or own & {f"phu-luc-{label.upper()}" for label in labels} else named.group()


def _labels(label: str) -> set[str]:
    """A label in small letters with its other ways of writing: "2", "ii" and "hai"."""
    if not label.isdecimal():
        return {label, *(str(number) for number in range(1, 21) if to_roman(number).lower() == label)}
    words = (fold(word) for word, number in ORDINALS.items() if number == int(label))
    return {label, to_roman(int(label)).lower(), *words}


def _asked_of(query: Query, plain: str, material: Material) -> Sequence[str]:
    """The documents that a question by labels may be on: those named, else the few there are of a kind it names."""
    headers = material.index.headers()
    if query.docs is not None or on_a_mentioned_one(query) or len(headers) > LOOKED_THROUGH:
        return query.docs or ()
    kinds = {h.doc_id: {fold(h.kind), *(fold(part.kind) for part in h.parts)} for h in headers}
    named = [doc_id for doc_id, own in kinds.items() if any(re.search(rf"\b{kind}\b", plain) for kind in own if kind)]
    return named or list(kinds)


def _bearing(documents: Sequence[str], plain: str, material: Material) -> list[Section]:
    """The section of each document that bears the labels named in a question, where it has one."""
    wanted, found = _wanted(plain), []
    for doc_id in documents:
        sections = material.index.sections(doc_id)
        section = _find(sections, wanted, plain) or _inserted(sections, wanted, material)
        if section is not None:
            found.append(section)
    return found


def named_section(query: Query, material: Material) -> Section | None:
    """Returns the section that a question about one document names by its labels, whatever else it asks."""
    plain = fold(_said(query))
    wanted = _wanted(plain)
    docs = query.docs or tuple(header.doc_id for header in material.index.headers()) if wanted else ()
    return _find(material.index.sections(docs[0]), wanted, plain) if len(docs) == 1 else None


def charged_in(section: Section, material: Material) -> list[Task]:
    """Returns the tasks of a section and of those under it."""
    below = f"{section.section_id}/"
    tasks = material.index.tasks((section.doc_id,))
    return [t for t in tasks if t.section_id == section.section_id or t.section_id.startswith(below)]


def _said(query: Query) -> str:
    """A question with its labels written as citations write them."""
    text = WORD_OF_A_LETTER.sub(lambda m: D_WITH_STROKE if m[0] in "đĐ" else " - ", query.text)
    text = DOTTED.sub(lambda m: f"phần {m['part']} mục {m['item']}", text)
    return ORDINAL.sub(lambda m: str(1 if m["first"] else ORDINALS[m["word"].lower()]), text)


def _wanted(plain: str) -> list[tuple[str, str]]:
    """The levels and labels that a question, folded, names."""
    return [(m["level"], m["label"]) for m in PLACE.finditer(plain) if m["level"] != "phu luc"]


def _inserted(sections: Sequence[Section], wanted: Sequence[tuple[str, str]], material: Material) -> Section | None:
    """The section that puts an article of such a label into another document: "Bổ sung Điều 9a vào sau Điều 9"."""
    level, label = wanted[-1]
    if not re.fullmatch(r"\d+[a-z]", label):
        return None
    inserts = re.compile(rf"\b(?:bo sung|them)\b[^.;]{{0,20}}\b{level} {label}(?!\w)")
    return next((s for s in sections if inserts.search(fold(material.text(s)[:200]))), None)


def on_a_mentioned_one(query: Query) -> bool:
    """Returns whether a question is on a document that the corpus only mentions: its header is not at hand.

    In "Kế hoạch của tỉnh thực hiện Quyết định 569 ban hành ngày nào?" it is on the plan, which is named first.
    """
    if not query.documents or any(named.docs for named in query.documents):
        return False
    before = fold(query.text).partition(query.documents[0].printed)[0]
    return not DOCUMENT.search(before)


def _asks_more(query: Query, plain: str, material: Material) -> bool:
    """Whether the question has a subject of its own besides the place: then the place only narrows the search."""
    rest = PLACE.sub(" . ", plain)
    terms = question_terms(rest, leave_out=[*query.provinces, *(d.printed for d in query.documents)])
    # Whoever asks for the result or the lead of a task by its number is answered by its row.
    asking = ASKING | ROLE_WORDS | OF_A_ROW if any(level in COUNTED for level, _ in _wanted(plain)) else ASKING
    words = [t for t in terms if "_" not in t and fold(t) not in asking and not t.isdigit()]
    frame = {"quyet", "dinh", "ke", "hoach", "chuong", "trinh", "nghi", "van", "ban", "ubnd", "tinh", "so"}
    return sum(material.words.weights((t for t in words if fold(t) not in frame), query.docs).values()) > RESIDUE


def _find(sections: Sequence[Section], wanted: Sequence[tuple[str, str]], plain: str) -> Section | None:
    """The section whose labels are all those named, the shallowest first."""
    in_appendix = "phu luc" in plain
    if in_appendix and (appendices := [s for s in sections if s.path[0].startswith("phu-luc")]):
        named = APPENDIX.search(plain)
        labels = _labels(named["label"]) if named else set()
        own = [s for s in appendices if fold(s.path[0]) in {f"phu-luc-{label}" for label in labels}]
        sections = own or appendices
    found = [s for s in sections if _bears(s.path, wanted)]
    found = [s for s in found if _innermost(s, wanted)]
    in_table = in_appendix or (wanted[0][0] in TASKS and OF_A_TASK.search(plain))
    if not found and len(wanted) == 1 and wanted[0][0] in COUNTED and in_table:
        row = ("stt", wanted[0][1])  # "nhiệm vụ số 3 của phụ lục": the table's row 3
        found = [s for s in sections if s.kind == "table-row" and _innermost(s, [row])]
    if not found and len(wanted) == 1 and wanted[0][0] in COUNTED:
        found = _under_a_heading(sections, *wanted[0])
    found.sort(key=lambda s: (s.path[0].startswith("phu-luc"), len(s.path), s.start))
    return found[0] if found else None


def _under_a_heading(sections: Sequence[Section], level: str, label: str) -> list[Section]:
    """The sections of a number under a heading that says what they are: "2." under "II. NHIỆM VỤ VÀ GIẢI PHÁP"."""
    headings = {s.section_id for s in sections if level in fold(s.heading)}
    return [s for s in sections if s.parent in headings and fold(s.path[-1]) == label]


def _bears(path: Sequence[str], wanted: Sequence[tuple[str, str]]) -> bool:
    """Whether each label named is one of a path's, and none of it two of them: "điểm b mục 3 mục B"."""
    if not wanted:
        return True
    named = (at for at, code in enumerate(path) if _is_level(code, *wanted[0]))
    return any(_bears([*path[:at], *path[at + 1 :]], wanted[1:]) for at in named)


def _innermost(section: Section, wanted: Sequence[tuple[str, str]]) -> bool:
    return any(_is_level(section.path[-1], level, label) for level, label in wanted)


def _is_level(code: str, level: str, label: str) -> bool:
    """Whether a component of a path is what is named ("khoản 2.1", "điểm c", "phần II", "Điều 2")."""
    code = code.split("~")[0]
    code = D_WITH_STROKE if code.lower() == "đ" else fold(code)
    if level == "gach dau dong":
        return code == f"g{label}"
    if level in ("so thu tu", "stt", "hang", "dong"):
        return code.endswith(f"stt-{label}")
    # "Chương 2" is "Chương II", "Phần 2" is "Phần thứ hai".
    labels = _labels(label) if level in ("chuong", "phan") and label.isdecimal() else {label}
    named = any(code == f"{level.replace(' ', '-')}-{one}" for one in labels)
    return named or (code in labels and level not in NAMED)


def quoted(section: Section, material: Material, citations: Citations) -> str:
    """Returns a section with what is under it, each part quoted and cited."""
    lines = []
    for part in material.subtree(section)[:20]:
        if part.end > part.start:
            lines.append(f"“{one_line(material.text(part))}” {citations.whole(part)}")
    return (
        "\n".join(["**" + section.reference + "**", *(f"- {line}" for line in lines)]) if len(lines) > 1 else lines[0]
    )
