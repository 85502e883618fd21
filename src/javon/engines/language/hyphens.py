"""Lines of a printed text to running text: words parted at the line end are joined, real hyphens stay."""

from __future__ import annotations

import re

from javon.engines.language.dictionary import is_known

#: What ends a parted line: hyphen-minus, hyphen, soft hyphen, and the not sign that recognizers read for it.
_BROKEN = re.compile(r"(?P<head>[^\W\d_][^\s]*?|[^\W\d_])(?P<sign>[-\u2010\u00ad\u00ac])\s*$")
_FIRST_WORD = re.compile(r"[^\W\d_][\w'ʻʼ‘’`]*")
_LAST_PART = re.compile(r"[^\W\d_][\w'ʻʼ‘’`]*$")
#: Uzbek particles and Russian endings that are written with a hyphen.
_HYPHENED_WORDS = "ku ya yu ey ку ю я эй yil yili yilda йил йили йилда нибудь либо таки"
_HYPHENED = frozenset(_HYPHENED_WORDS.split())


def join_hyphens(lines: list[str], language: str = "uz") -> str:
    """One running text of printed lines.

    A hyphen at a line end goes where the joined word is known to the dictionary of ``language`` or the parts are not
    words of their own; it stays in a compound (xotin-/qizlar), before a particle (keldi-/ku), after a figure and
    before a capital.
    """
    text = ""
    for line in lines:
        line = line.strip()
        if not line:
            continue
        text = _joined(text, line, language) if text else line
    return text


def _joined(text: str, line: str, language: str) -> str:
    broken = _BROKEN.search(text, text.rfind(" ") + 1)
    first = _FIRST_WORD.match(line)
    if not broken or not first:
        return f"{text} {line}" if not text.endswith("-") or not line[:1].isalnum() else text + line
    sign = broken["sign"]
    head = text[: broken.start("sign")]
    if sign in "\u00ad\u00ac" or not keeps_hyphen(_last_part(head), first[0], language):
        return head + line
    return f"{head}-{line}"


def _last_part(head: str) -> str:
    found = _LAST_PART.search(head)
    return found[0] if found else ""


def keeps_hyphen(head: str, tail: str, language: str = "uz") -> bool:
    """Whether the hyphen between two parts of a word at a line end belongs to the word."""
    if not head or (tail[0].isupper() and not head.isupper()):
        return True
    if tail.lower() in _HYPHENED:
        return True
    if is_known(head + tail, language):
        return False
    return len(head) > 2 and len(tail) > 2 and is_known(head, language) and is_known(tail, language)
