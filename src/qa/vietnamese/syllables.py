"""What can be a Vietnamese syllable."""

from __future__ import annotations

import re

from qa.vietnamese.text import fold

_SYLLABLE = re.compile(
    r"(?!ng[ie]|g[e]|c[iey]|k[aou]|(?:ngh|gh)[^ie])"
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:a|e|i|o|u|y|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oao|oay|oe|oeo|oi|oo|ua|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uye|uyu"
    r"|ye|yeu|uau)"
    r"(?:c|ch|m|n|ng|nh|p|t)?"
)


def is_syllable(word: str) -> bool:
    """Says whether a word, its diacritics aside, is spelt like a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(fold(word)) is not None
