"""A report of health as one HTML page that needs nothing else."""

from __future__ import annotations

from importlib.resources import files

from qa.health.report import Report


def to_html(report: Report) -> str:
    """Returns the page; all text of documents is escaped."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = (files("qa.health") / "page.html").read_text(encoding="utf-8")
    return environment.from_string(template).render(report=report)
