"""`qa serve`: who may connect, then one process that serves everything."""

from __future__ import annotations

import ipaddress
import logging
import socket
import sys
from collections.abc import Callable

from qa.embedding import Embedder, load
from qa.errors import QaError
from qa.index import open_index
from qa.index.versions import current_version
from qa.settings import Settings, get_settings
from qa.web import memory
from qa.web.live import AssistantLike
from qa.web.users import Users

STOPPING = 5  # seconds for answers under way when the program is told to stop
logger = logging.getLogger(__name__)


def serve(
    settings: Settings | None = None, host: str | None = None, port: int | None = None, no_auth: bool = False
) -> None:
    """Runs the web app until it is interrupted.

    Args:
        settings: by default those of this process.
        host: address to listen on; by default that of the settings.
        port: port; by default that of the settings.
        no_auth: serve a network without a login.

    Raises:
        QaError: the address needs a login and there is none, or the port is taken.
    """
    settings = settings or get_settings()
    settings = settings.model_copy(update={"host": host or settings.host, "port": port or settings.port})
    memory.share()
    users = check_access(settings, no_auth)

    import uvicorn

    from qa.web.app import create_app

    local = is_loopback(settings.host)
    app = create_app(
        _opener(settings),
        lambda: current_version(settings.index),
        settings,
        users=users,
        open_role="administrator" if local else "reader",
        only_local=local and users is None,
    )
    _refuse_taken(settings)
    print(
        f"Hỏi đáp văn bản: http://{settings.host}:{settings.port} (Ctrl+C để dừng)",
        file=sys.stderr,
        flush=True,
    )
    # What is being answered when SIGTERM comes is finished; a page left open must not hold the process for ever.
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_level="warning", server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=STOPPING,
    )  # fmt: skip


def check_access(settings: Settings, no_auth: bool) -> Users | None:
    """Returns the users that may log in, None where nobody needs to.

    Raises:
        QaError: the app would be open to a network without a login.
    """
    if settings.auth is not None and not no_auth:
        return Users(settings.auth)
    if not is_loopback(settings.host) and not no_auth:
        raise QaError(
            f"Địa chỉ {settings.host} mở cho mạng nên cần đăng nhập: tạo người dùng bằng `qa users add` rồi đặt biến "
            "QA_AUTH là tệp người dùng; hoặc thêm --no-auth nếu thật sự muốn ai trong mạng cũng dùng được."
        )
    if not is_loopback(settings.host):
        print(
            f"Chú ý: {settings.host} mở cho mạng mà không cần đăng nhập (--no-auth): ai kết nối được cũng đọc được. "
            "Trang Quản trị bị tắt.",
            file=sys.stderr,
        )
    return None


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _opener(settings: Settings) -> Callable[[], AssistantLike]:
    """Returns what opens the index in use; the model is loaded once and serves each later version too."""
    loaded: list[Embedder] = []

    def open_assistant() -> AssistantLike:
        from qa.assistant import Assistant

        if not loaded:
            loaded.append(load(settings))
        index = open_index(settings.index, embedder_fingerprint=loaded[0].fingerprint)
        opened = Assistant(index, loaded[0], settings)
        memory.give_back()
        return opened

    return open_assistant


def _refuse_taken(settings: Settings) -> None:
    """Says that the port is taken before the seconds that loading takes."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise QaError(
                f"Không mở được cổng {settings.port} trên {settings.host}: có thể chương trình đang chạy rồi. "
                "Hãy dừng nó, hoặc chọn cổng khác bằng --port.",
                detail=str(error),
            ) from error
