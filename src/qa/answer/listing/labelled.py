"""Groups called by a number ("Nhóm 1 gồm những ai?"): the point that begins with that name and a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.listing import enumerated
from qa.answer.listing.lists import LOOKED
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.records import Hit
from qa.search import Query
from qa.vietnamese import fold

_ASKED = re.compile(
    r"\b(?P<name>(?:nhom|loai|cap|muc|hang|bac) \d{1,2})\b.* "
    r"(?:gom|la)(?: co)?(?: nhung| cac)? (?:ai|gi|doi tuong nao)\b"
)


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Quotes the only point that says who or what a group called by a number is; None if there is none, or several."""
    asked = _ASKED.search(fold(query.text))
    if asked is None or query.english:
        return None
    docs = query.docs or tuple(dict.fromkeys(hit.passage.doc_id for hit in hits))
    found = [
        section
        for doc_id in docs[:LOOKED]
        for section in material.index.headed(doc_id)
        if section.kind == "item" and fold(section.heading) == asked["name"]
    ]
    if len(found) != 1:
        return None
    citations = Citations(material)
    span = Span(found[0], found[0].start, found[0].end)
    mark = citations.whole(found[0])
    text = f"**{material.called(found[0].doc_id)}**: “{citations.text(span)}” {mark}"
    return Draft("extractive", text + enumerated.shown(query, [span], citations), citations, {"covered": 1.0})
