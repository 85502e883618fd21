"""Words of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from javon.engines.language.apostrophes import VARIANT_CLASS

# Letters, figures and combining marks; an apostrophe or a soft hyphen between letters is part of the word, and so is
# the one that ends oʻ or gʻ.  A hyphen parts words: xotin-qizlar is found by either.
_WORD = re.compile(
    rf"[^\W_][\u0300-\u036f]*(?:(?:{VARIANT_CLASS}|\u00ad)?[^\W_][\u0300-\u036f]*)*(?:(?<=[oOgG]){VARIANT_CLASS})?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands in the text: ``text[start:end] == token.text``."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Words and figures of a text in order; punctuation and space are left out."""
    return [Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
