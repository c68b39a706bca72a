
import pytest

from qa.records import Section
from qa.structure import ParsedDocument

from .outline import FILES, parsed


class Reader:
    """A parsed document as tests ask about it."""

    def __init__(self, found: ParsedDocument) -> None:
        self.document = found.document
        self.sections = found.sections
        self.by_path = {"/".join(section.path): section for section in found.sections}

    def text(self, path: str) -> str:
        section = self.by_path[path]
        return self.document.text[section.start : section.end]

    def children(self, path: str) -> list[Section]:
        parent = self.by_path[path].section_id
        return [section for section in self.sections if section.parent == parent]

    def labels(self, path: str) -> list[str]:
        return [section.label for section in self.children(path)]

    def holding(self, text: str) -> Section:
        """The one section whose own text holds this."""
        found = [s for s in self.sections if text in self.document.text[s.start : s.end]]
        assert len(found) == 1, found
        return found[0]


@pytest.fixture(scope="session")
def readers() -> dict[str, Reader]:
    documents = [Reader(parsed(path)) for path in FILES]
    return {reader.document.doc_id: reader for reader in documents}


@pytest.fixture(scope="session")
def ha_nam(readers: dict[str, Reader]) -> Reader:
    return readers["ha-nam-kh-2022"]


@pytest.fixture(scope="session")
def bac_ninh(readers: dict[str, Reader]) -> Reader:
    return readers["bac-ninh-qd-123-2023"]


@pytest.fixture(scope="session")
def binh_thuan(readers: dict[str, Reader]) -> Reader:
    return readers["binh-thuan-kh-4239-2021"]


@pytest.fixture(scope="session")
def kon_tum(readers: dict[str, Reader]) -> Reader:
    return readers["kon-tum-kh-2629-2023"]
