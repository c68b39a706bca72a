"""Who leads, who coordinates, by when: tasks read from tables, labelled lines and organisation sections."""

from qa.tasks.extract import Extraction, examine, extract

__all__ = ["Extraction", "examine", "extract"]
