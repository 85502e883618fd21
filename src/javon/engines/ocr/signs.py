"""Numbers, signs and Roman numerals as texts: what may be misread, and what may stand for what."""

from __future__ import annotations

import re

_UNIT_LETTERS = str.maketrans("мксдМК", "mkcdMK")
_QUOTES = "«»“”„\"'().,;:"
_EDGE = ".,;:!?()[]«»“”„\"'…"
_DASH = re.compile(r"[-‐–—−]+")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: What the letters of a Roman numeral are taken for: Х for X, П for II, Ш for III, У for V, Г for I, ``\\!!`` for VII …
_LIKE_ROMAN = re.compile(r"[ХIІVXУЎҮШПГЦЛСМДНИТЬЈ1!|LCDMN№\\/]{1,9}")
#: One letter alone is mostly an initial or a word; these look like a whole numeral that has other letters.
_ALONE = frozenset("УЎҮИПШМН")
_OF_ONE_LETTER = re.compile(r"[IVX]+")
#: Strokes that stand for I, and what only a misread numeral has.
_STROKES = str.maketrans("|lІ1", "IIII")
_BROKEN = re.compile(r"[\\|]|!.|./")
_X_AND_I = re.compile(r"(?<!\w)[ХІXI]*[ХІ][ХІXI]*(?!\w)")
_TO_LATIN = str.maketrans("ХІ", "XI")
#: Before what looks like a question mark and is a small two or three.
_UNITS = frozenset(("м", "т", "км", "см", "мм", "дм"))
#: A unit with its power, and what it is taken for.
_POWER = re.compile(r"[kcdкcсд]?[mм][²³]")
_LIKE_POWER = re.compile(r"\w?[mмт][?>*”'\"]")
_PLAIN = re.compile(rf"[{re.escape(_EDGE)}]*[^\W\d_]+(?:[-‐'’ʼ][^\W\d_]+)*-?[{re.escape(_EDGE)}]*")


def is_suspect(text: str) -> bool:
    """Whether a word may hold what a Cyrillic model cannot write: figures, signs, a numeral in capitals."""
    if not _PLAIN.fullmatch(text) or (text.endswith("?") and text[:-1] in _UNITS):
        return True
    core = text.strip(_EDGE)
    if len(core) < 2:
        return core in _ALONE or text == "Х"
    return any(_LIKE_ROMAN.fullmatch(part) for part in _DASH.split(core))


def may_replace(old: str, new: str) -> bool:
    """A numeral for what looks like one; otherwise letters and figures stay as they are, and signs may differ."""
    if is_numeral(new) and _LIKE_ROMAN.match(old.strip(_QUOTES)) and not bare(old).isdecimal():
        small = len(old.strip(_EDGE)) == 1
        return all(_OF_ONE_LETTER.fullmatch(part) or (part.islower() or not small) for part in _parts(new))
    if _POWER.fullmatch(new.strip(_QUOTES)) and _LIKE_POWER.fullmatch(old):
        return True
    if not new or new.isalpha() or letters_of(old) != letters_of(new):
        return False
    if not any(map(str.isalnum, old + new)) and len(new) != len(old):
        return False  # one dash is not two lines
    return figures_of(old) == figures_of(new) or ("%" in new and figures_of(old).startswith(figures_of(new)))


def is_numeral(text: str) -> bool:
    """Whether a text is a Roman numeral, or two with a dash, or one with an ending: ``XIX``, ``X–XI``, ``XX-аср``."""
    parts = _parts(text)
    return bool(parts) and is_roman(parts[0]) and all(is_roman(part) or part.islower() for part in parts)


def is_roman(text: str) -> bool:
    """Whether a text is one Roman numeral in capitals."""
    return bool(text) and _ROMAN.fullmatch(text) is not None


def with_strokes(text: str) -> str:
    """The text with strokes as I and one dash for two, if that makes it a Roman numeral."""
    mended = re.sub("-–|–-", "–", text.translate(_STROKES))
    return mended if is_numeral(mended) and not text.isdecimal() else text


def with_latin_numerals(text: str) -> str:
    """The text with Х and І as X and I where they make a Roman numeral: no Cyrillic word is ``ІХ`` or a lone ``Х``.

    An initial, with its point, stays.
    """
    if text.endswith(".") and len(bare(text)) == 1:
        return text
    return _X_AND_I.sub(_latin, text)


def _latin(match: re.Match[str]) -> str:
    latin = match[0].translate(_TO_LATIN)
    return latin if is_roman(latin) else match[0]


def is_broken(text: str) -> bool:
    """Whether a word holds strokes as only a numeral has that was not read: ``\\!!``, ``Х!\\``, ``И!|``."""
    core = text.strip(_QUOTES)
    return len(core) > 1 and _BROKEN.search(core) is not None and _LIKE_ROMAN.fullmatch(core) is not None


def figures_of(text: str) -> str:
    """The figures of a text."""
    return "".join(sign for sign in text if sign.isdecimal())


def letters_of(text: str) -> str:
    """The letters of a text, those of units as if they were Latin: м³ and m³ are one."""
    return "".join(sign for sign in text if sign.isalpha()).translate(_UNIT_LETTERS)


def bare(text: str) -> str:
    """The text without the points, brackets and quotation marks around it."""
    return text.strip(_EDGE)


def _parts(text: str) -> list[str]:
    return [part for part in _DASH.split(text.strip(_EDGE)) if part]
