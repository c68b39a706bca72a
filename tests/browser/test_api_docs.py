"""The curl lines of docs/api.md, run against the real app."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from tests.browser.conftest import ROOT, App

pytestmark = pytest.mark.model


def commands() -> list[str]:
    """Returns each command of the Markdown's shell blocks, its continued lines included."""
    blocks = re.findall(
        r"```bash\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL
    )
    return [command.strip() for block in blocks for command in re.split(r"\n(?=curl )", block)]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("command", commands())
def test_line_of_the_documentation_works(app: App, command: str) -> None:
    here = command.replace("http://127.0.0.1:7860", app.address)
    assert here != command
    done = subprocess.run(["sh", "-c", here], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    if "event-stream'" in command and "/api/ask" in command:
        assert done.stdout.startswith("event: text") and "event: answer" in done.stdout
    elif not any(name in command for name in ("metrics", "xlsx")):
        assert json.loads(done.stdout)


def test_every_route_is_documented() -> None:
    assert len(commands()) >= 12
