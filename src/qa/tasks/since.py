"""What the agencies and provinces that a task names have become since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from qa.records import Task
from qa.tasks.summary import ROLES
from qa.vietnamese import agencies, provinces, succession
from qa.vietnamese.names import Succession


@dataclass(frozen=True, slots=True)
class Change:
    """A name as printed in a task and what it has become; the printed name is never replaced."""

    printed: str
    became: Succession

    def remark(self) -> str:
        """Returns the change as a Vietnamese remark with its legal basis."""
        now = self.became
        text = f"{self.printed}: {_became(now)}"
        return f"{text} {now.note}".strip()


def changes(task: Task, on: date | None = None) -> tuple[Change, ...]:
    """Returns what each agency of a task, and its province, has become up to a day (today where none is given)."""
    found = list(_agency_changes(task, on))
    became = provinces.successor(task.province) if task.province else None
    if became is not None and (on is None or on.isoformat() >= became.date):
        found.append(Change(f"tỉnh {became.old}", became))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Names:
    """What a name that someone asks for may stand under in the register.

    Attributes:
        asked: the canonical names that are meant.
        former: older names of what went into them; looked for where nothing stands under the asked names.
        became: how the former became the asked ones.
    """

    asked: tuple[str, ...]
    former: tuple[str, ...] = ()
    became: Succession | None = None

    def remark(self, found: Iterable[str]) -> str:
        """Says that rows were found under older names."""
        return f"Tìm thấy theo tên cũ {_listed(list(found))}, nay thuộc {self._now()}"

    def remark_more(self, found: Iterable[str], count: int) -> str:
        """Says that there are more rows under older names, which are not shown."""
        return f"Ngoài ra có {count} nhiệm vụ ghi tên cũ {_listed(list(found))}, nay thuộc {self._now()}"

    def _now(self) -> str:
        if self.became is None:
            return f"{self.asked[0]}."
        return f"{self.became.new} (từ {vietnamese_date(self.became.date)}, theo {self.became.basis})."


def agency_names(query: str) -> Names:
    """Returns the canonical names under which an agency stands in documents of today and in older ones."""
    asked = tuple(agencies.match(query))
    former = tuple(name for one in asked for name in succession.former_names(one) if name not in asked)
    return Names(asked, former, succession.present_name(former[0]) if former else None)


def province_names(query: str) -> Names:
    """Returns the names of a province in documents of today and in older ones."""
    name = provinces.canonical(query)
    if name is None:
        return Names(())
    former = tuple(old for old in provinces.predecessors(name) if old != name)
    return Names((name,), former, provinces.successor(former[0]) if former else None)


def vietnamese_date(iso: str) -> str:
    """Returns "2025-07-01" as "01/7/2025", "2025-07" as "tháng 7/2025"."""
    year, *rest = iso.split("-")
    if not rest:
        return f"năm {year}"
    month = int(rest[0])
    if len(rest) == 1:
        return f"tháng {month}/{year}"
    # Clerical rules write days below 10 and the months 1 and 2 with a nought.
    return f"{int(rest[1]):02d}/{month:02d}/{year}" if month < 3 else f"{int(rest[1]):02d}/{month}/{year}"


def _agency_changes(task: Task, on: date | None) -> Iterator[Change]:
    seen: set[str] = set()
    for role in ROLES:
        for printed, name in zip(getattr(task, role), getattr(task, f"{role}_canonical"), strict=True):
            became = succession.present_name(name, on)
            if became is not None and name not in seen:
                seen.add(name)
                yield Change(printed, became)


def _became(now: Succession) -> str:
    if now.new == now.old:
        others = [part for part in now.parts if part != now.old]
        what = f"nay gồm cả {_listed(others)}" if others else "vẫn giữ tên"
    else:
        what = f"nay là {now.new}" if now.new else "không còn"
    return f"{what} (từ {vietnamese_date(now.date)}, theo {now.basis})."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"
