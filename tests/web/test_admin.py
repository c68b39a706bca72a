import io
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qa.errors import QaError
from qa.index import BuildReport
from qa.settings import Settings
from qa.web import admin
from qa.web.admin import Builder, Corpus, Progress
from qa.web.texts import texts

PLAN = "KẾ HOẠCH\nPhát triển\nI. MỤC TIÊU\n- Đến năm 2030 đạt 5%.".encode()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "corpus").mkdir()
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", data=tmp_path / "data")


@pytest.mark.parametrize(
    ("folder", "name", "path"),
    [
        ("tinh-a", "kế hoạch.txt", "tinh-a/kế hoạch.txt"),
        ("", "a.txt", "a.txt"),
        ("../..", "../../etc/x.txt", "x.txt"),
        ("/etc", "C:\\tệp\\b.txt", "etc/b.txt"),
        ("a/../b", ".an.txt", "a/b/an.txt"),
        ("", "<img src=x onerror=alert(1)>.txt", "img src=x onerror=alert(1)-.txt"),
    ],
)
def test_files_stay_inside_the_corpus_under_a_harmless_name(
    settings: Settings, folder: str, name: str, path: str
) -> None:
    assert Corpus(settings).add(folder, name, io.BytesIO(PLAN)) == path
    assert (settings.corpus / path).read_bytes() == PLAN
    assert [file.path for file in Corpus(settings).files()] == [path]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", PLAN),
        ("a", PLAN),
        ("a.txt", b""),
        ("a.pdf", b"MZ\x90\x00\x03"),
        ("a.docx", b"\x89PNG\r\n\x1a\n"),
        ("", PLAN),
    ],
)
def test_what_is_no_document_is_refused_by_name(settings: Settings, name: str, content: bytes) -> None:
    with pytest.raises(QaError) as refused:
        Corpus(settings).add("", name, io.BytesIO(content))
    assert name in str(refused.value)
    assert list(settings.corpus.iterdir()) == []


def test_removed_document_can_be_taken_back(settings: Settings) -> None:
    corpus = Corpus(settings)
    corpus.add("", "a.txt", io.BytesIO(PLAN))
    with pytest.raises(QaError):
        corpus.remove("../a.txt")
    corpus.remove("a.txt")
    assert corpus.files() == []
    assert [path.read_bytes() for path in (settings.data / "removed").iterdir()] == [PLAN]


@pytest.mark.parametrize(("name", "left"), [("moi.txt", ["mau/moi.txt"]), ("a.txt", ["mau/a.txt"])])
def test_replaced_document_makes_way_whatever_the_new_one_is_called(
    settings: Settings, name: str, left: list[str]
) -> None:
    corpus = Corpus(settings)
    corpus.add("mau", "a.txt", io.BytesIO(PLAN))
    corpus.replace("mau/a.txt", name, io.BytesIO(PLAN + b"\n3. Them."))
    assert [file.path for file in corpus.files()] == left
    assert (settings.corpus / left[0]).read_bytes().endswith(b"Them.")


def test_replacement_that_cannot_be_read_changes_nothing(settings: Settings) -> None:
    corpus = Corpus(settings)
    corpus.add("mau", "a.txt", io.BytesIO(PLAN))
    for path, name in (("mau/a.txt", "b.exe"), ("mau/khac.txt", "b.txt"), ("../a.txt", "b.txt")):
        with pytest.raises(QaError):
            corpus.replace(path, name, io.BytesIO(b"MZ"))
    assert [file.path for file in corpus.files()] == ["mau/a.txt"]
    assert (settings.corpus / "mau" / "a.txt").read_bytes() == PLAN


def test_upload_and_removal_over_http_build_the_index(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds: list[bool] = []
    monkeypatch.setattr(Builder, "start", lambda self, rebuild=False: builds.append(rebuild))
    files = [("files", ("a.txt", PLAN)), ("files", ("b.exe", b"MZ"))]
    response = client.post("/quan-tri/them", files=files, data={"folder": "mau"})
    assert response.status_code == 400 and "b.exe" in response.text
    assert (tmp_path / "corpus" / "mau" / "a.txt").is_file()
    assert client.post("/quan-tri/go", data={"path": "mau/a.txt"}).status_code == 200
    assert not (tmp_path / "corpus" / "mau" / "a.txt").exists()
    client.post("/quan-tri/them", files=[("files", ("a.txt", PLAN))], data={"folder": "mau"})
    replaced = client.post("/quan-tri/thay", files={"file": ("b.txt", PLAN)}, data={"path": "mau/a.txt"})
    assert replaced.status_code == 200
    assert [path.name for path in (tmp_path / "corpus" / "mau").iterdir()] == ["b.txt"]
    refused = client.post("/quan-tri/thay", files={"file": ("b.exe", b"MZ")}, data={"path": "mau/b.txt"})
    assert refused.status_code == 400 and "b.exe" in refused.text
    client.post("/quan-tri/lap-lai")
    assert builds == [False, False, False, False, True]


def test_page_says_what_a_build_does_now(client: TestClient) -> None:
    progress = client.app.app.app.state.builder.progress  # type: ignore[attr-defined]
    progress.running, progress.stage, progress.done, progress.total = True, "read", 2, 5
    assert "Đang đọc tệp: 2/5" in client.get("/quan-tri").text
    assert client.get("/api/admin/status?lang=en").json()["doing"] == "Reading files: 2/5"


def test_index_is_checked_when_asked(client: TestClient, tmp_path: Path) -> None:
    assert "nguyên vẹn" not in client.get("/quan-tri").text
    (tmp_path / "corpus" / "moi.txt").write_bytes(PLAN)
    checked = client.get("/quan-tri?kiem=1").text
    assert "nguyên vẹn" in checked and "khác ở moi.txt" in checked


def test_build_reports_its_end_and_puts_the_index_in_use(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished: list[bool] = []
    builder = Builder(settings, lambda: finished.append(True))

    def build(self: Builder, rebuild: bool, progress: Progress) -> None:
        progress.report = BuildReport(1, 2, 3, 4, 1, 0, 0, 0, 3)

    monkeypatch.setattr(Builder, "_build", build)
    builder.start()
    wait_for(builder)
    assert finished == [True] and builder.progress.to_json()["passages"] == 3


def test_failed_build_says_so_and_keeps_the_old_index(settings: Settings) -> None:
    finished: list[bool] = []
    builder = Builder(
        settings, lambda: finished.append(True)
    )  # the corpus folder is empty: a real build refuses it
    builder.start()
    wait_for(builder)
    assert finished == [] and "không có văn bản" in builder.progress.error


def wait_for(builder: Builder) -> None:
    until = time.monotonic() + 60
    while builder.progress.running and time.monotonic() < until:
        time.sleep(0.01)
    assert not builder.progress.running


def test_settings_page_never_shows_a_key(client: TestClient) -> None:
    from qa.web.pages.admin import settings_shown

    rows = settings_shown(Settings(llm_api_key="sk-very-secret"), texts("vi"))  # type: ignore[arg-type]
    shown = {variable: (value, meaning) for variable, value, meaning in rows}
    assert shown["QA_LLM_API_KEY"][0] == "•••"
    assert shown["QA_PORT"] == ("7860", "cổng của trang web")
    assert all(meaning for _, meaning in shown.values())
    assert admin.TYPES  # named on the page
    assert ".docx" in client.get("/quan-tri").text
