"""`qa search` and `qa ask`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli import options
from qa.cli.console import Stream, on_terminal, print_json, say, show
from qa.cli.options import DocOption, IndexOption, JsonOption, ProvinceOption
from qa.errors import QaError

if TYPE_CHECKING:
    from qa.records import Answer, Turn

_SHOWN = 300  # characters of a passage in a list


def search(
    words: Annotated[list[str], typer.Argument(help="câu hỏi hoặc từ cần tìm", metavar="CÂU_HỎI")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="số đoạn")] = 10,
    doc: DocOption = None,
    province: ProvinceOption = "",
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Tìm các đoạn văn bản gần câu hỏi nhất."""
    from qa.answer.answerer import checked
    from qa.records import to_dict

    question = checked(_joined(words))
    assistant = options.opened_assistant(index)
    docs = options.narrowed(assistant.index.headers(), doc, province)
    hits = assistant.search(question, k, docs)
    for remark in assistant.remarks:
        say(f"Lưu ý: {remark}")
    if as_json:
        print_json(
            [{**to_dict(hit.passage), "score": hit.score, "dense": hit.dense, "lexical": hit.lexical} for hit in hits]
        )
    else:
        for number, hit in enumerate(hits, 1):
            show(f"**{number}. {hit.passage.section_id}** ({hit.score:.3f})")
            show(_shortened(hit.passage.text), "   ")
    if not hits:
        raise QaError("Không tìm thấy đoạn nào.", status=1)


def ask(
    words: Annotated[list[str] | None, typer.Argument(help="câu hỏi", metavar="CÂU_HỎI")] = None,
    doc: DocOption = None,
    history: Annotated[
        Path | None, typer.Option("--history", help='các lượt trước: tệp JSON [{"question","answer"}]')
    ] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", help='tệp JSONL: {"id","question","history"?,"docs"?} mỗi dòng')
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="tệp JSONL nhận các câu trả lời của --batch")] = None,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Hỏi một câu, hoặc cả tệp câu hỏi bằng --batch."""
    if batch is not None or out is not None:
        if batch is None or out is None or words or history or doc:
            raise QaError("Hỏi theo tệp: qa ask --batch VÀO.jsonl --out RA.jsonl (không kèm câu hỏi hay --doc).")
        from qa.cli.batch import answer_file

        answer_file(batch, out, index)
        return
    if not words:
        raise QaError("Thiếu câu hỏi. Ví dụ: qa ask \"Cơ quan nào chủ trì …?\"")
    from qa.answer.answerer import checked

    question = checked(_joined(words))
    turns = read_history(history) if history else []
    assistant = options.opened_assistant(index)
    if as_json:
        from qa.records import to_dict

        answer = assistant.ask(question, turns, doc or [])
        print_json(to_dict(answer))
    else:
        stream = Stream()
        answer = assistant.ask(question, turns, doc or [], on_text=stream if on_terminal() else None)
        stream.close()
        _show_answer(answer, stream.text)
    if answer.abstained:
        raise typer.Exit(1)


def read_history(path: Path) -> list[Turn]:
    """Reads earlier turns, oldest first: a JSON list, or one JSON object a line.

    Raises:
        QaError: the file cannot be read or holds something else.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QaError(f"Không đọc được tệp {path}: hãy kiểm tra tệp còn đó và là UTF-8.", detail=str(error)) from error
    try:
        data = json.loads(text) if text.lstrip().startswith("[") else [json.loads(x) for x in text.splitlines() if x]
    except ValueError as error:
        raise QaError(f"Tệp {path} không phải JSON hợp lệ: {error}.") from error
    return turns_of(data)


def turns_of(data: Any) -> list[Turn]:
    """Returns the turns of a conversation from their JSON.

    Raises:
        QaError: it is something else.
    """
    from qa.records import Turn

    fields = ("question", "answer")
    if not isinstance(data, list) or not all(
        isinstance(turn, dict) and all(isinstance(turn.get(field), str) for field in fields) for turn in data
    ):
        raise QaError('Các lượt trước (history) phải là danh sách {"question": "…", "answer": "…"}.')
    return [Turn(turn["question"], turn["answer"]) for turn in data]


_FRAME = {
    False: ("(Phần trên của mô hình ngôn ngữ không được giữ. Câu trả lời là:)", "Lưu ý", "Nguồn"),
    True: ("(What the language model wrote above was not kept. The answer is:)", "Note", "Sources"),
}


def _show_answer(answer: Answer, printed: str) -> None:
    """Shows an answer of which a part, or one that did not stand, was printed while it came in."""
    from qa.search.query import is_english

    not_kept, note_label, sources = _FRAME[is_english(answer.question)]
    if printed != answer.answer:
        if printed:
            show(f"\n{not_kept}\n")
        show(answer.answer)
    for note in answer.notes:
        show(f"{note_label}: {note}")
    if answer.citations:
        show(f"\n{sources}:")
    for citation in answer.citations:
        show(f"[{citation.n}] {citation.reference}")
        show(f"“{citation.quote}”", "    ")
        show(citation.section_id, "    ")


def _joined(words: list[str]) -> str:
    """Returns the words as one text; bytes that are no text reach Python as lone surrogates and are replaced."""
    return " ".join(words).encode("utf-8", "replace").decode()


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN or not on_terminal() else line[:_SHOWN].rsplit(" ", 1)[0] + " …"
