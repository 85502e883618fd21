"""The Latin letters of 1993 (law of 02.09.1993): ş ç ö ğ, ñ for ng, c for ц, ɉ for the j of ajdar and jurnal."""

from javon.engines.language.alphabets.model import Alphabet
from javon.engines.language.apostrophes import TURNED

ALPHABET = Alphabet(
    name="latn-1993",
    tag="uz-Latn",
    # ň and ĵ are the same letters as printers without the right ones set them.
    reads={
        "ş": "sh",
        "ç": "ch",
        "ö": f"o{TURNED}",
        "ğ": f"g{TURNED}",
        "ñ": "ng",
        "ň": "ng",
        "ɉ": "j",
        "ĵ": "j",
    },
    writes={"sh": "ş", "ch": "ç", f"o{TURNED}": "ö", f"g{TURNED}": "ğ", "ng": "ñ"},
    proof=frozenset("ñňɉĵ"),
)
