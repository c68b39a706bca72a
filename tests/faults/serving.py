"""The real web app over the fake assistant, under uvicorn as `qa serve` runs it: python serving.py FOLDER PORT."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import uvicorn

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.web.fake import FakeAssistant, make_app

from qa.web.server import STOPPING


class Slow(FakeAssistant):
    """Takes a second for each answer."""

    def ask(self, *given: Any, **options: Any) -> Any:
        time.sleep(1)
        return super().ask(*given, **options)


if __name__ == "__main__":
    app = make_app(Path(sys.argv[1]), Slow(), settings={"threads": 4})
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", timeout_graceful_shutdown=STOPPING)
