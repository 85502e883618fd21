"""After recognition: noise taken away, signs made canonical, look-alikes repaired, the language of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from javon.engines.language import canonical, identify, is_known, repair_lookalikes
from javon.engines.ocr.letters import mend_word, with_capital
from javon.engines.ocr.signs import LIKE_NUMERO
from javon.engines.page import Line, Region, Word

#: A sign of oʻ, gʻ or the tutuq that was read twice, or once more as a quotation mark.
_DOUBLED = re.compile('([ʻʼ])(?:[ʻʼ]+|[“”"„](?=[a-z]))')
_QUOTES = '“”„"«'
#: Languages that write Uzbek names.  In them no opening quotation mark stands inside a word, and no apostrophe between
#: a capital O or G and a small letter: it is O'Brien.
_NEIGHBOURS = frozenset(("ru", "en"))
_OPENED = re.compile(r"(?:(?<=[og])[‘`]|(?<=\b[OG])[‘`'’])(?=[a-z])")
_APOSTROPHE, _AROUND = re.compile(r"[A-Za-z]['’][a-z]"), '.,;:!?()[]«»“”„"'
_DUST = frozenset(".,;:·‚'`´’‘~_|\"")
#: Too rich in strokes for dust.
_MARKS = frozenset("№§%&€")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[Ѐ-ӿ]")
#: A mark without a letter or digit that is less sure than this is a speck.
SPECK = 0.5
#: A line less sure than this with hardly a word in it is the edge of the page, a stain or a picture.
NOISE = 0.35
#: A hyphen is two thirds as wide as a letter, a dash as wide and more.
DASH = 0.85
#: N is at most as wide as high, № a third wider.
WIDE = 1.15
#: Surnames as Russian and Uzbek Cyrillic papers have them.
_SURNAME = re.compile(r"[А-ЯЎҚҒҲЁ][а-яўқғҳё]+(?:[оеё]в|[иы]н|ск|цк)(?:а|ой|ий|ая|им|ым)?")
#: No sign of numbers or words, but what a thin hyphen becomes.
_TILDE = re.compile(r"(?<=\w)~(?=\w)")
_LIKE_THREE = re.compile(r"[ЗзZ][.)]")
_INITIAL, _LIKE_INITIAL = re.compile(r"[А-ЯЎҚҒҲЁ]\."), re.compile(r"3[.,]")
#: Lines of fewer letters follow the language of the page.
FEW_LETTERS = 24
#: A line must be as sure as this to be of another language than its page.
SURE = 0.8


def polish(blocks: Sequence[Region], language: str, script: str, *, mend: bool = True) -> list[Region]:
    """Clean the lines of all blocks; blocks left without a line vanish.

    Without ``mend`` the spelling stays as read: no dictionary has the words of letters of the past.
    """
    result = []
    for block in blocks:
        lines: list[Line] = []
        for line in block.lines:
            parted = lines[-1].words[-1].text if lines else ""
            done = polish_line(line, language, script, parted if parted.endswith("-") else "", mend=mend)
            lines += [done] if done else []
        if lines or not block.lines:
            result.append(replace(block, lines=tuple(_numbered(lines))))
    return result


def _numbered(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a list, its third item with a 3 where that was read as the letter З."""
    starts = [line.words[0].text for line in lines]
    for line in lines:
        first = line.words[0]
        if _LIKE_THREE.fullmatch(first.text) and any(f"{number}{first.text[1]}" in starts for number in (2, 4)):
            line = replace(line, words=(replace(first, text="3" + first.text[1]), *line.words[1:]))
        yield line


def polish_line(line: Line, language: str, script: str, parted: str = "", *, mend: bool = True) -> Line | None:
    """The line without specks and in canonical spelling, or None where nothing was a word.

    ``parted`` is the beginning of its first word where that stands, with a hyphen, at the end of the line before.
    """
    last = len(line.words) - 1
    words = tuple(word for at, word in enumerate(line.words) if not _is_speck(word, inside=0 < at < last))
    if not words or _is_noise(words):
        return None
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    if line.language == "und":
        language, script = _language(words, language, script)
        line = replace(line, language=language, script=script)
    if not mend:
        return replace(line, words=words, box=box, language=language, script=script)
    words = _with_dashes(words)
    words = _with_initials(words)
    words = tuple(_numero(word, after) for word, after in zip(words, (*words[1:], None), strict=True))
    first = _spell(_continued(words[0], parted, line.language), line.language, whole=not parted)
    return replace(line, box=box, words=(first, *(_spell(word, line.language) for word in words[1:])))


def _with_dashes(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A hyphen that stands between spaces and is as wide as a letter is a dash; that of a typewriter is not so wide."""
    wide = DASH * sum(word.box.width for word in words) / sum(len(word.text) for word in words)
    last = len(words) - 1
    return tuple(
        replace(word, text="–") if word.text == "-" and 0 < at < last and word.box.width >= wide else word
        for at, word in enumerate(words)
    )


def _with_initials(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A 3 that stands where the initial of a name does is the letter З: ``Хакимов 3.``, ``А. 3. Хакимова``.

    Before another number it is the first page of several in an index: ``Хакимов 3, 15``.
    """
    done = list(words)
    for at, word in enumerate(words):
        if _LIKE_INITIAL.fullmatch(word.text) and at:
            before, after = words[at - 1].text, words[at + 1].text if at + 1 < len(words) else ""
            first = _SURNAME.fullmatch(before) and not after[:1].isdecimal()
            if first or (_INITIAL.fullmatch(before) and _SURNAME.fullmatch(after.strip(".,;:"))):
                done[at] = replace(word, text="З" + word.text[1:])
    return tuple(done)


def _numero(word: Word, after: Word | None) -> Word:
    """An N before a number, wider than an N can be, is the sign №: some types draw it as the model never saw it."""
    if word.text in LIKE_NUMERO and after and after.text[0].isdecimal() and word.box.width > WIDE * word.box.height:
        return replace(word, text="№")
    return word


def _continued(word: Word, parted: str, language: str) -> Word:
    """The rest of a parted word begins with no quotation mark and no capital."""
    text = word.text
    if parted and language == "uz-Latn" and text[0] in _QUOTES and parted[-2:-1] in "oOgG":
        text = f"ʻ{text[1:]}"
    if parted and re.match("[ʻʼ]?I[a-zʻʼ]", text):
        text = text.replace("I", "l", 1)
    return word if text == word.text else replace(word, text=text)


def _is_speck(word: Word, *, inside: bool) -> bool:
    """Dust stands alone as a point or an accent; a sign between words is print, and at the ends of a line if sure."""
    if any(character.isalnum() or character in _MARKS for character in word.text) or (inside and word.text == "·"):
        return False
    dust = len(word.text) <= 2 and set(word.text) <= _DUST
    return dust or (word.confidence < SPECK and not inside)


def _without_dust(text: str) -> str:
    """A word never begins with a point, comma, semicolon or colon, unless with an ellipsis."""
    bare = text.lstrip(".,;:·‚_`´")
    return bare if bare and bare[0].isalpha() and not text.startswith("..") else text


def _is_noise(words: Sequence[Word]) -> bool:
    length = sum(len(word.text) for word in words)
    sure = sum(word.confidence * len(word.text) for word in words) / length
    letters = sum(character.isalnum() for word in words for character in word.text)
    if sure < NOISE and letters < 12:
        return True
    return letters == 0 and sure < 0.8


def _language(words: Sequence[Word], language: str, script: str) -> tuple[str, str]:
    """Language and script of a line: the page's own, unless its letters clearly say another."""
    text = " ".join(word.text for word in words)
    letters = sum(character.isalpha() for character in text)
    guess = identify(text)
    if guess.language == "und" or guess.confidence < SURE:
        return language, script
    if letters >= FEW_LETTERS or (guess.script != script and letters >= FEW_LETTERS // 3):
        return guess.language, guess.script
    return language, script


def _uzbek(text: str) -> str:
    """An Uzbek word in a text of another language has its own signs: ``O‘tkan`` in English, ``Gʻafur`` in Russian."""
    text = _OPENED.sub("ʻ", text)
    if not _APOSTROPHE.search(text):
        return text
    listed = canonical(text)
    return listed if is_known(listed.strip(_AROUND), "uz-Latn") else text


def _spell(word: Word, language: str, *, whole: bool = True) -> Word:
    """Signs, look-alikes and confused letters; a hyphen at the end of a line stays, a guest keeps its script.

    A word that is not ``whole`` is not looked up in a dictionary.
    """
    text = _without_dust(word.text).replace("N№", "№")
    text = _TILDE.sub("-", text)
    if _CYRILLIC.search(text) and not _LATIN.search(text):
        text = text.strip("'`´’‘") or text  # no Cyrillic word of these languages begins or ends with one
    if language.startswith("uz"):
        text = text.replace(".…", ".")  # our model of Latin letters adds it now and then at the end of a paragraph
        text = _DOUBLED.sub("\\1", canonical(text.replace("£", "ʻ") if _LATIN.search(text) else text))
    if language in _NEIGHBOURS:
        text = _uzbek(text)
    if language == "uz-Cyrl" and _LATIN.search(text) and not _CYRILLIC.search(text):
        language = "uz-Latn"
    text = with_capital(text, language) if whole else text
    text = mend_word(repair_lookalikes(text), language, word.confidence if whole else 1.0)
    return word if text == word.text or not text else replace(word, text=text)
