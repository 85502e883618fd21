"""Numbers, signs and Roman numerals as texts: what may be misread, and what may stand for what."""

from __future__ import annotations

import re

_UNIT_LETTERS = str.maketrans("мксдМК", "mkcdMK")
_QUOTES = "«»“”„\"'().,;:"
_EDGE = ".,;:!?()[]«»“”„\"'…"
_DASH = re.compile(r"[-‐–—−]+")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: What the letters of a Roman numeral are taken for: Х for X, П for II, Ш for III, У for V, Г for I, ``\\!!`` for VII …
_LIKE_ROMAN = re.compile(r"[ХIІVXУЎҮҰШПГЦЛСМДНИТЬЈ1!|LCDMN№\\/\[\]]{1,9}")
#: One letter alone is mostly an initial or a word; these look like a whole numeral that has other letters.
_ALONE = frozenset("УЎҮИПШМН")
_OF_ONE_LETTER = re.compile(r"[IVX]+")
#: Strokes that stand for I, and what only a misread numeral has.
_STROKES = str.maketrans("|lІ1[]—−", "IIIIII––")
#: … and where one Latin letter of it was seen, the Cyrillic ones are of it, too: ``ГV``.
_HALF_LATIN = str.maketrans("ГІТУХ", "IIIVX")
#: Figures that are no strokes: ``1-11``, ``[1]``, ``11-го``.
_FIGURES = re.compile(
    r"(?:\(?\d[\d‐–—−.,:;/-]*\)?|\[\d+\])(?:(?<=[-‐–—−])[^\W\d_]*)?[.,:;]*",
)
_FIRST_STROKES = frozenset("ГІI1|[ТtП")
#: No Russian or Uzbek word is one of these letters; with a point it is an initial.
NO_WORDS = frozenset("ПШЦ")
_MIXED = re.compile(r"(?=.*[I1|])[Iil1t|!]{2,4}")
_UPRIGHT = frozenset(("I", "І", "l", "|", "]", "[", "}", "1}", "1]", "!", "\\"))
_BROKEN = re.compile(r"[\\|\[]|!.|./")
_X_AND_I = re.compile(r"(?<!\w)[ХІXI]*[ХІ][ХІXI]*(?!\w)")
_TO_LATIN = str.maketrans("ХІ", "XI")
#: What stands for № before a number.
LIKE_NUMERO = frozenset(("N", "No", "Ne", "N?", "N°", "Nº", "N9", "Ng", "X", "M"))
#: What stands for § before a number.
_LIKE_PARAGRAPH = frozenset(("5", "8", "$", "S", "&", "6", "§"))
#: Latin units that stand in Cyrillic texts too, and are no words of theirs.
_LATIN_UNITS = {unit.lower(): unit for unit in ("kVt", "kW", "Vt", "kWh", "dpi", "Hz", "MHz", "GHz", "kB", "MB", "GB")}
_LIKE_LATIN = str.maketrans("КкМмВНТЕХС", "KkMmBHTEXC")
#: A part of a numeral behind or before one bracket: ``[X`` is mostly IX.
_HALF_BRACKET = re.compile(r"\[[ХXУVІI]+|[ХXУVІI]+\]")
#: Before what looks like a question mark and is a small two or three.
_UNITS = frozenset(("м", "т", "км", "см", "мм", "дм"))
#: A unit with its power, and what it is taken for.
_POWER = re.compile(r"[kcdкcсд]?[mм][²³]")
_LIKE_POWER = re.compile(r"\w?[mмт][?>*”'\"23]|т[гё]")
_STROKES_ONLY = frozenset("-‐–—−")
_UNREAD_POWER = re.compile(r"т[?>*”'\"]")
_NUMBER = re.compile(r"\d[\d.,:]*")
_INNER = re.compile(r"(?<=\d)[.,](?=\d)")
_SLASHED = re.compile(r"[/\\|]\d.*")
_PLAIN = re.compile(rf"[{re.escape(_EDGE)}]*[^\W\d_]+(?:[-‐'’ʼ][^\W\d_]+)*-?[{re.escape(_EDGE)}]*")


def is_suspect(text: str) -> bool:
    """Whether a word may hold what a Cyrillic model cannot write: figures, signs, a numeral in capitals."""
    if set(text) <= _STROKES_ONLY:
        return False  # their width tells which they are
    if not _PLAIN.fullmatch(text) or (text.endswith("?") and text[:-1] in _UNITS):
        return True
    if _HALF_BRACKET.fullmatch(text) or _LIKE_POWER.fullmatch(text):
        return True
    core = text.strip(_EDGE)
    if len(core) < 2:
        return core in _ALONE or text == "Х"
    return any(_LIKE_ROMAN.fullmatch(part) for part in _DASH.split(core))


def may_replace(old: str, new: str) -> bool:
    """A numeral for what looks like one; otherwise letters and figures stay as they are, and signs may differ."""
    if is_numeral(new) and _LIKE_ROMAN.match(old.strip(_QUOTES)) and not bare(old).isdecimal():
        small = len(old.strip(_QUOTES)) == 1
        if sum(map(str.islower, old)) > 1 and not any(map(str.islower, new)):
            return False  # no numeral swallows a word: ``Х бва`` was ``Х 6 ва``
        return all(_OF_ONE_LETTER.fullmatch(part) or (part.islower() or not small) for part in _parts(new))
    if is_power(old, new):
        return True
    if not new or new.isalpha() or letters_of(old) != letters_of(new):
        return False
    if len(_INNER.findall(new)) < len(_INNER.findall(old)):
        return False  # commas are lost, hardly ever invented
    if not any(map(str.isalnum, old + new)) and len(new) != len(old):
        return False  # one dash is not two lines
    return figures_of(old) == figures_of(new) or ("%" in new and figures_of(old).startswith(figures_of(new)))


def is_paragraph(old: str, new: str) -> bool:
    """Whether a lone § was taken for a figure or a letter."""
    return new == "§" and old in _LIKE_PARAGRAPH


def is_numero(old: str, new: str) -> bool:
    """Whether a number was read without the № that another model saw, as letters, in the same place."""
    sign, _, number = new.partition(" ")
    return sign in LIKE_NUMERO - {"X", "M", "N"} and bare(number) == bare(old) != ""


def is_lone_numero(old: str, new: str) -> bool:
    """Whether № was taken for one figure or letter."""
    return new == "№" and len(old) == 1


def is_plain_number(text: str) -> bool:
    """Whether a text is figures with points and commas, and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def is_power(old: str, new: str) -> bool:
    """Whether a unit with its power was taken for a letter and some sign: ``т?`` for m³."""
    return _POWER.fullmatch(new.strip(_QUOTES)) is not None and _LIKE_POWER.fullmatch(old) is not None


def has_mixed_strokes(text: str) -> bool:
    """Whether a part of a word is strokes of both sizes: ``IIt–VIII``, ``1iI``; ``Iltimos`` and ``It`` have others."""
    core = bare(text)
    if core.isdecimal() or core == "It":
        return False
    parts = _DASH.split(core)
    return any(_MIXED.fullmatch(part) and not is_roman(part) for part in parts) and all(
        _MIXED.fullmatch(part) or is_roman(part) or part.islower() for part in parts
    )


def is_ill(text: str, before: str, after: str) -> bool:
    """Whether ``Ill`` is the English word, as its place in the sentence shows, and not III."""
    return text == "Ill" and before.rstrip('”»"’)')[-1:] in (".", "!", "?") and after[:1].islower()


def is_roman_like(text: str) -> bool:
    """Whether a Cyrillic reading in capitals may be of Roman numerals: ``УШ-ХУ``."""
    return all(_LIKE_ROMAN.fullmatch(part) for part in _DASH.split(text))


def is_stroke(text: str) -> bool:
    """Whether a text is nothing but one upright stroke, which a capital I may have become."""
    return text.strip(".,;:") in _UPRIGHT


def unit_of(text: str) -> str | None:
    """The unit in Latin letters that a text is, for all its look-alikes and the size of its letters."""
    return _LATIN_UNITS.get(bare(text).translate(_LIKE_LATIN).lower())


def is_numeral(text: str) -> bool:
    """Whether a text is a Roman numeral, or two with a dash, or one with an ending: ``XIX``, ``X–XI``, ``XX-аср``."""
    parts = _parts(text)
    return bool(parts) and is_roman(parts[0]) and all(is_roman(part) or part.islower() for part in parts)


def is_roman(text: str) -> bool:
    """Whether a text is one Roman numeral in capitals."""
    return bool(text) and _ROMAN.fullmatch(text) is not None


def with_strokes(text: str, *, ones: bool = False) -> str:
    """The text with strokes as I and one dash for two, if that makes it a Roman numeral.

    ``ones`` are strokes, too, where nothing else speaks for figures: ``11-аср``.
    """
    if text.isdecimal() or (not ones and _is_of_figures(text)):
        return text
    mended = re.sub("-–|–-|––", "–", text.translate(_STROKES))
    for tried in (mended, mended.translate(_HALF_LATIN) if re.search("[VX]", mended) else mended):
        if is_numeral(tried):
            return tried
    return text


def _is_of_figures(text: str) -> bool:
    """Whether a text is numbers with signs between them, and an ending of small letters or none: ``11-го``."""
    return _FIGURES.fullmatch(text) is not None and not any(map(str.isupper, text))


def likelier(old: str, new: str) -> str:
    """A numeral that begins with L where the first model saw a stroke: ``IV`` is met a hundred times for one ``LV``."""
    with_i = new.replace("L", "I", 1)
    return with_i if new.startswith("L") and old[:1] in _FIRST_STROKES and is_numeral(with_i) else new


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
    if _UNREAD_POWER.fullmatch(text) or _SLASHED.fullmatch(text):
        return True
    core = text.strip(_QUOTES)
    if _is_of_figures(core):
        return False
    return len(core) > 1 and _BROKEN.search(core) is not None and _LIKE_ROMAN.fullmatch(core) is not None


def figures_of(text: str) -> str:
    """The figures of a text."""
    return "".join(sign for sign in text if sign.isdecimal())


def points_of(number: str) -> list[int]:
    """After how many figures each point, comma or colon stands: models see where one is, and confuse which it is."""
    return [sum(map(str.isdecimal, number[:at])) for at, sign in enumerate(number) if sign in ".,:"]


def letters_of(text: str) -> str:
    """The letters of a text, those of units as if they were Latin: м³ and m³ are one."""
    return "".join(sign for sign in text if sign.isalpha()).translate(_UNIT_LETTERS)


def bare(text: str) -> str:
    """The text without the points, brackets and quotation marks around it."""
    return text.strip(_EDGE)


def _parts(text: str) -> list[str]:
    return [part for part in _DASH.split(text.strip(_EDGE)) if part]
