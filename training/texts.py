"""The texts of the lines: prose and words in several voices, with numbers and signs strewn in."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from training.signs import Signs

#: Letters of a line, least and most.
LENGTHS = (14, 74)
#: So many lines are headings in capitals, and so many words stand in quotation marks.
CAPITALS, QUOTED = 0.05, 0.03

Respell = Callable[[str, random.Random], str]


def _as_it_is(text: str, _rng: random.Random) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Voice:
    """One language or spelling: running texts, words to string together, small words between them.

    ``respell`` is the last touch on a line before signs are put in.
    """

    name: str
    weight: float
    running: Sequence[str]
    words: Sequence[str]
    small: Sequence[str]
    script: str
    share_running: float = 0.5
    respell: Respell = _as_it_is


class Writer:
    """Writes lines in several voices by their weights, in the given characters only.

    ``rare``: characters that texts do not bring often enough; words with them are drilled.
    """

    def __init__(self, voices: Sequence[Voice], characters: str, rare: Sequence[str] = ()) -> None:
        self._voices, self._rare = voices, rare
        self._limits = list(accumulate(voice.weight for voice in voices))
        self._signs = {voice.script: Signs(voice.script) for voice in voices}
        self._known = frozenset(characters)

    def line(self, rng: random.Random, rich: float, drill: float = 0.0) -> str:
        """One line; how many lines of 1.0 hold signs or numbers (``rich``), and rare characters (``drill``)."""
        while True:
            voice = rng.choices(self._voices, cum_weights=self._limits)[0]
            text = self._line(voice, rng, rich)
            if self._rare and rng.random() < drill:
                text = " ".join(self._drilled(word, rng) for word in text.split())
            if LENGTHS[0] <= len(text) <= LENGTHS[1] and set(text) <= self._known | {" "}:
                return text

    def _line(self, voice: Voice, rng: random.Random, rich: float) -> str:
        signs = self._signs[voice.script]
        dense = rng.random() < rich * 0.3
        if dense and rng.random() < 0.7:
            return " ".join(signs.piece(rng) for _ in range(rng.randint(2, 5)))
        words = self._prose(voice, rng)
        if rng.random() < CAPITALS:
            words = " ".join(words).upper().split(" ")
        words = voice.respell(" ".join(words), rng).split(" ")
        if rng.random() < rich:
            for _ in range(rng.choice((1, 1, 2))):
                words.insert(rng.randint(0, len(words)), signs.piece(rng))
        return cleaned(" ".join(_marked(word, voice, rng) for word in words))

    def _drilled(self, word: str, rng: random.Random) -> str:
        """The word, or the word with a rare character in it: a letter for a letter, a sign beside it."""
        if rng.random() < 0.6:
            return word
        new, place = rng.choice(self._rare), rng.randrange(len(word))
        if new.isalpha() and new not in "ʻ":
            return word[:place] + new + word[place + 1 :] if word.isalpha() else word
        if new in "‘’":
            return f"‘{word}’" if word.isalpha() and word[-1] not in "oOgG" else word
        return rng.choice((f"{word} {new}", f"{word}{new}", f"{new}{word}", f"{new} {word}"))

    def _prose(self, voice: Voice, rng: random.Random) -> list[str]:
        count = rng.randint(2, 9)
        if voice.running and rng.random() < voice.share_running:
            start = rng.randrange(max(1, len(voice.running) - count))
            return list(voice.running[start : start + count])
        words = [rng.choice(voice.words) for _ in range(count)]
        if rng.random() < 0.85:
            words = [word if word[1:].islower() and rng.random() < 0.5 else word.lower() for word in words]
        return _sentence(words, voice, rng)


def _sentence(words: list[str], voice: Voice, rng: random.Random) -> list[str]:
    """The words with small words between, commas, a capital and a stop now and then."""
    joined = []
    for word in words:
        if voice.small and rng.random() < 0.2:
            joined.append(rng.choice(voice.small))
        stop = (
            rng.choice((",", ",", ",", ".", ";", ":", "?", "!", ")", " –", " —", "…", "…", "!", " …"))
            if rng.random() < 0.16
            else ""
        )
        joined.append(f"({word})" if stop == ")" else word + stop)
    if rng.random() < 0.5:
        joined[0] = joined[0][:1].upper() + joined[0][1:]
    for place in range(1, len(joined)):
        if joined[place - 1][-1:] in ".?!" and rng.random() < 0.8:
            joined[place] = joined[place][:1].upper() + joined[place][1:]
    last = rng.random()
    if last < 0.25:
        joined[-1] += "-"
    elif last < 0.5:
        joined[-1] += "."
    return joined


_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"), ('"', '"'), ("„", "”"))


def _marked(word: str, voice: Voice, rng: random.Random) -> str:
    """The word as it is, or once in a while in quotation marks, parted by a hyphen, or with a mark of a note."""
    chance = rng.random()
    if not word.isalpha() or chance > QUOTED + 0.02:
        return word
    if chance < QUOTED:
        opening, closing = rng.choice(_QUOTES)
        return f"{opening}{word}{closing}" if opening != "‘" or word[-1] not in "oOgG" else word
    mark = rng.choice(("-", "¹", "²", "*", "/", "—", "–", "³"))
    return f"{word}{mark}{rng.choice(voice.words).lower()}" if mark in "-/—–" else word + mark


def cleaned(text: str) -> str:
    """Single spaces, an ellipsis as one sign."""
    return " ".join(re.sub(r"(?<!\.)\.\.\.(?!\.)", "…", text).split())


_TURNED = re.compile("(?<=[oOgG])[ʻ'‘’`ʼ](?=\\S)|(?<=[oOgG])[ʻ'‘’`ʼ](?=$|[\\s,.;:!?)])")
_TUTUQ = re.compile("(?<=\\w)(?<![oOgG])['‘’`ʼ](?=\\w)")


def uzbek_latin(text: str, _rng: random.Random) -> str:
    """ʻ after o and g, ’ elsewhere in a word."""
    return _TUTUQ.sub("’", _TURNED.sub("ʻ", text))


def curly(text: str, rng: random.Random) -> str:
    """English apostrophes as books print them, mostly."""
    return text.replace("'", "’") if rng.random() < 0.75 else text


_REFORM = (
    ("oʻ", "ö"),
    ("Oʻ", "Ö"),
    ("gʻ", "ğ"),
    ("Gʻ", "Ğ"),
    ("sh", "ş"),
    ("Sh", "Ş"),
    ("SH", "Ş"),
    ("ch", "ç"),
    ("Ch", "Ç"),
    ("CH", "Ç"),
)


def reformed(text: str, rng: random.Random) -> str:
    """Uzbek in the letters of 1993 and of the reform: ş ç ö ğ, ñ for ng."""
    text = uzbek_latin(text, rng)
    for old, new in _REFORM:
        text = text.replace(old, new)
    if rng.random() < 0.5:
        text = text.replace("ng", "ñ").replace("Ng", "Ñ").replace("NG", "Ñ")
    return text


_KARAKALPAK = {
    "а": "a", "ә": "á", "б": "b", "в": "v", "г": "g", "ғ": "ǵ", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "iy",
    "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ń", "о": "o", "ө": "ó", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "w", "ұ": "u", "ү": "ú", "ф": "f", "х": "x", "һ": "h", "ц": "c", "ч": "ch", "ш": "sh",
    "щ": "sh", "ы": "ı", "і": "i", "э": "e", "ю": "yu", "я": "ya", "ё": "yo",
}  # fmt: skip


def karakalpak(text: str, _rng: random.Random) -> str:
    """Kazakh words in the Latin letters of Karakalpak: the shapes that such a page has."""
    found = (_KARAKALPAK.get(letter.lower(), "" if letter in "ъьЪЬ" else letter) for letter in text)
    return "".join(new.capitalize() if old.isupper() else new for old, new in zip(text, found, strict=True))


_ACCENTS = {
    "a": "äáà",
    "o": "öóōô",
    "u": "üú",
    "e": "éèê",
    "g": "ğǵḡ",
    "s": "şß",
    "n": "ñń",
    "c": "ç",
    "i": "ıî",
    "j": "ɉ",
}


def accented(text: str, rng: random.Random) -> str:
    """Uzbek words with letters of its neighbours and of older proposals: every one is seen, none is expected."""
    made = []
    for letter in uzbek_latin(text, rng).replace("oʻ", "ō").replace("gʻ", "ḡ"):
        chosen = (
            rng.choice(_ACCENTS[letter.lower()])
            if letter.lower() in _ACCENTS and rng.random() < 0.22
            else letter.lower()
        )
        upper = "İ" if chosen == "i" and rng.random() < 0.3 else chosen.upper()
        made.append(upper if letter.isupper() and len(upper) == 1 else chosen)
    return "".join(made)


_TAJIK = {"и": "ӣ", "у": "ӯ", "ч": "ҷ", "о": "ө", "н": "ң", "к": "қ", "х": "һҳ", "г": "ғ", "а": "ә", "й": "і"}


def tajik(text: str, rng: random.Random) -> str:
    """Cyrillic words with letters of the neighbours strewn in."""
    made = []
    for letter in text:
        low = letter.lower()
        chosen = rng.choice(_TAJIK[low]) if low in _TAJIK and rng.random() < 0.25 else low
        made.append(chosen.upper() if letter.isupper() else chosen)
    return "".join(made)


def guests(text: str, rng: random.Random) -> str:
    """Latin words with the signs that a Cyrillic page prints for ʻ."""
    return uzbek_latin(text, rng).replace("ʻ", "‘")
