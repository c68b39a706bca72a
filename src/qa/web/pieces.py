"""An answer in the pieces in which it is shown: sentence by sentence, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.vietnamese import sentences

_MARKERS = re.compile(r"(?:\[\d{1,3}\]|[\s,;.])+")


def pieces(text: str) -> Iterator[str]:
    """Yields the sentences of an answer, each with its markers and what is blank after it; joined they are the answer.

    Bold text is not cut: half of it would show its asterisks.
    """
    begun = 0
    for start, _ in sentences(text)[1:]:
        markers = _MARKERS.match(text, start)
        cut = markers.end() if markers else start
        if begun < cut < len(text) and text.count("**", begun, cut) % 2 == 0:
            yield text[begun:cut]
            begun = cut
    if text[begun:]:
        yield text[begun:]
