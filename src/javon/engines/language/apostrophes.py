"""The signs that people, keyboards and recognizers put where Uzbek has oʻ, gʻ and the tutuq belgisi."""

from __future__ import annotations

#: The letter sign of oʻ and gʻ (MODIFIER LETTER TURNED COMMA).
TURNED = "\u02bb"
#: The tutuq belgisi (MODIFIER LETTER APOSTROPHE).
TUTUQ = "\u02bc"

#: Everything seen in real text for either of the two: ' ` ´ ʹ ʻ ʼ ʽ ˈ ‘ ’ ‛ ′ ‵ ＇ ʾ ʿ.
VARIANTS = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\u2035\uff07"
VARIANT_SET = frozenset(VARIANTS)
#: A character class for regular expressions, with the brackets.
VARIANT_CLASS = f"[{VARIANTS}]"

#: Any variant to the tutuq belgisi; one sign is easier to reason about than sixteen.
FOLD = str.maketrans(dict.fromkeys(VARIANTS, TUTUQ))
#: Any variant away.
DROP = str.maketrans(dict.fromkeys(VARIANTS))
