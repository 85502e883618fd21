"""Yanalif, the Latin letters of 1929 to 1940, for reading only.

a stood for today's o and ə for a; until 1934 y, ɵ and ь were the front or back sisters of u, o and i, which today's
letters do not part.  ь comes as the Cyrillic letter or as U+0185, ʙ as such or as b, ꞑ also as ŋ.
"""

from javon.engines.language.alphabets.model import Alphabet
from javon.engines.language.apostrophes import TURNED

ALPHABET = Alphabet(
    name="latn-1929",
    tag="uz-Latn-baku1926",
    reads={
        "ə": "a",
        "a": "o",
        "o": f"o{TURNED}",
        "ɵ": f"o{TURNED}",
        "y": "u",
        "ь": "i",
        "ƅ": "i",
        "ı": "i",
        "c": "ch",
        "ç": "j",
        "ƶ": "j",
        "j": "y",
        "ƣ": f"g{TURNED}",
        "ꞑ": "ng",
        "ŋ": "ng",
        "ʙ": "b",
        "ş": "sh",
    },
    proof=frozenset("əɵƣꞑŋƶʙьƅ"),
    written=False,
)
