"""Starts the web app: `python app.py` is the same as `qa serve`."""

import sys

from qa.errors import QaError
from qa.web import serve

if __name__ == "__main__":
    try:
        serve()
    except QaError as error:
        sys.exit(str(error))
