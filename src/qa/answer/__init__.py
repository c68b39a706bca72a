"""Ranked passages or task records → an answer with citations, or an honest refusal."""

from qa.answer.answerer import Answerer

__all__ = ["Answerer"]
