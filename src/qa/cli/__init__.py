"""The `qa` command: wiring only."""

from qa.cli.app import app
from qa.cli.running import main

__all__ = ["app", "main"]
