"""Which of the encodings of library systems a record is written in.

The leader often lies: UTF-8 under the MARC-8 mark, Windows or DOS Cyrillic without any mark.  So the bytes decide.
"""

from __future__ import annotations

import re

from pymarc import marc8

_ESCAPE = b"\x1b"
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CYRILLIC = ("cp1251", "cp866", "koi8-r", "iso8859-5")
#: The most frequent letters of Russian and Uzbek Cyrillic text, lower case.
_FREQUENT = frozenset("оеаинтсрвлкмдпуяиқ")
_WORD = re.compile(r"[а-яёўқғҳ]+|[А-ЯЁЎҚҒҲ][а-яёўқғҳ]+|[А-ЯЁЎҚҒҲ]+")


def encoding_of(data: bytes) -> str:
    """The encoding of a record: ``utf-8``, ``marc-8`` or a Cyrillic code page."""
    if not _HIGH.search(data):
        return "marc-8" if _ESCAPE in data else "utf-8"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if _ESCAPE in data:
        return "marc-8"
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(data))
    if in_runs * 2 > len(_HIGH.findall(data)):
        # mostly UTF-8 with a few wrong bytes is still UTF-8
        if _mostly_utf8(data):
            return "utf-8"
        return max(_CYRILLIC, key=lambda name: _score(data.decode(name, "replace")))
    return "marc-8"


def decode(data: bytes, encoding: str) -> str:
    """The text of a field; a byte that means nothing becomes U+FFFD."""
    if encoding == "marc-8":
        try:
            return str(marc8.marc8_to_unicode(data, hide_utf8_warnings=True))
        except UnicodeDecodeError:
            # an escape into a character set that never came
            return data.replace(_ESCAPE, b"").decode("utf-8", "replace")
    return data.decode(encoding, "replace")


def _mostly_utf8(data: bytes) -> bool:
    wrong = data.decode("utf-8", "replace").count("\ufffd")
    return wrong * 20 < len(_HIGH.findall(data))


def _score(text: str) -> int:
    """How much a text looks like Cyrillic words: frequent letters, and words in one case."""
    words = _WORD.findall(text)
    return sum(char.lower() in _FREQUENT for char in text) + 2 * sum(len(word) for word in words if len(word) > 3)
