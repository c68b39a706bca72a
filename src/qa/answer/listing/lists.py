"""Lists: all items of the section that a question asks for, from the tree and not from a ranking."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from qa.answer import references
from qa.answer.choosing import Choice, asked_terms, choose
from qa.answer.citing import Citations, one_line
from qa.answer.draft import Draft
from qa.answer.emphasis import emphasised
from qa.answer.listing import headed_kinds
from qa.answer.listing.enumerated import ALIKE, LIST_WORDS, enumerating, has_kind_asked, kind_asked, miscounted
from qa.answer.listing.members import members
from qa.answer.material import Material
from qa.answer.values import FIGURE_ASKED, quantities
from qa.answer.weighing import without_words
from qa.answer.wording import in_words, more_items, unnamed
from qa.index.wording import years_in
from qa.records import Hit, Section
from qa.search import Query
from qa.vietnamese import fold
from qa.vietnamese.sentences import sentences

WORD = re.compile(r"\w+")
HEADED = 0.66  # share of the question's weight that a heading must hold
TOPIC, TOPIC_LENGTH = 0.7, 10  # share of the weight, syllables
FOLD_AT = 15
LOOKED = 16  # documents named whose headings are all compared; of more, those that the search found
MUCH_LESS = 0.3  # … of less by this, an enumerating sentence does not go before the list
BETTER = 0.12  # a sentence that holds so much more of the question is its answer, not the list
ALONE = 0.2  # share of the question by which one of the items must hold more than the next to be the answer itself
MATTER = 0.5  # share of what a question says beside a heading that one part below it must have to be what is asked
APART = 0.5  # of which another has less than this
BEST = 5  # sentences among which those of one list are looked for
WORDED = 0.25  # share of a question's weight that the heading of such a list must have
TARGET_WORDS = ("muc tieu", "chi tieu", "con so", "target")
# "… tập trung vào những nội dung gì?": a verb that only leads to what is asked for.
FRAME = re.compile(
    r"\b(?P<verb>tap trung|chu trong|huong|tien hanh|thuc hien|trien khai|quy dinh|de cap|dat ra|de ra|neu)"
    r"(?: (?:vao|toi|den|ve|ra))?(?: nhung| cac)?(?: (?:noi dung|viec|van de|dieu|nhiem vu|giai phap))? (?:gi|nao)\b"
)
# "trong chương trình hành động của tỉnh A", "Báo cáo của tỉnh A nêu …": which paper it is, and nothing of the list.
OF_DOCUMENT = re.compile(
    r"(?:^|\b(?:theo|trong|tai|o) )(?:chuong trinh hanh dong|de an|bao cao|thong bao|chi thi|phuong an)"
    r"(?= (?:cua|tinh|thanh pho|nay)\b)"
)
TOLD_BY_NAME = re.compile(r"\b(?:ke|neu|cho biet|goi) (?:ro )?ten\b")
LABEL = re.compile(r"^ (?:[a-z]|[ivx]+|[\d ]+) ")  # "a)", "2.1." as `plain` gives it


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Lists what stands under the heading that the question describes, or returns None if none does."""
    kind = headed_kinds.asked(query)
    # "Mục tiêu cụ thể của kế hoạch": asks for whatever stands under a heading of this name.
    bare = not query.asks and kind is None
    counts = query.asks_for("quantity") and not query.asks_for("count") and FIGURE_ASKED.search(query.text)
    if counts or not (bare or kind or query.asks_for("list", "count")):
        return None
    place = references.named_section(query, material)
    found = [(place, 1.0)] if place and members(place, material) else _headings(query, hits, material)
    above = (section for heading, _ in found for section in (heading, *material.ancestors(heading)))
    of_kind = kind and any(headed_kinds.is_headed(section, kind) for section in above)
    if kind and not of_kind:
        found = headed_kinds.headings(query, kind, hits, material) or found
    if kind:
        found = [(headed_kinds.narrowed(query, kind, section, material), share) for section, share in found]
    found = [(of_matter(query, of_years(query, section, material), material), share) for section, share in found]
    if not found:
        return None
    named = _named_in_full(plain(query.text), found[0][0])
    if bare and not named and not _is_topic(query, *found[0], material):
        return None
    best = choose(query, hits, material)
    enumerated = enumerating(query, best) if best else None
    better = best and (
        best[0].covered > found[0][1] + BETTER
        or (enumerated is not None and _is_nearer(query, enumerated, *found[0], material))
    )
    wrong = enumerated is not None and miscounted(query, len(members(found[0][0], material)))
    if wrong or (better and not named):
        return None
    citations = Citations(material)
    blocks = [block(query, heading, material, citations, len(found) > 1) for heading, _ in found]
    share = found[0][1]
    return Draft("extractive", "\n\n".join(blocks), citations, {"covered": share})


def _is_topic(query: Query, section: Section, share: float, material: Material) -> bool:
    """Whether a question is a few words that name a matter ("Hạ tầng công nghệ"), of which a heading has this share.

    It must have what the question begins with: "Sở Thông tin và Truyền thông" is not on "An toàn thông tin".
    """
    if share < TOPIC or len(query.content) > TOPIC_LENGTH:
        return False
    over = [section.heading, *(higher.heading for higher in material.ancestors(section))]
    return set(query.content[:2]) <= set(plain(" ".join(over)).split())


def _is_nearer(query: Query, enumerated: Choice, section: Section, share: float, material: Material) -> bool:
    """Whether a sentence that enumerates is nearer to a question than the list under a heading.

    It is so, too, as one item of that list that has the kind asked for: "chia yêu cầu thành những nhóm nào".
    """
    if enumerated.covered > share - MUCH_LESS:
        return True
    below = {member.section_id for member in members(section, material)}
    return enumerated.unit.section.section_id in below and has_kind_asked(query, enumerated)


def of_years(query: Query, section: Section, material: Material) -> Section:
    """The part of a list that alone is of the years asked about: "2. Đến năm 2030" of "Mục tiêu"; else the list."""
    parts = [part for part in members(section, material) if members(part, material)]
    dated = [part for part in parts if set(query.years) & years_in(part.heading)]
    return dated[0] if len(dated) == 1 and all(years_in(part.heading) for part in parts) else section


def of_matter(query: Query, section: Section, material: Material) -> Section:
    """The part of a list that alone bears what the question says beside the list's heading; else the list.

    "Nhóm chỉ tiêu chuyển đổi số" of "Chỉ tiêu" for "các chỉ tiêu chuyển đổi số".
    """
    parts = [part for part in members(section, material) if part.heading and members(part, material)]
    if len(parts) < 2:
        return section
    own = material.heading(section)
    terms = {t: w for t, w in without_words(asked_terms(query, material), LIST_WORDS).items() if t not in own}
    held = [sum(w for t, w in terms.items() if t in material.heading(part)) for part in parts]
    best = max(held)
    alone = sum(share > APART * best for share in held) == 1
    return parts[held.index(best)] if alone and best >= MATTER * sum(terms.values()) > 0 else section


def of_siblings(query: Query, choices: Sequence[Choice], material: Material) -> Section | None:
    """Returns the section whose items are the best sentences, where a list is asked for: all of them are the answer.

    Two are enough below a line that announces them ("… gồm:"); below another heading that the question has words of,
    three, or both that there are.
    """
    if not query.asks_for("list") or len(choices) < 2:
        return None
    alone = choices[0].covered > choices[1].covered + ALONE or has_kind_asked(query, choices[0])
    if alone and enumerating(query, choices[:1]):
        return None  # one of the items is the list asked for
    best = list(dict.fromkeys(choice.unit.section for choice in choices[:BEST]))
    above = material.index.section(best[0].parent) if best[0].parent else None
    if above is None or "item" not in [section.kind for section in best[:2]]:
        return None
    below = members(above, material)
    if material.text(above).rstrip().endswith(":"):
        least = 2 if len(below) > 2 else 0
    else:
        least = min(3, len(below)) if _worded_alike(query, above, material) else 0
    return above if least and len(best) >= least and all(s.parent == above.section_id for s in best[:least]) else None


def _worded_alike(query: Query, heading: Section, material: Material) -> bool:
    """Whether a heading has much of what a question says beside the words of the document's title."""
    title = material.heading_terms(_subject(heading.doc_id, material))
    terms = {t: w for t, w in asked_terms(query, material).items() if t not in title}
    own = material.heading(heading)
    return sum(w for t, w in terms.items() if t in own) >= WORDED * (sum(terms.values()) or 1.0)


def of_a_kind(query: Query, choices: Sequence[Choice], material: Material) -> Section | None:
    """Returns the section whose items all begin with what is asked for: "Lĩnh vực …" for "những lĩnh vực nào"."""
    kind = fold(kind_asked(query))
    if not kind or (kind in fold(choices[0].text) and enumerating(query, choices[:1])):
        return None
    for choice in choices[:8]:
        if choice.score < ALIKE * choices[0].score:
            return None
        for above in material.ancestors(choice.unit.section)[:2]:
            below = members(above, material)
            begins = (plain(material.text(m)[: len(kind) + 20]) for m in below)
            rest = [plain(member.heading).replace(f" {kind} ", " ", 1) for member in below if member.heading]
            if any(name.count(" ") > 3 and name in plain(query.text) for name in rest):
                return None  # one of them is what is asked about
            if len(below) >= 3 and all(LABEL.sub(" ", begin).startswith(f" {kind} ") for begin in begins):
                return above
    return None


def _headings(query: Query, hits: Sequence[Hit], material: Material) -> list[tuple[Section, float]]:
    """The best heading of each document, where it holds enough of the question."""
    terms = without_words(asked_terms(query, material), LIST_WORDS)
    if TOLD_BY_NAME.search(fold(query.text)):
        terms = without_words(terms, ("ten",))
    if kind := OF_DOCUMENT.search(fold(query.text)):
        terms = without_words(terms, kind.group().split())
    if frame := FRAME.search(fold(query.text)):
        terms = without_words(terms, frame["verb"].split())
    if not terms:
        return []
    if query.docs and len(query.docs) <= LOOKED:
        docs = query.docs
    else:
        docs = tuple(dict.fromkeys(h.passage.doc_id for h in hits))[: LOOKED // 2]
    asked = plain(query.text)
    best: dict[str, tuple[Section, float]] = {}
    rank: dict[str, tuple[bool, float, int, int]] = {}
    for doc_id in docs:
        for section in material.index.headed(doc_id):
            share = _share(query, asked, section, terms, material)
            if share <= HEADED or not members(section, material):
                continue
            # A heading that bears the year asked for goes before any that holds more of the words.
            dated = bool(set(query.years) & years_in(section.heading))
            # Of headings alike in weight the one that the question names in full: "mục tiêu cụ thể" is not "mục tiêu".
            # Of those still alike the one that says least besides: "Điều kiện" before "Điều kiện, hồ sơ và trình tự".
            place = (dated, share, _named_in_full(asked, section), -len(material.heading(section)))
            if place > rank.get(doc_id, (False, 0.0, 0, 0)):
                best[doc_id], rank[doc_id] = (section, share), place
    top = max((share for _, share in best.values()), default=0.0)
    return sorted((b for b in best.values() if b[1] >= 0.9 * top), key=lambda b: -b[1])[:4]


def _subject(doc_id: str, material: Material) -> str:
    """What a document is on: its title, or where the text has lost it, what it rests on."""
    if title := material.header(doc_id).title:
        return title
    return " ".join(material.text(s) for s in material.index.sections(doc_id) if s.kind in ("basis", "preamble"))


@lru_cache(maxsize=4_000)  # the documents' headings
def plain(text: str) -> str:
    """A text as folded words with blanks between and around them, so that whole words are found in it.

    Without "và": a question may have a comma where a heading has it.
    """
    return f" {' '.join(word for word in WORD.findall(fold(text)) if word != 'va')} "


def _named_in_full(asked: str, section: Section) -> int:
    """The length of a heading that a question (`plain`) names: three words or more, or any that it announces."""
    heading = plain(section.heading)
    named = heading in asked and (heading.count(" ") > 3 or _announced(asked, section))
    return len(heading) if named else 0


def names_heading(query: Query, material: Material, words: str = "") -> bool:
    """Whether a question names a heading of its documents in full, one with these words, over items and no table."""
    asked = plain(query.text)
    for doc_id in query.docs or ():
        for section in material.index.headed(doc_id):
            if section.kind == "heading" and words in plain(section.heading) and _named_in_full(asked, section):
                below = members(section, material)
                if below and all(member.kind != "table-row" for member in below):
                    return True
    return False


def _announced(asked: str, section: Section) -> bool:
    """Whether a question (`plain`) names a heading as one: "trong mục Hạ tầng".

    What the heading's items are may stand elsewhere: "những dự án nào thuộc nhóm kêu gọi vốn" of "Dự án kêu gọi vốn".
    """
    announcing = _announcing(asked)
    if not announcing:
        return False
    heading = plain(section.heading)
    kind, rest = heading.split()[:2], heading.split()[2:]
    apart = f" {' '.join(rest)} " if len(rest) > 1 and f" {' '.join(kind)} " in asked else heading
    return any(f"{word}{name}" in asked for word in announcing for name in (heading, apart))


@lru_cache(maxsize=32)  # asked of each heading
def _announcing(asked: str) -> list[str]:
    """The words in a question (`plain`) that a heading's name may come after."""
    return [word for word in (" muc", " phan", " nhom", " chuong") if f"{word} " in asked]


def _share(
    query: Query, asked: str, section: Section, terms: Mapping[str, float], material: Material
) -> float:
    """The share of the question's weight that a heading holds, and at a discount what stands above it (0–1).

    Beside a heading that the question names, the words of the document's title say no more than which document.
    """
    own = material.heading(section)
    years = {int(t) for t in own if len(t) == 4 and t.isdigit()} if query.years else set()
    if years and not years & set(query.years):
        return 0.0
    if _announced(asked, section):
        return 1.0
    if years and any(_named_in_full(asked, higher) for higher in material.ancestors(section)):
        return 1.0  # "mục tiêu cụ thể 2026-2030": the part of what is named that is of the years asked for
    named = _named_in_full(asked, section)
    if named:
        title = material.heading_terms(_subject(section.doc_id, material))
        terms = {t: w for t, w in terms.items() if t in own or t not in title}
    total = sum(terms.values())
    direct = sum([w for t, w in terms.items() if t in own])
    if not (named or years or direct >= 0.4 * total):
        return 0.0  # most headings: what stands above them need not be read
    above = material.above(section)
    if named and all(t in own or t in above for t in terms if "_" in t):
        return 1.0
    return sum(w if t in own else 0.7 * w if t in above else 0.0 for t, w in terms.items()) / (total or 1.0)


def block(query: Query, section: Section, material: Material, citations: Citations, several: bool) -> str:
    """Returns a section as a list: its heading, the number of its members and each of these, cited."""
    below = members(section, material)
    name = material.called(section.doc_id)
    number = in_words(len(below), query.english)
    title = f"*{one_line(section.heading)}* {citations.whole(section)}" if section.heading else unnamed(query.english)
    head = f"**{name}** — {title} ({number} {'items' if query.english else 'mục'}):"
    lines = [head]
    for place, member in enumerate(below, 1):
        if place > FOLD_AT:
            lines.append(more_items(len(below) - FOLD_AT))
            break
        lines.append(_member(query, member, material, citations))
    return "\n".join(lines)


def _member(query: Query, member: Section, material: Material, citations: Citations) -> str:
    text = one_line(material.text(member)) or unnamed(query.english)
    mark = citations.whole(member)
    first, *others = _targets(query, text.removeprefix("- ").removeprefix("+ "))
    line = f"- {emphasised(first, query)} {mark}"
    line += "".join(f"\n  - {emphasised(other, query)} {mark}" for other in others)
    below = material.children(member)
    if member.kind == "heading" and not (_wants_headings(query) and mark) and 0 < len(below) <= 6:
        line += "".join(
            f"\n  {_member(query, child, material, citations)}"
            for child in below
            if child.kind in ("item", "paragraph")
        )
    return line


def _targets(query: Query, text: str) -> list[str]:
    """The sentences of an item one by one, where targets are asked for and more than one of them states a figure."""
    if not any(word in fold(query.text) for word in TARGET_WORDS):
        return [text]
    pieces = [text[start:end] for start, end in sentences(text)]
    return pieces if sum(bool(quantities(piece)) for piece in pieces) > 1 else [text]


def _wants_headings(query: Query) -> bool:
    """Whether the question asks for groups rather than for what is in them."""
    plain = fold(query.text)
    return any(word in plain for word in ("nhom", "linh vuc", "phan", "may muc", "nhung muc", "groups", "areas"))
