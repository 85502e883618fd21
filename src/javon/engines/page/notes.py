"""Footnotes as printers set them."""

from __future__ import annotations

import re

_MARK = re.compile(r"^(?=.*[^\W\d_]{2})\s*(\d{1,2}|[*†‡]+|[¹²³⁴-⁹])[\s).]*\S")


def begins_note(text: str) -> bool:
    """Whether a line begins with the mark of a footnote: a short number or stars, then words."""
    return bool(_MARK.match(text))
