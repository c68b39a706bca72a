"""Errors that a user can act on."""


class QaError(Exception):
    """Something a user did or has, that they can mend.

    Raised anywhere in the package; the command line and the web page print `str(error)` as it is and
    never a traceback.

    Args:
        message: Vietnamese, one or two sentences: what happened and what to do.
        detail: English, for the log; nothing a user needs.
        status: exit status of the command (2: wrong use or bad input; 1: the answer is negative).
    """

    def __init__(self, message: str, *, detail: str = "", status: int = 2) -> None:
        super().__init__(message)
        self.detail = detail
        self.status = status
