"""Vietnamese text: normal form, tone placement, folding, tokens, search terms and sentences.

The tables of names lie in the submodules `abbreviations`, `agencies`, `provinces`, `succession`, `spelling`
and `english`, which are imported where they are needed and read their data files on first use.
"""

from qa.vietnamese.sentences import sentences
from qa.vietnamese.text import fold, normalize, unify_tone
from qa.vietnamese.tokens import TOKENIZER, Token, search_terms, tokens

__all__ = [
    "TOKENIZER",
    "Token",
    "fold",
    "normalize",
    "search_terms",
    "sentences",
    "tokens",
    "unify_tone",
]
