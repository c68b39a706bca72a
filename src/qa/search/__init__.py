"""Question → ranked passages: what a question means, the two searches, and their fusion."""

from qa.search.query import Query, understand
from qa.search.retriever import Retriever
from qa.search.tuning import Tuning

__all__ = ["Query", "Retriever", "Tuning", "understand"]
