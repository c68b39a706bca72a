"""The embedder as a LangChain `Embeddings`."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from qa.embedding.base import Embedder


class LangChainEmbeddings(Embeddings):
    """Lets LangChain components use an `Embedder`.

    Import this module only where LangChain is wanted: it costs a second.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Returns the vectors of passages."""
        vectors: list[list[float]] = self.embedder.embed_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Returns the vector of a question."""
        vector: list[float] = self.embedder.embed_queries([text])[0].tolist()
        return vector
