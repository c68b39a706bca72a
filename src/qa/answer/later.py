"""What a search finds, looked up when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import overload

from qa.records import Hit


class Later(Sequence[Hit]):
    """The passages of a search that goes on meanwhile: much of an answer is made without them.

    Args:
        find: ends the search; called once at most.
    """

    def __init__(self, find: Callable[[], Sequence[Hit]]) -> None:
        self._found = cache(find)

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...

    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        return self._found()[at]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())
