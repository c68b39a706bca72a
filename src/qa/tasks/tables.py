"""Tasks from the rows of tables, whatever the order of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.records import Section
from qa.tasks.assignment import of_unit
from qa.tasks.draft import Draft, View, squeeze
from qa.tasks.names import is_doubtful, names_in
from qa.tasks.wording import column_patterns
from qa.vietnamese import fold

Columns = dict[int, str]
_WHO = {"lead", "coordinate", "both", "owner"}
_MEASURE = "don vi"  # beside targets the unit of measure, beside tasks the unit in charge
_TARGETS = re.compile(r"^(?:cac |ten )?(?:chi tieu|muc tieu|chi so)|^tong so$|^(?:nam )?20\d\d$")
_SUM = re.compile(r"(?:tổng|cộng)(?: (?:số|cộng))?\s*:?$", re.IGNORECASE)
_MANY = {"coordinate"}  # roles that several columns may share


def from_tables(view: View) -> Iterator[Draft]:
    """Yields a draft for each row of each table that has a column of tasks and one of agencies."""
    columns: Columns = {}
    head: list[Section] = []
    above: Draft | None = None
    for section in view.sections:
        if section.kind == "table-head":
            head = [*head, section] if head and _adjoins(view, head[-1], section) else [section]
            columns, above = read_columns([_cells(view, row) for row in head]), None
            continue
        if section.kind != "table-row":
            if view.text_of(section).strip():
                head, columns, above = [], {}, None
            continue
        cells = _cells(view, section)
        if (own := read_columns([cells])) and _is_head(cells, own):
            # A page repeats the head, or a table's first row was not marked as one.
            columns, above = own, None
            continue
        if not columns:
            continue
        draft = _row(view, section, columns, above)
        if draft is not None:
            above = draft
            yield draft


def read_columns(rows: list[list[str]]) -> Columns:
    """Returns column → role from the rows of a table's head; empty where it is no table of tasks."""
    width = max((len(row) for row in rows), default=0)
    columns: Columns = {}
    targets = _has_targets(rows)
    for at in range(width):
        texts = [fold(squeeze(row[at])) for row in rows if at < len(row) and row[at].strip()]
        # In a head of two rows the lower one is the more exact ("Phân công" over "Chủ trì" and "Phối hợp").
        for text in [*reversed(texts), " ".join(texts)]:
            role = next((role for role, pattern in column_patterns().items() if pattern.search(text)), None)
            if targets and (text == _MEASURE or (role == "result" and "ket qua" in text)):
                break
            if role and (role not in columns.values() or role in _MANY):
                columns[at] = role
                break
    roles = set(columns.values())
    if not roles & _WHO:
        return {}
    return columns if "task" in roles else _first_as_task(columns, rows)


def _first_as_task(columns: Columns, rows: list[list[str]]) -> Columns:
    """Takes the first column for what is to be done where none is headed so ("Sản phẩm | Đơn vị chủ trì | Thời gian").

    Only in a table that names who leads, and only a column to the left of that one. Columns without a role between the
    two say more of it ("Sản phẩm | Hình thức bảo hộ | Đơn vị chủ trì").
    """
    lead = min((at for at, role in columns.items() if role in ("lead", "both")), default=0)
    headed = {at for row in rows for at, cell in enumerate(row) if cell.strip()}
    first = next((at for at in range(lead) if columns.get(at) != "number" and at in headed), None)
    if first is None or columns.get(first) not in (None, "result"):
        return {}
    more = [at for at in range(first + 1, lead) if at in headed and at not in columns]
    return columns | dict.fromkeys([first, *more], "task")


def _has_targets(rows: list[list[str]]) -> bool:
    return any(_TARGETS.match(fold(squeeze(cell))) for row in rows for cell in row)


def _is_head(cells: list[str], columns: Columns) -> bool:
    """Whether a row whose cells match column headings is a head: its cells are short, and most of them match."""
    filled = [cell for cell in cells if cell.strip()]
    return (
        all(len(cell.split()) <= 12 for cell in filled)
        and len(columns) >= max(2, 0.6 * len(filled))
        and (not any(ch.isdigit() for ch in "".join(filled)))
    )


def _row(view: View, section: Section, columns: Columns, above: Draft | None) -> Draft | None:
    """Returns the draft of one row, or None for a row that heads a group or numbers the columns."""
    values = _values(view, section, columns)
    task = values.get("task", "")
    who = [values[role] for role in _WHO if role in values]
    if re.fullmatch(r"[\W\d]*", task) and (task or not who):
        return None
    if not who and not values.get("time") and not values.get("result"):
        return None
    if (above is None and not (task and who)) or any(map(_SUM.match, who)):
        return None
    draft = Draft(section, section.start, section.end, task, "table", evidence=[(section.start, section.end)])
    draft.time, draft.result = squeeze(values.get("time", "")).rstrip(" .;"), values.get("result", "")
    _set_roles(draft, values)
    if above is not None:
        _fill_from(above, draft, numbered=bool(values.get("number", "")), who=bool(who))
    if is_doubtful(draft.lead + draft.coordinate + draft.owner):
        draft.warnings.append("Không chắc đã tách đúng tên cơ quan trong ô; cần đối chiếu với bảng.")
    return draft


def _fill_from(above: Draft, draft: Draft, numbered: bool, who: bool) -> None:
    """Takes from the row above what stands in a cell that spans both rows."""
    if not numbered and (not draft.task or draft.task[0].islower()):
        # The number and the task span several rows; a page break may leave the end of the task on the next page.
        goes_on = draft.task and not squeeze(above.task).endswith(squeeze(draft.task))
        draft.task = f"{above.task}\n{draft.task}" if goes_on else above.task
        draft.evidence += above.evidence
        draft.warnings.append("Ô nhiệm vụ để trống hoặc nối tiếp; nội dung lấy theo dòng trên (ô gộp).")
    if not who:
        draft.lead, draft.coordinate, draft.owner = above.lead, above.coordinate, above.owner
        draft.evidence += above.evidence
        draft.warnings.append("Ô cơ quan để trống; tên cơ quan lấy theo dòng trên (ô gộp).")


def _values(view: View, section: Section, columns: Columns) -> dict[str, str]:
    """Returns role → text of the row's cells; columns that share a role are joined by a line break."""
    values: dict[str, str] = {}
    for at, cell in enumerate(_cells(view, section)):
        role = columns.get(at)
        if role and cell.strip():
            values[role] = f"{values[role]}\n{cell.strip()}" if role in values else cell.strip()
    return values


def _set_roles(draft: Draft, values: dict[str, str]) -> None:
    """Reads the cells that name agencies."""
    for role in ("both", "lead", "owner"):
        text = values.get(role, "")
        if re.search(r"chủ trì|phối hợp", text, re.IGNORECASE):
            for one in of_unit(text):
                draft.lead += one.lead or (one.owner if role == "lead" else ())
                draft.coordinate += one.coordinate
                draft.owner += one.owner if role != "lead" else ()
        elif role == "lead" or (role == "both" and text):
            draft.lead += names_in(text)
        else:
            draft.owner += names_in(text)
    draft.coordinate += names_in(
        re.sub(r"(?i)^\s*phối hợp(?:\s+với)?\s*:?\s*", "", values.get("coordinate", ""))
    )


def _cells(view: View, section: Section) -> list[str]:
    if section.cells:
        return [view.text[start:end] for start, end in section.cells]
    return view.text_of(section).split("\t")


def _adjoins(view: View, first: Section, second: Section) -> bool:
    return not view.text[first.end : second.start].strip()
