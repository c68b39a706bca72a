"""What `/metrics` shows, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics:
    """Counters of one app; each app has its own registry, so that tests do not share them."""

    def __init__(self, waiting: Callable[[], int], ready: Callable[[], bool]) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter("qa_answers", "Answers by mode.", ["mode"], registry=self._registry)
        self._errors = Counter(
            "qa_errors", "Questions not answered, by cause.", ["cause"], registry=self._registry
        )
        self._requests = Counter(
            "qa_http_requests", "HTTP requests.", ["method", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "qa_answer_seconds", "Time to an answer.", registry=self._registry, buckets=_SECONDS
        )
        Gauge(
            "qa_questions_inside", "Questions being answered or waiting.", registry=self._registry
        ).set_function(waiting)
        Gauge("qa_ready", "1 when an index is open.", registry=self._registry).set_function(
            lambda: float(ready())
        )

    def answered(self, mode: str, seconds: float) -> None:
        """Counts an answer."""
        self._answers.labels(mode).inc()
        self._seconds.observe(seconds)

    def failed(self, cause: str) -> None:
        """Counts a question that got no answer."""
        self._errors.labels(cause).inc()

    def request(self, method: str, status: int) -> None:
        """Counts a request; unknown methods count together, so that nobody can make endless series."""
        known = method if method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS") else "other"
        self._requests.labels(known, f"{status // 100}xx").inc()

    def text(self) -> bytes:
        """Returns the exposition format."""
        return generate_latest(self._registry)
