"""A hand-written server that speaks OpenAI's protocol and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Misbehaving(ThreadingHTTPServer):
    """Plays one behaviour for each request, the last one for all further ones.

    A behaviour is a list of steps: an int is a status to answer with, a str a piece of text, a float seconds to wait,
    "\\0bad" a chunk that is no JSON, "\\0die" the end of the connection, "\\0end" an end without a finish reason.
    """

    daemon_threads = True

    def __init__(self, *behaviours: list[Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviours = behaviours
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Misbehaving

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.path.endswith("/chat/completions"):
            return self._error(404)
        self.server.requests.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        at = min(len(self.server.requests), len(self.server.behaviours)) - 1
        steps = self.server.behaviours[at]
        if steps and isinstance(steps[0], int):
            return self._error(steps[0])
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for step in steps:
            if not self._play(step):
                return None
        self._data({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")
        return None

    def _play(self, step: Any) -> bool:
        if isinstance(step, float):
            time.sleep(step)
        elif step == "\0bad":
            self._chunk(b"data: {not json\n\n")
        elif step == "\0die":
            self.close_connection = True
            self.connection.close()
            return False
        elif step == "\0end":
            self._chunk(b"")
            return False
        else:
            self._data({"choices": [{"index": 0, "delta": {"content": step}, "finish_reason": None}]})
        return True

    def _data(self, event: dict[str, Any]) -> None:
        event |= {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        self._chunk(b"data: " + json.dumps(event).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        try:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()
        except OSError:
            self.close_connection = True

    def _error(self, status: int) -> None:
        # Real servers echo the key that they refuse.
        body = json.dumps({"error": {"message": f"refused key {self.headers.get('Authorization')}"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def misbehaving(*behaviours: list[Any]) -> Iterator[Misbehaving]:
    server = Misbehaving(*behaviours)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
