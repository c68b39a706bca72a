"""A conversation as a file: Markdown, or a Word document in the manner of official papers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

from qa.web.feedback import TurnRecord
from qa.web.markup import plain
from qa.web.texts import texts

_MARKUP = re.compile(r"[<>`]|\[(?!\d{1,3}\])|!(?=\[)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITEM = re.compile(r"( *)[-*•] +(.*)")


def to_markdown(turns: Sequence[TurnRecord], day: date, language: str = "vi") -> bytes:
    """Returns the conversation as Markdown; what could be markup in texts is escaped, the answers' own stays."""
    t = texts(language)
    parts = [f"# {t('export_title')}", t("export_day", day=f"{day:%d/%m/%Y}")]
    for number, turn in enumerate(turns, 1):
        parts += [f"## {t('export_question', n=number)}. {_one_line(turn.question)}", _escaped(turn.answer)]
        parts += [f"*{_one_line(turn.written)}*"] if turn.written else []
    if any(turn.citations for turn in turns):
        parts.append(f"## {t('export_sources')}")
    for number, turn in enumerate(turns, 1):
        if turn.citations:
            lines = [f"- [{c.n}] {_one_line(c.reference)}: “{_one_line(c.quote)}”" for c in turn.citations]
            parts += [f"### {t('export_question', n=number)}", "\n".join(lines)]
    return ("\n\n".join(parts) + "\n").encode()


def to_docx(turns: Sequence[TurnRecord], day: date, language: str = "vi") -> bytes:
    """Returns the conversation as a Word document."""
    t = texts(language)
    from docx import Document
    from docx.shared import Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    document.core_properties.title = t("export_title")
    document.core_properties.author = ""
    document.add_heading(t("export_title"), 0)
    document.add_paragraph(t("export_day", day=f"{day:%d/%m/%Y}"))
    for number, turn in enumerate(turns, 1):
        document.add_heading(_clean(f"{t('export_question', n=number)}. {' '.join(turn.question.split())}"), 1)
        for line in turn.answer.split("\n"):
            if line.strip():
                item = _ITEM.fullmatch(line)
                style = ("List Bullet 2" if item[1] else "List Bullet") if item else None
                _add_runs(document.add_paragraph(style=style), item[2] if item else line)
        if turn.written:
            document.add_paragraph().add_run(_clean(turn.written)).italic = True
    if any(turn.citations for turn in turns):
        document.add_heading(t("export_sources"), 1)
    for number, turn in enumerate(turns, 1):
        if turn.citations:
            document.add_heading(t("export_question", n=number), 2)
        for cited in turn.citations:
            paragraph = document.add_paragraph()
            paragraph.add_run(_clean(f"[{cited.n}] {cited.reference}")).bold = True
            paragraph.add_run(_clean(f": “{' '.join(cited.quote.split())}”"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_runs(paragraph: object, text: str) -> None:
    for at, part in enumerate(_BOLD.split(text)):
        if part:
            run = paragraph.add_run(_clean(plain(part)))  # type: ignore[attr-defined]
            run.bold = at % 2 == 1


def _clean(text: str) -> str:
    """Returns text without characters that XML cannot hold."""
    return _CONTROL.sub("", text)


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda match: "\\" + match[0], _clean(text))


def _one_line(text: str) -> str:
    return _escaped(" ".join(text.split()))
