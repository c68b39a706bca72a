"""Writes constraints.txt from what is installed in this environment: `.venv/bin/python scripts/lock.py`.

Keeps the part above the marker line (pins made by hand) and rewrites the part below it: every package that
the project and its extra `dev` need, directly or not, at the version that is installed.
"""

import importlib.metadata
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

MARKER = "# ---- written by scripts/lock.py: do not edit below ----"
ROOT = Path(__file__).parent.parent
PATH = ROOT / "constraints.txt"


def normal(name):
    """Returns a package's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(requirement, seen):
    """Adds to `seen` what a requirement needs: {(name, extras): version}."""
    key = (normal(requirement.name), tuple(sorted(requirement.extras)))
    if key in seen:
        return
    distribution = importlib.metadata.distribution(key[0])
    seen[key] = distribution.version
    for line in distribution.requires or ():
        below = Requirement(line)
        extras = requirement.extras or {""}
        if below.marker is None or any(below.marker.evaluate({"extra": extra}) for extra in extras):
            needed(below, seen)


def main():
    """Rewrites the lower part of constraints.txt."""
    seen = {}
    # Not from the installed metadata, which is as old as the last set-up.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        needed(Requirement(line), seen)
    hand_made = PATH.read_text(encoding="utf-8").split(MARKER)[0] if PATH.exists() else ""
    by_hand = {normal(re.split(r"[=<>;~! ]", line)[0]) for line in hand_made.splitlines() if line[:1].isalnum()}
    versions = {name: version for (name, _), version in seen.items() if name not in by_hand}
    pins = "".join(f"{name}=={version.split('+')[0]}\n" for name, version in sorted(versions.items()))
    PATH.write_text(f"{hand_made}{MARKER}\n{pins}", encoding="utf-8")


if __name__ == "__main__":
    main()
