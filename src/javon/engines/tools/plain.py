"""Texts that come from outside, made fit for a terminal: a name of a file must move no cursor and hide no word.

A terminal obeys control signs (ESC begins ANSI and OSC orders: colours, titles, the clipboard), and signs of direction
turn "gpj.exe" round.  They are shown as signs of their own instead.
"""

from __future__ import annotations

import json
import re
from typing import Any

#: C0 without tab and line feed, DEL, C1; marks, embeddings, overrides and isolates of direction; line and paragraph
#: separators, which some programs take for the end of a line.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_PICTURES, _DELETE, _OTHER = 0x2400, "\u2421", "\ufffd"


def plain(text: str) -> str:
    """The text with every sign that a terminal would obey as a picture of it; tabs and new lines stay."""
    return _ORDERS.sub(_picture, text) if _ORDERS.search(text) else text


def plain_line(text: str) -> str:
    """The same on one line."""
    return plain(text).replace("\n", "\u240a").replace("\t", " ")


def plain_json(value: Any, *, indent: int | None = None) -> str:
    """JSON that a terminal may show: such signs are written as escapes, so that whoever reads it gets all of them."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ORDERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < 0x20 else _DELETE if code == 0x7F else _OTHER
