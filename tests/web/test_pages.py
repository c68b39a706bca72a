import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.fake import DOC, GOAL, HEADING, SCRIPT, TEXT

from qa.errors import QaError

PAGES = ["/nhiem-vu", "/van-ban", f"/?doc={DOC}", "/danh-gia", "/quan-tri"]
HTML = {"accept": "text/html"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_vietnamese_and_hold_no_hostile_markup(client: TestClient, path: str) -> None:
    response = client.get(path)
    page = read(response.text)
    assert response.status_code == 200
    assert page.elements[0] == ("html", {"lang": "vi"})
    assert SCRIPT not in response.text and "<img" not in response.text
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert "javascript:" not in (attributes.get("href") or "")
        for name in ("src", "href", "action"):
            assert not (attributes.get(name) or "/").startswith(("http", "//")), (tag, attributes)


@pytest.mark.parametrize("path", [*PAGES, "/dang-nhap"])
def test_language_switch_is_kept(client: TestClient, path: str) -> None:
    joiner = "&" if "?" in path else "?"
    assert read(client.get(f"{path}{joiner}lang=en").text).elements[0] == ("html", {"lang": "en"})
    assert read(client.get(path).text).elements[0] == ("html", {"lang": "en"})


def test_document_page_has_an_anchor_for_each_section_and_all_of_the_text(client: TestClient) -> None:
    page = read(client.get(f"/?doc={DOC}").text)
    anchors = [attributes.get("id") for _, attributes in page.elements]
    for path in ("tieu-de", "I", "I/1", "phu-luc/stt-1"):
        assert anchors.count(path) == 1
    for line in TEXT.split("\n")[:3]:
        assert line in page.text


def test_section_link_leads_there_and_marks_the_quote(client: TestClient) -> None:
    start = TEXT.index("12 phòng")
    html = client.get(f"/?doc={DOC}&trich={start}-{start + 8}").text
    assert html.count("<mark>") == 1 and "<mark>12 phòng</mark>" in html
    assert f'href="/?doc={DOC}#I/1"' in html


@pytest.mark.parametrize("span", ["", "a-b", "5", "-5-9", "9-2", "0-99999999999999999999", "²-³"])
def test_bad_quote_offsets_are_ignored(client: TestClient, span: str) -> None:
    assert client.get("/", params={"doc": DOC, "trich": span}).status_code == 200


def test_search_inside_a_document(client: TestClient) -> None:
    html = client.get("/", params={"doc": DOC, "tim": "phong thi nghiem"}).text
    assert "<mark>phòng thí nghiệm</mark>" in html
    assert "<b>x" not in client.get("/", params={"doc": DOC, "tim": "<b>x"}).text


def test_unknown_document_leads_to_the_list(client: TestClient) -> None:
    response = client.get("/?doc=khong-co")
    assert response.status_code == 404 and f"/?doc={DOC}" in response.text


def test_file_is_served_only_from_the_corpus(client: TestClient) -> None:
    assert client.get(f"/van-ban/{DOC}/tep").status_code == 404  # the fake's file does not exist
    assert client.get("/van-ban/..%2f..%2fetc/tep").status_code == 404


def test_tasks_page_counts_and_links(client: TestClient) -> None:
    html = client.get("/nhiem-vu", params={"agency": "so khcn", "role": "lead"}).text
    assert "1 nhiệm vụ trong số 1" in html
    assert f"/?doc={DOC}&amp;trich=" in html and "format=xlsx&amp;agency=so+khcn&amp;role=lead" in html


def test_tasks_are_saved_in_the_order_in_which_they_are_shown(client: TestClient) -> None:
    html = client.get("/nhiem-vu?agency=so+khcn&sort=time&desc=true").text
    assert "format=csv&amp;agency=so+khcn&amp;sort=time&amp;desc=true" in html
    assert html.count("aria-sort") == 1 and 'aria-sort="descending"' in html
    assert client.get("/nhiem-vu?sort=khong-co").status_code == 200
    assert client.get("/api/tasks?sort=time&desc=true").status_code == 200
    assert client.get("/api/tasks?sort=khong-co").status_code == 422


def test_documents_is_the_page_of_a_document(client: TestClient) -> None:
    html = client.get(f"/?doc={DOC}").text
    assert '<a href="/van-ban" aria-current="page">' in html
    assert f'href="/?doc={DOC}&amp;lang=en"' in html


def test_tasks_page_explains_when_nothing_is_found(client: TestClient) -> None:
    html = client.get(
        "/nhiem-vu", params={"agency": "Sở Khoa hoc va Cong nghê tỉnh", "role": "coordinate"}
    ).text
    assert "Không có nhiệm vụ nào" in html
    assert 'value="Sở Khoa hoc va Cong nghê tỉnh"' in html


def test_evaluation_page_without_and_with_runs(client: TestClient, tmp_path: Path) -> None:
    assert "qa eval" in client.get("/danh-gia").text
    figure = {"n": 4, "mean": 0.5, "low": 0.25, "high": 0.75}
    row = {"id": "q1", "question": "<b>Hỏi</b>?", "kind": "fact", "right": True, "figures": {"R@5": 1.0},
           "got": {"answer": "a"}, "faults": []}  # fmt: skip
    run = {"about": {"system": "thử"}, "questions": [row], "times": {"date": "2025-01-01", "machine": "m"},
           "summary": {"by_kind": {"fact": {"R@5": figure}}, "by_split": {"dev": {"R@5": figure}}}}  # fmt: skip
    for name, mean in (("a", 1.0), ("b", 0.0)):
        row["figures"] = {"R@5": mean}
        folder = tmp_path / "eval" / name
        folder.mkdir(parents=True)
        (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    html = client.get("/danh-gia", params={"run": "b", "other": "a"}).text
    assert "0.500 [0.25–0.75]" in html and "-1.000" in html
    assert "&lt;b&gt;Hỏi" in html
    kept = {"about": {}, "questions": run["questions"]}
    (tmp_path / "eval" / "b" / "run.json").write_text(json.dumps(kept), encoding="utf-8")
    assert "không đọc được" in client.get("/danh-gia", params={"run": "b"}).text
    (tmp_path / "eval" / "b" / "run.json").write_text("{", encoding="utf-8")
    assert "bị hỏng" in client.get("/danh-gia", params={"run": "b"}).text
    assert client.get("/danh-gia/bao-cao", params={"run": "../../etc"}).status_code == 404


def test_pages_without_an_index_say_what_to_do(tmp_path: Path) -> None:
    from qa.settings import Settings
    from qa.web.app import create_app

    def fail() -> None:
        raise QaError("Chưa có chỉ mục: hãy chạy qa index.")

    settings = Settings(corpus=tmp_path, index=tmp_path / "i", data=tmp_path / "d", results=tmp_path / "e")
    app = create_app(fail, lambda: None, settings, only_local=False, with_gradio=False)  # type: ignore[arg-type]
    with TestClient(app) as client:
        for path in ("/nhiem-vu", "/van-ban", "/quan-tri"):
            assert client.get(path).status_code == 200
        assert "qa index" in client.get("/nhiem-vu").text
        assert client.get(f"/?doc={DOC}").status_code == 503
        refused = client.post("/api/ask", json={"question": "x"})
        assert refused.status_code == 400 and "qa index" in refused.json()["error"]
        assert client.get("/healthz").status_code == 503


def test_unknown_page_is_a_page(client: TestClient) -> None:
    response = client.get("/khong-co", headers=HTML)
    assert response.status_code == 404 and "Không có trang này" in response.text


def test_failure_of_a_page_is_a_sentence_with_an_id(
    client: TestClient, assistant: object, caplog: object
) -> None:
    assistant.index.tasks = lambda docs=None: 1 / 0  # type: ignore[attr-defined]
    response = client.get("/nhiem-vu", headers=HTML)
    assert response.status_code == 500 and "báo quản trị viên mã" in response.text
    assert "ZeroDivisionError" not in response.text


def test_heading_that_looks_like_a_marker_stays_text(client: TestClient) -> None:
    assert HEADING in read(client.get(f"/?doc={DOC}").text).text
    assert GOAL in read(client.get(f"/?doc={DOC}").text).text
