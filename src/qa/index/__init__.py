"""The index: passages, vectors, terms and records of a corpus; built by `build`, opened by `open_index`."""

from qa.index.build import build
from qa.index.opened import Index
from qa.index.opening import open_index
from qa.index.passages import PassageOptions, passage_input
from qa.index.report import BuildReport, Failure
from qa.index.store import FIELDS, Bundle, Scored, Store

__all__ = [
    "FIELDS",
    "BuildReport",
    "Bundle",
    "Failure",
    "Index",
    "PassageOptions",
    "Scored",
    "Store",
    "build",
    "open_index",
    "passage_input",
]
