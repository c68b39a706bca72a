"""Who may do what. With the real Gradio app mounted, so that its own endpoints are tried as well."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Mount
from starlette.testclient import TestClient
from tests.web.fake import make_app

from qa.errors import QaError
from qa.settings import Settings
from qa.web import users
from qa.web.server import check_access, is_loopback
from qa.web.site import Shell

PASSWORD = "mat-khau-1"
LANDING = {"accept": "text/html"}


@pytest.fixture(scope="module")
def users_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "users.json"
    users.add(path, "doc", PASSWORD, "reader")
    users.add(path, "quan", PASSWORD, "administrator")
    return path


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, users_file: Path) -> Iterator[TestClient]:
    app = make_app(tmp_path_factory.mktemp("app"), users=users.Users(users_file), with_gradio=True)
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def client(guarded: TestClient) -> TestClient:
    guarded.cookies.clear()
    return guarded


def addresses(client: TestClient) -> set[tuple[str, str]]:
    """Returns every method and path of the app and of what is mounted in it."""
    found: set[tuple[str, str]] = set()

    def collect(routes: list[object], prefix: str) -> None:
        for route in routes:
            path = re.sub(r"{[^}]*}", "x", prefix + getattr(route, "path", ""))
            inner = getattr(route, "app", None)
            inner = inner.app if isinstance(inner, Shell) else inner
            if hasattr(route, "original_router"):  # how FastAPI keeps an included router
                collect(route.original_router.routes, prefix)
            elif isinstance(route, Mount) and getattr(inner, "routes", None):
                collect(inner.routes, prefix + route.path)  # type: ignore[union-attr]
            else:
                found.update(
                    (method, path or "/") for method in getattr(route, "methods", None) or {"GET", "POST"}
                )

    collect(client.app.app.app.routes, "")  # type: ignore[attr-defined]
    return found


def test_nothing_but_the_login_page_is_served_without_a_session(client: TestClient) -> None:
    every = addresses(client)
    assert {
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/api/ask"),
        ("GET", "/metrics"),
        ("GET", "/en/config"),
    } <= every
    assert len(every) > 80
    for method, path in sorted(every):
        status = client.request(method, path).status_code
        if path == "/dang-nhap":
            assert (method, status) in {("GET", 200), ("HEAD", 405), ("POST", 401)}
        else:
            assert status == 401, (method, path, status)


def test_a_person_is_led_to_the_login_and_back(client: TestClient) -> None:
    response = client.get("/?doc=a&trich=1-2", headers=LANDING, follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"] == "/dang-nhap?tiep=%2F%3Fdoc%3Da%26trich%3D1-2"
    form = {"name": "doc", "password": PASSWORD, "tiep": "/van-ban"}
    assert client.post("/dang-nhap", data=form, follow_redirects=False).headers["location"] == "/van-ban"
    assert client.get("/van-ban").status_code == 200
    assert client.get("/config").status_code == 200
    client.post("/dang-xuat")
    assert client.get("/van-ban").status_code == 401


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_login_never_leads_to_another_site(client: TestClient, target: str) -> None:
    form = {"name": "doc", "password": PASSWORD, "tiep": target}
    response = client.post("/dang-nhap", data=form, follow_redirects=False)
    assert response.headers.get("location", "/") == "/"


def test_style_of_the_login_page_is_served(client: TestClient) -> None:
    assert client.get("/web/site.css").status_code == 200


def test_reader_has_no_administration(client: TestClient) -> None:
    credentials = base64.b64encode(f"doc:{PASSWORD}".encode()).decode()
    headers = {"authorization": f"Basic {credentials}"}
    for method, path in addresses(client):
        if path.startswith(("/quan-tri", "/api/admin")):
            assert client.request(method, path, headers=headers).status_code == 403
    assert "/quan-tri" not in client.get("/van-ban", headers=headers).text


def test_wrong_password_is_said_and_slowed_down(tmp_path: Path, users_file: Path) -> None:
    with TestClient(make_app(tmp_path, users=users.Users(users_file))) as client:
        answers = [client.post("/dang-nhap", data={"name": "doc", "password": "sai"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [401] * 6 + [429]
    assert "không đúng" in answers[0].text and "Hãy đợi" in answers[6].text


def test_forged_sessions_and_passwords_are_nobody(client: TestClient) -> None:
    for headers in (
        {"cookie": "qa_session=forged"},
        {"authorization": "Basic !!!"},
        {"authorization": "Basic " + base64.b64encode(b"doc:sai").decode()},
        {"authorization": "Bearer x"},
        {"authorization": "Basic " + base64.b64encode(b"\xff\xfe").decode()},
    ):
        assert client.get("/api/documents", headers=headers).status_code == 401


def test_session_cookie_cannot_be_read_by_scripts(tmp_path: Path, users_file: Path) -> None:
    with TestClient(make_app(tmp_path, users=users.Users(users_file))) as client:
        form = {"name": "quan", "password": PASSWORD}
        cookie = client.post("/dang-nhap", data=form, follow_redirects=False).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie


def test_requests_of_other_sites_and_under_other_names_are_refused(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, only_local=True), base_url="http://127.0.0.1:7860") as client:
        assert client.get("/van-ban").status_code == 200
        assert client.get("/van-ban", headers={"host": "evil.example"}).status_code == 400
        evil = client.post("/api/ask", json={"question": "x"}, headers={"origin": "http://evil.example"})
        assert evil.status_code == 403
        own = client.post("/api/ask", json={"question": "x"}, headers={"origin": "http://127.0.0.1:7860"})
        assert own.status_code == 200


def test_large_bodies_are_refused_whatever_they_say(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path), raise_server_exceptions=False) as client:
        assert client.post("/api/ask", content=b"x" * (1024 * 1024 + 1)).status_code == 413

        def pieces() -> Iterator[bytes]:
            for _ in range(40):
                yield b" " * 65536

        assert client.post("/api/ask", content=pieces()).status_code >= 400


def test_unused_gradio_endpoints_are_closed_to_everybody(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, with_gradio=True)) as client:
        for prefix in ("/gradio_api", "/en/gradio_api"):
            for path in ("upload", "proxy=http://evil.example", "file=/etc/passwd", "run-history/records"):
                assert client.get(f"{prefix}/{path}").status_code == 404
        assert 'lang="vi"' in client.get("/").text and 'lang="en"' in client.get("/en/").text


def test_unknown_pages_are_pages_also_where_gradio_answers(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, with_gradio=True)) as client:
        response = client.get("/khong-co-trang-nay", headers=LANDING)
        assert response.status_code == 404 and "Không có trang này" in response.text


def test_every_response_forbids_other_hosts(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path)) as client:
        for path in ("/van-ban", "/api/documents", "/web/site.css", "/none"):
            assert "default-src 'self'" in client.get(path).headers["content-security-policy"]


def test_listening_on_a_network_needs_users_or_an_explicit_wish(
    users_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_access(Settings(host="127.0.0.1"), False) is None
    with pytest.raises(QaError, match="QA_AUTH"):
        check_access(Settings(host="0.0.0.0"), False)
    assert check_access(Settings(host="0.0.0.0"), True) is None
    assert "không cần đăng nhập" in capsys.readouterr().err
    assert check_access(Settings(host="0.0.0.0", auth=users_file), False) is not None
    with pytest.raises(QaError, match="qa users add"):
        check_access(Settings(auth=users_file.with_name("none")), False)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("may-chu", False)],
)
def test_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_network_without_login_has_no_administration(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, open_role="reader")) as client:
        assert client.get("/quan-tri").status_code == 403
        assert client.get("/api/admin/status").status_code == 403
