"""The health of a corpus: what was read of each document, how well, and what is wrong with it."""

from qa.health.page import to_html
from qa.health.report import DocumentHealth, Report, examine

__all__ = ["DocumentHealth", "Report", "examine", "to_html"]
