"""The letters of the reform: Ş Ç Ö Ğ for Sh Ch Oʻ Gʻ.  Its drafts since 2018 (õ ō ŏ ó, ḡ ǵ ġ) are read as well."""

from javon.engines.language.alphabets.model import Alphabet
from javon.engines.language.apostrophes import TURNED

ALPHABET = Alphabet(
    name="latn-2026",
    tag="uz-Latn",
    reads={"ş": "sh", "ç": "ch"}
    | dict.fromkeys("öõōŏó", f"o{TURNED}")
    | dict.fromkeys(("ğ", "ḡ", "ǵ", "ġ"), f"g{TURNED}"),
    writes={"sh": "ş", "ch": "ç", f"o{TURNED}": "ö", f"g{TURNED}": "ğ"},
)
