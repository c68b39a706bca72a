"""The command with the real model, as a newcomer uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

MAIN = [sys.executable, "-c", "from qa.cli import main; main()"]
TFP = "chuong-trinh/II/2/2.1/c"


def ask(index: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MAIN, "ask", *arguments, "--index", str(index)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP của Bắc Ninh giai đoạn 2023-2025 là bao nhiêu?",
        "Ty trong dong gop cua TFP vao tang truong GRDP cua Bac Ninh giai doan 2023-2025 la bao nhieu?",
    ],
)
def test_a_figure_with_its_place(real_index: Path, question: str) -> None:
    result = ask(real_index, question, "--json")
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert "45-47%" in answer["answer"]
    assert answer["citations"][0]["section_id"].endswith(TFP)
    assert answer["citations"][0]["reference"].startswith("điểm c khoản 2.1 mục 2 Phần II")


def test_what_no_document_says_is_refused(real_index: Path) -> None:
    result = ask(real_index, "Giá vàng hôm nay là bao nhiêu?")
    assert result.returncode == 1
    assert "Không tìm thấy trong các văn bản đã nạp" in result.stdout
    assert result.stderr == ""


def test_narrowed_to_a_document(real_index: Path) -> None:
    answer = json.loads(
        ask(real_index, "Kinh phí lấy từ đâu?", "--doc", "binh-thuan-kh-4239-2021", "--json").stdout
    )
    assert {citation["doc_id"] for citation in answer["citations"]} <= {"binh-thuan-kh-4239-2021"}
    assert {passage["doc_id"] for passage in answer["passages"]} == {"binh-thuan-kh-4239-2021"}


def test_batch(real_index: Path, tmp_path: Path) -> None:
    questions = ["Ai ký Quyết định 123/QĐ-UBND?", "Giá vàng hôm nay?", "Kế hoạch 4239 ban hành ngày nào?"]
    lines = [json.dumps({"id": n, "question": question}) for n, question in enumerate(questions)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = ask(real_index, "--batch", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    assert result.returncode == 0, result.stderr
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    assert [answer["abstained"] for answer in answers] == [False, True, False]
    assert "Ngô Tân Phụng" in answers[0]["answer"]
    assert "09/11/2021" in answers[2]["answer"] or "09 tháng 11 năm 2021" in answers[2]["answer"]


def test_asking_loads_neither_torch_nor_rich(real_index: Path) -> None:
    code = (
        "import sys; from qa.cli.running import run; run(sys.argv[1:]);"
        "print(*[m for m in sys.modules if '.' not in m], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "ask", "Ai ký Quyết định 123/QĐ-UBND?", "--index", str(real_index)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(result.stderr.split())
    assert {
        "torch",
        "sentence_transformers",
        "gradio",
        "langchain",
        "pandas",
        "matplotlib",
        "rich",
    } & loaded == set()
