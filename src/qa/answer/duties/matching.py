"""Which rows of the task register a question describes, in its words or in official ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from qa.answer.choosing import SYNONYM_CREDIT, alternatives
from qa.answer.duties.register import roles_asked, section_ids
from qa.answer.material import Material
from qa.answer.weighing import question_terms
from qa.index.register import in_sections, of_document
from qa.index.wording import Terms
from qa.records import Hit, Task
from qa.search import Query, Retriever, understand
from qa.tasks.wording import phrases
from qa.vietnamese import agencies, fold
from qa.vietnamese.abbreviations import spell_out

# Words of the question that speak of roles and not of the task.
ROLE_WORDS = frozenset(
    """
    chu tri phoi hop co quan don vi so ban nganh giao phan cong phu trach dau moi thuc hien nhiem vu trach
    nhiem thoi gian han hoan thanh ket qua san pham ke hoach chuong trinh quyet dinh van ban phu luc tinh
    moi ben bang cong viec tham gia lien quan trien khai trong tam bao gom tong cong tat nhung cac lead leads coordinate
    coordinates department agency task tasks plan province responsible deadline result
    """.split()
)
# The same, but only as they are typed: folded they are other words ("lộ trình", "chuyển giao").
TYPED_ROLE_WORDS = frozenset({"lo", "chuyện", "mảng"})
# The same in several words, of which each is another word elsewhere ("vai", "chính", "lực").
ROLE_SAID = re.compile(
    r"\b(?:giu )?vai (?:tro )?chinh\b|\b(?:chiu )?trach nhiem chinh\b|\b(?:lam |la )?(?:nong cot|chu cong|chu luc)\b"
    r"|\bdung (?:mui chiu sao|dau|ra)\b|\bcam (?:trich|cai)\b|\bdam (?:nhan|trach|duong)\b|\bganh (?:vac|viec|phan)\b"
    r"|\blam chinh\b|\bdan dau\b|\bdau viec\b|\b(?:trong|muc|phan|chuong) to chuc thuc hien\b"
    # The document by its kind: "theo Chương trình hành động của tỉnh A", "Đề án của tỉnh A giao cho ai?"
    r"|(?:^|\b(?:theo|trong|tai|o) )(?:chuong trinh hanh dong|de an|nghi quyet|thong bao|chi thi|phuong an)"
    r"(?= (?:cua|tinh|thanh pho|giao|nay)\b)"
)
# "đào tạo … và bồi dưỡng …: mỗi việc giao ai?": of the tasks of one place more than the one that fits best.
EACH = re.compile(r"\bmoi (?:viec|phan|ben|nhiem vu|noi dung)\b|\b(?:nao|ai)\b.*\bcon\b.*\b(?:nao|ai)\b")
MATCH = 0.5
OTHERS = 0.8  # of the best score, from which on another document's task is the same, where none is asked about by name
ABOVE_CREDIT = 0.7  # of a word that stands not in the task but in a heading above it
LEAST_MATCH = 0.25  # below it a row is not worth looking for among the passages
NEAR = 0.85  # and its passage must then be among the best found
PASSAGES = 50  # that a look-up by words goes through
SCANNED = 300  # rows of the register that are all compared with a question
WHOLE, SEVERAL = 0.99, 4  # share from which a task has all words of a question, of so many or more
SILENT = 0.05  # off for each of lead and time that is asked for and that a row does not state
UNDER = 0.1  # added for a task under a heading that is the topic
SURE_MATCH = 0.7  # where the question does not speak of roles


def matching(
    query: Query, hits: Sequence[Hit], tasks: Sequence[Task], material: Material, least: float
) -> tuple[list[Task], float]:
    """Returns the tasks that a question describes, and the share of it that the best one holds; none, if none fits.

    Args:
        query: the question.
        hits: what the search found.
        tasks: the rows to choose from.
        material: the index.
        least: the least share of the question that a row must hold.
    """
    whole = topic_of(query, material)
    formal = {} if query.english else alternatives(query)  # its words are a dictionary's, and official already
    topic = _known(whole, formal, material)
    if not topic or not tasks:
        return [], 0.0
    known = sum(topic.values()) / sum(whole.values())
    wanted = set(query.agencies)
    stated = [role for role in roles_asked(query) if role in ("lead", "time")]
    scored = []
    likely = _likely(query, hits, tasks, topic, material)
    shares = shares_held(likely, topic, formal, material)
    ranks = _ranks(hits)
    for task, match in zip(likely, shares, strict=True):
        near = _near(task, ranks, material) if match >= LEAST_MATCH else 0.0
        named = 0.15 if wanted and any(has_role(task, r, wanted) for r in ("lead", "coordinate", "owner")) else 0.0
        named += UNDER * (match >= MATCH and _under(task, topic, material))
        silent = SILENT * sum(not getattr(task, role) for role in stated)
        scored.append((0.7 * match + 0.3 * near + named - silent, match, near, task))
    scored.sort(key=lambda s: -s[0])
    if not scored:
        return [], 0.0
    top, match, near, _ = scored[0]
    if match < least or (least == SURE_MATCH and near < NEAR):
        return [], 0.0
    alike = WHOLE if sum("_" not in term for term in topic) >= SEVERAL else 2.0
    chosen = _per_document(query, scored, top, alike)
    if EACH.search(fold(query.text)):
        places = {task.section_id for task in chosen}
        beside = [task for _, held, _, task in scored if task.section_id in places and held >= LEAST_MATCH]
        chosen += [task for task in beside if task not in chosen]
    return _with_same_text(chosen, tasks), match * known


def without_object(query: Query, material: Material) -> bool:
    """Whether documents have of a task asked for only what is to be done, and not to what: "xây dựng sân bay"."""
    whole = topic_of(query, material)
    topic = _known(whole, {} if query.english else alternatives(query), material)
    words = {word for action in phrases()["words"]["actions"] for word in action.split()}
    lacking = any("_" not in term for term in whole.keys() - topic.keys())
    return bool(topic) and lacking and all(words.issuperset(term.split("_")) for term in topic)


def _known(
    topic: Mapping[str, float], formal: Mapping[str, Sequence[frozenset[str]]], material: Material
) -> dict[str, float]:
    """The terms of a topic that documents have, or whose official word they have.

    A word that no document has cannot tell one row from another; it lowers the confidence alone.
    """
    return {
        term: weight
        for term, weight in topic.items()
        if material.knows(term) or any(all(map(material.knows, words)) for words in formal.get(term, ()))
    }


def _under(task: Task, topic: Mapping[str, float], material: Material) -> bool:
    """Whether a task stands under a heading that has all words of a topic: "Lĩnh vực y - dược" for "y dược"."""
    section = material.index.section(task.section_id)
    above = material.ancestors(section)[:2] if section else []
    words = [term for term in topic if "_" not in term]
    return bool(words) and any(all(word in material.heading(parent) for word in words) for parent in above)


def described(words: str, retriever: Retriever, material: Material) -> list[str]:
    """Returns the sections of the tasks that words describe, best first: compared as a question's are, and searched.

    A task counts that holds half of the words' weight, in their form or the official one, or less of it if its passage
    is among the best found.
    """
    query = understand(words, material.index.headers())
    topic, formal = topic_of(query, material), alternatives(query)
    hits = retriever.retrieve(query, PASSAGES)
    ranks = _ranks(hits)
    scored = []
    likely = _likely(query, hits, material.index.register, topic, material)
    for task, match in zip(likely, shares_held(likely, topic, formal, material), strict=True):
        near = _near(task, ranks, material) if match >= LEAST_MATCH else 0.0
        if match >= MATCH or near >= NEAR:
            scored.append((0.7 * match + 0.3 * near, task.section_id))
    return [section for _, section in sorted(scored, key=lambda entry: -entry[0])]


def _ranks(hits: Sequence[Hit]) -> dict[str, float]:
    """The scores of the sections found, as shares of the best."""
    scores = {section: hit.score for hit in hits for section in hit.passage.section_ids}
    best = max(scores.values(), default=1.0) or 1.0
    return {section: score / best for section, score in scores.items()}


def _near(task: Task, ranks: Mapping[str, float], material: Material) -> float:
    """How near the passages of a task came to the best one found (0–1)."""
    return max((ranks.get(section, 0.0) for section in section_ids(task, material)), default=0.0)


def _likely(
    query: Query, hits: Sequence[Hit], tasks: Sequence[Task], topic: Mapping[str, float], material: Material
) -> Sequence[Task]:
    """Of a large register, the rows in passages that hold the topic's words best: comparing all takes seconds."""
    if len(tasks) <= SCANNED:
        return tasks
    index = material.index
    keys = [key for key, _ in index.search_tokens(topic, 40, query.docs, folded=query.folded)]
    places = {s for passage in index.fetch(keys) for s in passage.section_ids}
    places |= {s for hit in hits for s in hit.passage.section_ids}
    return in_sections(tasks, places)


def _per_document(
    query: Query, scored: Sequence[tuple[float, float, float, Task]], top: float, whole: float
) -> list[Task]:
    """The best task, and those that match as well: in other documents, or in the same one.

    Of those that hold all of the question (`whole`) the nearer passage tells little.
    """
    chosen: list[Task] = []
    for score, match, _, task in scored:
        other = all(task.doc_id != t.doc_id for t in chosen)
        # The same task may stand in the text and, with its coordinators, in the appendix.
        share = (OTHERS if query.docs is None else 0.9) if other else 0.95 if match >= scored[0][1] else 0.97
        share = OTHERS if match >= whole and scored[0][1] >= whole else share
        if match >= MATCH and score >= share * top and len(chosen) < 4:
            chosen.append(task)
    return chosen


def _with_same_text(chosen: Sequence[Task], tasks: Sequence[Task]) -> list[Task]:
    """Adds the tasks that share the text of a chosen one: one block with several leads, each for a part of it."""
    found: list[Task] = []
    for task in chosen:
        lines = {x for x in task.task.split("\n") if len(x) > 60}
        same = [t for t in of_document(tasks, task.doc_id) if lines & set(t.task.split("\n"))]
        found += [t for t in (same or [task]) if t not in found]
    return found


def has_role(task: Task, role: str, wanted: set[str]) -> bool:
    """Returns whether one of the canonical names `wanted` has a role in a task."""
    names = {"lead": task.lead_canonical, "coordinate": task.coordinate_canonical, "owner": task.owner_canonical}[role]
    if not wanted.isdisjoint(names):
        return True
    # "Phối hợp với Sở X …" makes its owner a coordinator too.
    owned = role == "coordinate" and not wanted.isdisjoint(task.owner_canonical)
    return owned and fold(task.task).startswith("phoi hop")


def topic_of(query: Query, material: Material, groups: bool = True) -> dict[str, float]:
    """Returns the terms of the question that describe a task: not roles, agencies, provinces or documents.

    Args:
        query: the question.
        material: weighs the terms.
        groups: whether groups of agencies describe it too ("phối hợp với các sở, ngành"); not where the tasks of one
            are asked for.
    """
    named = agencies.find(query.vietnamese or query.text)
    printed = [m.printed for m in named if not (groups and agencies.is_group(m.canonical))]
    spelled = [spell_out(p) for p in printed]
    registered = [spell_out(name) for name in query.agencies if not agencies.is_group(name)]
    narrowing = [*printed, *spelled, *registered, *query.provinces, *(d.printed for d in query.documents)]
    narrowing += [match.group() for match in ROLE_SAID.finditer(fold(query.spelled))]
    terms = question_terms(query.spelled, leave_out=narrowing)
    said = TYPED_ROLE_WORDS if not query.folded else frozenset[str]()
    kept = [
        t for t in terms if not any(fold(w) in ROLE_WORDS or w in said or w.isdigit() for w in t.split("_"))
    ]
    return material.words.weights(kept, query.docs)


def subject_of(query: Query, material: Material) -> float:
    """Returns the weight of what a question says besides roles and places, by all documents.

    What a document speaks of everywhere weighs next to nothing in it, and is a subject all the same.
    """
    return sum(material.words.weights(topic_of(query, material)).values())


def shares_held(
    tasks: Sequence[Task],
    topic: Mapping[str, float],
    formal: Mapping[str, Sequence[frozenset[str]]],
    material: Material,
) -> list[float]:
    """Returns the share of a topic's weight that each task and the headings above hold, in its own or official words.

    An everyday word that no document has counts where its official word is found, and is no lack elsewhere.
    """
    wanted = frozenset({*topic, *chain.from_iterable(chain.from_iterable(formal.values()))})
    asked = [
        (term, weight, formal.get(term, ()), term not in formal or material.knows(term))
        for term, weight in topic.items()
    ]
    return [_share_held(own, above, asked) for own, above in material.task_terms(tasks, wanted)]


def _share_held(own: Terms, above: Terms, asked: Sequence[tuple[str, float, Sequence[frozenset[str]], bool]]) -> float:
    held = total = 0.0
    for term, weight, formal, counts in asked:
        credit = 1.0 if term in own else ABOVE_CREDIT if term in above else 0.0
        if formal and credit < SYNONYM_CREDIT and any(words <= own for words in formal):
            credit = SYNONYM_CREDIT
        if credit or counts:
            held += credit * weight
            total += weight
    return held / (total or 1.0)
