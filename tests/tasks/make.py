"""Makes task records for tests."""

from qa.records import Task
from qa.vietnamese import agencies


def task(
    text: str = "Xây dựng cổng dữ liệu",
    *,
    lead: tuple[str, ...] = (),
    coordinate: tuple[str, ...] = (),
    owner: tuple[str, ...] = (),
    time: str = "",
    result: str = "",
    doc_id: str = "a",
    province: str = "Hà Nam",
    number: int = 1,
) -> Task:
    section_id = f"{doc_id}#V/{number}"
    return Task(
        task_id=section_id,
        doc_id=doc_id,
        section_id=section_id,
        province=province,
        task=text,
        lead=lead,
        coordinate=coordinate,
        owner=owner,
        time=time,
        result=result,
        source_kind="table",
        quote=text,
        start=0,
        end=len(text),
        reference=f"khoản {number} mục V",
        lead_canonical=tuple(map(agencies.canonical, lead)),
        coordinate_canonical=tuple(map(agencies.canonical, coordinate)),
        owner_canonical=tuple(map(agencies.canonical, owner)),
    )
