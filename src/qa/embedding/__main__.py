"""`python -m qa.embedding` prepares the built-in model: a step of the set-up."""

from __future__ import annotations

import sys

from qa.embedding.prepare import prepare_model
from qa.errors import QaError


def main() -> int:
    """Prepares the model; returns the exit status."""
    try:
        prepare_model(progress=lambda what: print(what, flush=True))
    except QaError as error:
        print(error, file=sys.stderr)
        return error.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
