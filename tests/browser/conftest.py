"""The real app on the real corpus, driven in Chromium. Any request to another host fails the test that made it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("QA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
]
SCREENSHOTS = os.environ.get("QA_SCREENSHOTS", "")


@dataclass
class App:
    """A running app: where it is and what it stands on."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]
    log: Path
    opened: list[Any] = field(default_factory=list)


def start(folder: Path, **environment: str) -> App:
    """Starts `app.py` on the corpus and index in a folder and waits until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    paths = {f"QA_{name.upper()}": str(folder / name) for name in ("corpus", "index", "data")}
    settings = {
        **os.environ,
        **paths,
        "QA_PORT": str(port),
        "QA_RESULTS": str(folder / "eval"),
        **environment,
    }
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=settings, stdout=out, stderr=out)
    app = App(f"http://127.0.0.1:{port}", folder, process, log)
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{app.address}/healthz", timeout=5)
            return app
        except urllib.error.HTTPError as error:
            if error.code == 401:
                return app
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')}")


def stop(app: App) -> None:
    app.process.terminate()
    try:
        app.process.wait(10)
    except subprocess.TimeoutExpired:
        app.process.kill()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the corpus and an index of it, both only read."""
    from qa.index import build

    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    build(folder / "corpus", folder / "index")
    return folder


@pytest.fixture(scope="session")
def app(built: Path) -> Iterator[App]:
    running = start(built)
    yield running
    stop(running)


@pytest.fixture(scope="session")
def runs(built: Path) -> list[str]:
    """Two runs of the evaluation on a few questions, where the app looks for them."""
    questions = ["--id", "a-fact-001", "--id", "a-list-004", "--id", "b-unanswerable-060"]
    for name, asked in (("mot", questions), ("hai", questions[:4])):
        line = [sys.executable, "-c", "from qa.cli import main; main()", "eval", *asked]
        places = ["--index", str(built / "index"), "--out", str(built / "eval" / name)]
        done = subprocess.run([*line, *places], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return ["mot", "hai"]


@pytest.fixture
def own_app(built: Path, tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Starts an app of the test's own, whose corpus it may change."""
    shutil.copytree(built / "corpus", tmp_path / "corpus")
    shutil.copytree(built / "index", tmp_path / "index")
    running: list[App] = []

    def begin(**environment: str) -> App:
        running.append(start(tmp_path, **environment))
        return running[-1]

    yield begin
    for one in running:
        stop(one)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="`make test-browser` sets the browser tests up"
    )
    if not CHROMIUM:
        pytest.skip("no Chromium: `make test-browser` says how to install it")
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages; afterwards no request may have left the machine and no script may have failed or been injected."""
    contexts: list[Any] = []
    outside: list[str] = []
    failures: list[str] = []
    pages: list[Any] = []

    def note(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            outside.append(request.url)

    def open_page(width: int = 1280, height: int = 860, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)
        context.on("request", note)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("dialog", lambda dialog: (failures.append(f"dialog {dialog.message}"), dialog.dismiss()))
        contexts.append(context)
        pages.append(page)
        return page

    yield open_page
    hacked = [page.evaluate("window.hacked") for page in pages if not page.is_closed()]
    for context in contexts:
        context.close()
    assert outside == []
    assert failures == []
    assert not any(hacked)


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    return new_page()


def open_chat(page: Any, app: App, path: str = "/") -> None:
    page.goto(app.address + path)
    page.wait_for_selector("#log .welcome, #log .turn")
    page.wait_for_selector("#question textarea")


def ask(page: Any, question: str) -> Any:
    """Asks and returns the turn when it is complete."""
    before = page.locator("#log .turn:not(.waiting)").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    turn = page.locator("#log .turn:not(.waiting)").nth(before)
    turn.wait_for()
    return turn


def tab_to(page: Any, selector: str, key: str = "Tab", most: int = 60) -> None:
    """Moves the focus with the keyboard alone until it is on what a selector names."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    pytest.fail(f"the keyboard does not reach {selector}")


def shoot(page: Any, name: str) -> None:
    """Keeps a screenshot where they are asked for (QA_SCREENSHOTS=docs/screenshots)."""
    if SCREENSHOTS:
        page.wait_for_timeout(600)
        page.screenshot(path=str(ROOT / SCREENSHOTS / f"{name}.png"))
