"""Questions on who does what, answered from the task register.

Two directions: from a task to its agencies, time and result ("Cơ quan nào chủ trì …?"), and from an agency to all its
tasks ("Sở X được giao những gì?"). Lists are complete, since they come from the register and not from a ranking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.checks.claims import claims
from qa.answer.checks.counted import DAY, DAY_ASKED
from qa.answer.choosing import code_of, mention_of
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.duties import assignees, receivers, register_totals, timed
from qa.answer.duties.agency_tasks import of_agency
from qa.answer.duties.charged import charged_to_nobody, wanted_names, without_tasks
from qa.answer.duties.duties_asked import (
    ALL_TASKS,
    CHARGES,
    DUTY,
    PURPOSE,
    WHAT,
    WITH_WHOM,
    asks_who,
    either,
    of_part,
    of_the_charged,
    plain_question,
)
from qa.answer.duties.matching import MATCH, SURE_MATCH, matching, subject_of, topic_of, without_object
from qa.answer.duties.register import all_of, description, roles_asked
from qa.answer.duties.registered import with_registered
from qa.answer.duties.row_groups import last_row, of_group
from qa.answer.duties.task_cells import rows_with
from qa.answer.duties.task_places import printed
from qa.answer.listing.lists import names_heading
from qa.answer.material import Material
from qa.answer.references import charged_in, named_section
from qa.answer.wording import in_language
from qa.index.register import documents
from qa.records import Hit, Task
from qa.search import Query
from qa.vietnamese import agencies, fold

# "Sở X chủ trì hay phối hợp việc …?"
WHICH_ROLE = re.compile(r"\b(?:chu tri|phoi hop) (?:hay|hoac)(?: la)?(?: chi)? (?:chu tri|phoi hop)\b")
# "các nhiệm vụ về thủy sản": on a matter, however common its word is.
ON_A_MATTER = re.compile(r"\b(?:nhiem vu|viec) (?:ve|lien quan|(?:trong |thuoc |cua )?(?:linh vuc|nganh|mang)) ")
AT_A_PLACE = 4  # tasks of a named row or item that are told one by one
MENTIONING = 3  # tasks that are told where a question is on a document that they mention
NO_SUBJECT = 4.0  # weight of what a question says besides, up to which it is on all tasks


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Answers from the register, or returns None for a question that it cannot answer."""
    tasks = _of_code(query, material.index.rows(query.docs))
    if not tasks:
        return None
    query = with_registered(of_the_charged(query), tasks, material)
    plain = plain_question(query)
    if query.docs is not None and (at_a_time := timed.answer(query, of_part(plain, tasks), material)):
        return at_a_time
    if query.docs is not None and (rows := rows_with(query, tasks, material)):
        return all_of(query, rows, material)
    if receiving := receivers.answer(query, material):
        return receiving
    if total := register_totals.answer(query, tasks, material) or assignees.answer(query, tasks, material):
        return total
    if last := last_row(plain, tasks):
        return _told(query, last, 1.0, material)
    if not query.agencies and WHAT.search(plain) and (group := of_group(query, plain, tasks, material)):
        return all_of(query, group, material)
    place = named_section(query, material) if asks_who(plain) or roles_asked(query) else None
    if place is not None and 0 < len(there := charged_in(place, material)) <= AT_A_PLACE:
        return _told(query, there, 1.0, material)
    of_one = WITH_WHOM.sub(" ", plain)
    # "việc đầu tiên là …; báo cáo gửi Sở X trước ngày nào?": a day is asked for, and no tasks.
    asks_day = query.asks[:1] == ("deadline",) and DAY_ASKED.search(query.text.lower())
    asks_tasks = (WHAT.search(of_one) and not asks_day) or _names_only(query, material)
    if query.agencies and asks_tasks and not asks_who(of_one) and not PURPOSE.search(plain):
        return of_agency(query, tasks, material) or without_tasks(query, tasks, material)
    if not query.agencies and ALL_TASKS.search(plain) and not names_heading(query, material, "nhiem vu"):
        listed = of_documents(query, tasks, material)
        if listed:
            return listed
    roles = roles_asked(query)
    if roles and query.agencies and not asks_who(plain):
        none = without_tasks(query, tasks, material)
        if none:
            return led_by_another(query, hits, material) or none
    if query.asks_for("quantity") and not asks_who(plain) and not {"lead", "coordinate"} & set(roles):
        return None
    on_duty = asks_who(plain) and not query.agencies and (roles or DUTY.search(plain))
    if on_duty and not query.folded and without_object(query, material):
        return charged_to_nobody(query, material)
    if asks_who(plain) or either(query) or (query.agencies and ("lead" in roles or "coordinate" in roles)):
        return of_task(query, hits, tasks, material, MATCH if roles or DUTY.search(plain) else SURE_MATCH)
    if "time" in roles or "result" in roles:
        return of_task(query, hits, tasks, material, SURE_MATCH)
    return None


def _of_code(query: Query, tasks: Sequence[Task]) -> Sequence[Task]:
    """Of tasks those that have the code by which a question names one ("CT-06"), if any has."""
    code = code_of(query)
    return ([task for task in tasks if code.search(task.task)] if code else []) or tasks


def _names_only(query: Query, material: Material) -> bool:
    """Whether a question is an agency's name: "Nhiệm vụ Sở Tài chính tỉnh A", "Sở Tài chính có tham gia không?"."""
    asks_more = query.metadata or set(query.asks) - {"yes-no", "agency", "list"}
    return bool(query.agencies) and not asks_more and not topic_of(query, material)


def led_by_another(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """The one task that a question takes an agency to lead which has no part in it; None if it takes nothing so."""
    tasks = material.index.tasks(query.docs) if query.docs and "lead" in roles_asked(query) else []
    chosen, covered = matching(query, hits, tasks, material, SURE_MATCH) if tasks and claims(query) else ([], 0.0)
    sure = covered >= SURE_MATCH and _verdict(query, chosen, material)
    return _told(query, chosen, covered, material) if sure else None


def of_several(query: Query, material: Material) -> Draft | None:
    """What an agency, or where none is named everybody, has to do in each of several documents.

    None if the question asks for something else.
    """
    plain = plain_question(query)
    if not query.agencies and not ALL_TASKS.search(plain):
        return None
    tasks = material.index.rows(query.docs)
    if not query.agencies:
        in_tables = [task for task in tasks if task.source_kind == "table"]
        both = len({task.doc_id for task in in_tables}) > 1
        no_subject = subject_of(query, material) <= NO_SUBJECT
        return all_of(query, in_tables, material) if both and no_subject else None
    asks = WHAT.search(plain) or re.search(r"\bvai tro\b|\btrach nhiem\b|\bduoc (?:giao|phan cong)\b", plain)
    if not tasks or asks_who(plain) or not (asks or CHARGES.search(plain)):
        return None
    return of_agency(query, tasks, material) or without_tasks(query, tasks, material)


def of_documents(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """All tasks of a document, counted, where the question names no subject; the appendix's if there is one."""
    if subject_of(query, material) > NO_SUBJECT or (query.docs is None and len(documents(tasks)) > 1):
        return None
    plain = plain_question(query)
    if ON_A_MATTER.search(plain):
        titles = [material.heading_terms(material.header(doc_id).title) for doc_id in documents(tasks)]
        if any(term not in title for title in titles for term in topic_of(query, material)):
            return None
    part = of_part(plain, tasks)
    return all_of(query, [task for task in part if task.source_kind == "table"] or part, material)


def of_task(query: Query, hits: Sequence[Hit], tasks: Sequence[Task], material: Material, least: float) -> Draft | None:
    """The agencies, time and result of the tasks that a question describes; see `matching`."""
    chosen, covered = matching(query, hits, tasks, material, least)
    if not chosen:
        return None
    return _told(query, chosen, covered, material)


def _told(query: Query, chosen: Sequence[Task], covered: float, material: Material) -> Draft:
    """Tasks with their agencies, times and results."""
    citations = Citations(material)
    named = len({t.doc_id for t in chosen}) > 1 or query.docs is None
    text = "\n\n".join(
        description(query, t, citations, material, material.called(t.doc_id) if named else "") for t in chosen
    )
    text = _verdict(query, chosen, material) + text
    signals = {"covered": covered}
    if DAY_ASKED.search(query.text.lower()) and not any(DAY.search(f"{t.time} {t.task}") for t in chosen):
        signals["uncounted"] = 1.0
    return Draft("ownership", text, citations, signals, abstained=_leaderless(query, chosen), tasks=tuple(chosen))


def of_mentioned(query: Query, material: Material) -> Draft | None:
    """The tasks that mention a document which the corpus does not hold: "Kế hoạch 313 giao cho ai chủ trì?"."""
    mention = mention_of(query)
    if mention is None or not (asks_who(plain_question(query)) or roles_asked(query)):
        return None
    tasks = [task for task in material.index.rows(query.docs) if mention.search(task.task)][:MENTIONING]
    return _told(query, tasks, 1.0, material) if tasks else None


def _leaderless(query: Query, tasks: Sequence[Task]) -> bool:
    """Whether only the lead is asked for and the documents name none: what they do say is told, as no answer."""
    asked = set(roles_asked(query)) & {"lead", "coordinate", "time", "result"}
    if asked != {"lead"} or not asks_who(plain_question(query)):
        return False
    # "Phối hợp với …" makes its agency the owner of the task, and no lead.
    return not any(t.lead or (t.owner and not fold(t.task).startswith("phoi hop")) for t in tasks)


def _verdict(query: Query, tasks: Sequence[Task], material: Material) -> str:
    """Says whether an agency leads a task, where the question takes it that it does or asks if it does."""
    plain = WITH_WHOM.sub(" ", plain_question(query))
    # "Sở X chủ trì việc này thì phối hợp với ai?"
    takes_it = plain != plain_question(query) or query.asks_for("yes-no", "explanation")
    if "lead" not in roles_asked(query) or asks_who(plain) or len(tasks) != 1:
        return ""
    task = tasks[0]
    named = [
        a for a in query.agencies if a in (*task.lead_canonical, *task.owner_canonical, *task.coordinate_canonical)
    ]
    others = [a for a in named if a not in task.lead_canonical]
    if named and not others and WHICH_ROLE.search(plain):
        remark = f"{named[0]} chủ trì nhiệm vụ này:"
    elif others and len(named) == len(others):
        remark = f"Văn bản không giao {others[0]} chủ trì nhiệm vụ này:"
    elif not named and takes_it and (lead := _led_by_another(query, task, material)):
        remark = f"Văn bản không giao {query.agencies[0]} chủ trì nhiệm vụ này; {lead} chủ trì:"
    else:
        return ""
    return f"{in_language(remark, query.english)}\n\n"


def _led_by_another(query: Query, task: Task, material: Material) -> str:
    """The lead of a task in which the one agency asked about has no part, under none of its names; "" else."""
    if len(query.agencies) != 1 or any(map(agencies.is_group, (*query.agencies, *task.lead_canonical))):
        return ""
    wanted, _ = wanted_names(query, [task], material)
    apart = wanted.isdisjoint((*task.lead_canonical, *task.owner_canonical, *task.coordinate_canonical))
    return printed(task, "lead") if apart else ""
