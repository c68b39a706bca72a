"""The lock file against what the project says it needs."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def names(lines):
    return {re.sub(r"[-_.]+", "-", re.split(r"[\[=<>;~! ]", line)[0]).lower() for line in lines}


@pytest.fixture(scope="module")
def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_dependency_is_pinned(pins):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = names([*project["dependencies"], *project["optional-dependencies"]["dev"]])
    # Mend with: .venv/bin/python scripts/lock.py
    assert wanted - names(pins) == set()


def test_every_line_pins_one_exact_public_version(pins):
    assert len(names(pins)) == len(pins)
    for pin in pins:
        assert re.fullmatch(r"[\w.-]+==[\w.]+(; .+)?", pin), pin


def test_the_set_up_asks_for_the_pinned_torch(pins):
    script = (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    version = re.search(r'^torch="(.+)"$', script, re.MULTILINE)[1]
    assert f"torch=={version}" in pins
