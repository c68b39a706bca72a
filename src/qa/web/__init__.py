"""The web app and the HTTP API: wiring only.

`serve` runs it, `create_app` makes the ASGI application, `qa.web.users` keeps the file of users.
"""

from qa.web.server import serve

__all__ = ["serve"]
