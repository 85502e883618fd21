"""The alphabets of Uzbek as data: one table a module, every letter given by its spelling of 1995.

The letters of 1995 are the hub: a text goes from any alphabet to them and from them to any other.  To teach Javon an
alphabet, write its table beside these and name it in ``ALPHABETS``.
"""

from __future__ import annotations

from javon.engines.language.alphabets import cyrl, latn, latn_1929, latn_1993, latn_2026
from javon.engines.language.alphabets.model import Alphabet

#: By the name that ``--to`` and ``--from`` take.
ALPHABETS: dict[str, Alphabet] = {
    module.ALPHABET.name: module.ALPHABET for module in (latn, cyrl, latn_1993, latn_2026, latn_1929)
}
#: Those that texts can be written in; Yanalif is only read.
WRITTEN = tuple(name for name, alphabet in ALPHABETS.items() if alphabet.written)

__all__ = ["ALPHABETS", "WRITTEN", "Alphabet"]
