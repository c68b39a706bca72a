"""The retriever as a LangChain `BaseRetriever`."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from qa.records import Hit
from qa.search.retriever import Retriever


class LangChainRetriever(BaseRetriever):
    """Lets LangChain chains use a `Retriever`.

    Import this module only where LangChain is wanted: it costs a second.

    Attributes:
        retriever: finds the passages.
        k: how many documents a question gets.
        docs: search these documents only; by default those that the question names, else all.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 10
    docs: tuple[str, ...] = ()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [self._document(hit) for hit in self.retriever.search(query, self.k, self.docs)]

    def _document(self, hit: Hit) -> Document:
        passage = hit.passage
        section = self.retriever.index.section(passage.section_id)
        return Document(
            page_content=passage.text,
            id=passage.passage_id,
            metadata={
                "doc_id": passage.doc_id,
                "section_id": passage.section_id,
                "reference": section.reference if section else "",
                "breadcrumb": passage.breadcrumb,
                "score": hit.score,
            },
        )
