"""Which language and script a line or a page is in."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass

from javon.engines.language import profiles, trigrams
from javon.engines.language.alphabets import ALPHABETS
from javon.engines.language.apostrophes import DROP, FOLD, TUTUQ
from javon.engines.language.cyrillic import word_to_cyrillic

_SCRIPTS = {
    "Latn": re.compile(r"[A-Za-zÀ-ɏ]"),
    "Cyrl": re.compile(r"[Ѐ-ӿ]"),
    "Arab": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "Grek": re.compile(r"[\u0370-\u03ff]"),
    "Geor": re.compile(r"[\u10a0-\u10ff]"),
    "Armn": re.compile(r"[\u0530-\u058f]"),
    "Hebr": re.compile(r"[\u0590-\u05ff]"),
    "Hani": re.compile(r"[\u4e00-\u9fff]"),
}
_WORD = re.compile(rf"[^\W\d_]+(?:{TUTUQ}[^\W\d_]+)*")
#: A page says no more than this many letters do.
_ENOUGH = 4000
#: Weight of a frequent word; a word of two languages is shared between them.
_WORD_WEIGHT = 2.2
#: Neighbouring trigrams share letters, so their log-likelihoods count for less than their sum.
_TRIGRAM_WEIGHT = 0.35
#: Evidence per letter: real lines of the known languages have 0.2 to 0.7, other languages and noise about 0.1 to 0.2.
_UNKNOWN_PER_LETTER = 0.1
#: A line of this many letters with less evidence than this for each is in none of the languages.
_A_LINE, _NOISE = 20, 0.06


#: A few words, often names: below these confidences nothing is known.  Uzbek needs the least, English the most.
_SHORT = 30
_DOUBTFUL, _DOUBTFUL_UZBEK = {"Latn": 0.5, "Cyrl": 0.3}, 0.12
#: Initials of names are no words: A. is not the English article.
_INITIAL = re.compile(r"\b[A-ZА-ЯЎҚҒҲ]\.")
#: In this order: Yanalif has some letters of the others, 1993 has those of the reform.
_ALPHABET_LETTERS = tuple(
    (name, re.compile(f"[{''.join(letters)}]"))
    for name, letters in (
        ("latn-1929", ALPHABETS["latn-1929"].proof),
        ("latn-1993", ALPHABETS["latn-1993"].proof),
        ("latn-2026", ALPHABETS["latn-2026"].reads),
    )
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A language (BCP 47: uz-Latn, uz-Cyrl, ru, en, kk …; und when unknown), its script (ISO 15924), 0.0 to 1.0.

    ``alphabet`` is that of Uzbek text (a name of ``alphabets.ALPHABETS``: latn, cyrl, latn-1993 …), else empty.
    """

    language: str
    script: str
    confidence: float
    alphabet: str = ""


UNKNOWN = Guess("und", "Zyyy", 0.0)


def identify(text: str) -> Guess:
    """Guess the language of a text; one line is enough, a page is surer.

    Text without letters gives ``und``/``Zyyy``; Arabic script gives ``und``/``Arab`` unless it is plainly Uyghur.
    """
    text = text[:_ENOUGH]
    counts = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    script = max(counts, key=lambda each: counts[each])
    letters = sum(counts.values())
    if not letters:
        return UNKNOWN
    purity = counts[script] / letters
    if script == "Arab":
        return _arabic(text, purity)
    if script not in _LANGUAGES:
        return Guess("und", script, purity)
    lower = _INITIAL.sub(" ", text).lower().translate(FOLD)
    language, confidence = _best(_scores(lower, script), counts[script])
    confidence = round(confidence * purity, 4)
    uzbek = language.startswith("uz")
    if counts[script] < _SHORT and confidence < (_DOUBTFUL_UZBEK if uzbek else _DOUBTFUL[script]):
        return Guess("und", script, confidence)
    return Guess(language, script, confidence, _alphabet(lower, script) if uzbek else "")


def _alphabet(lower: str, script: str) -> str:
    """Which alphabet of Uzbek a lower-case text has letters of."""
    if script == "Cyrl":
        return "cyrl"
    return next((name for name, letters in _ALPHABET_LETTERS if letters.search(lower)), "latn")


def _arabic(text: str, purity: float) -> Guess:
    """Uyghur writes every vowel (ە ې ۇ ۆ ۈ ۋ); of other Arabic-script text only the script is told."""
    uyghur = sum(text.count(letter) for letter in "ەېۇۆۈۋ")
    letters = max(1, sum(map(str.isalpha, text)))
    return Guess("ug" if uyghur / letters > 0.08 else "und", "Arab", round(purity, 4))


def _scores(text: str, script: str) -> dict[str, float]:
    scores = dict.fromkeys(_LANGUAGES[script], 0.0)
    for language, letters in _LETTERS[script].items():
        for letter, weight in letters.items():
            scores[language] += weight * text.count(letter)
    for language, pattern, weight in _PATTERNS[script]:
        scores[language] += weight * len(pattern.findall(text))
    table, words = _WORDS[script], _WORD.findall(text)
    for word in words:
        for language, weight in table.get(word, ()):
            scores[language] += weight
    leans = _TRIGRAM_WEIGHT * _leaning(words, _TRIGRAMS[script])
    for language, share in _SHARES[script][leans > 0].items():
        scores[language] += abs(leans) * share
    return scores


def _leaning(words: list[str], table: dict[str, int]) -> int:
    """How much the letter sequences speak for Uzbek (positive) or its great neighbour (negative)."""
    text = f"_{'_'.join(words)}_".translate(DROP)
    return sum(table.get(text[index : index + 3], 0) for index in range(len(text) - 2))


def leaning(word: str) -> int:
    """How much the letters of a Latin word speak for Uzbek (positive) or for English (negative)."""
    return _leaning([word.lower().translate(FOLD)], _TRIGRAMS["Latn"])


def _best(scores: dict[str, float], letters: int) -> tuple[str, float]:
    """The best language and its share of the likelihood, against every other one and against none of them."""
    language = max(scores, key=lambda each: scores[each])
    top = scores[language]
    if top <= 0.0 or (letters >= _A_LINE and top < _NOISE * letters):
        return "und", 0.0
    others = [score for other, score in scores.items() if other != language] + [_UNKNOWN_PER_LETTER * letters]
    rest = sum(math.exp(min(50.0, max(-50.0, score - top))) for score in others)
    return language, 1.0 / (1.0 + rest)


def _word_table(lists: dict[str, list[str]]) -> dict[str, list[tuple[str, float]]]:
    owners: dict[str, list[str]] = defaultdict(list)
    for language, words in lists.items():
        for word in dict.fromkeys(words):
            owners[word.translate(FOLD)].append(language)
    return {word: [(each, _WORD_WEIGHT / len(own)) for each in own] for word, own in owners.items()}


def _trigram_table(levels: dict[int, str]) -> dict[str, int]:
    return {trigram: level for level, listed in levels.items() for trigram in listed.split()}


_TRIGRAMS = {
    "Latn": _trigram_table(trigrams.UZBEK_OR_ENGLISH),
    "Cyrl": _trigram_table(trigrams.UZBEK_OR_RUSSIAN),
}
_PATTERNS = {
    "Latn": [(language, re.compile(pattern), weight) for language, pattern, weight in profiles.LATIN_PATTERNS],
    "Cyrl": [(language, re.compile(pattern), weight) for language, pattern, weight in profiles.CYRILLIC_PATTERNS],
}
_LETTERS = {"Latn": profiles.LATIN_LETTERS, "Cyrl": profiles.CYRILLIC_LETTERS}
_LANGUAGES = {
    "Latn": ("uz-Latn", "en", "de", "fr", "kaa-Latn", "tr", "tk", "az"),
    "Cyrl": ("uz-Cyrl", "ru", "kk", "ky", "tg", "kaa-Cyrl"),
}
#: The trigrams tell Uzbek from English and from Russian.  What speaks for Uzbek speaks for its sisters too, and what
#: speaks against it for every other language of the West, in this share.
_SHARES = {
    "Latn": (
        {"en": 1.0, "de": 0.9, "fr": 0.9, "tr": 0.5, "tk": 0.5, "az": 0.4, "kaa-Latn": 0.4},
        {"uz-Latn": 1.0, "kaa-Latn": 0.75, "tk": 0.6, "tr": 0.6, "az": 0.75},
    ),
    "Cyrl": (
        {"ru": 1.0, "kk": 0.2, "ky": 0.2, "tg": 0.2, "kaa-Cyrl": 0.1},
        {"uz-Cyrl": 1.0, "kk": 0.7, "ky": 0.75, "tg": 0.7, "kaa-Cyrl": 0.8},
    ),
}
_WORDS = {
    "Latn": _word_table(
        {
            "uz-Latn": profiles.UZBEK_WORDS.split(),
            "en": profiles.ENGLISH_WORDS.split(),
            "de": profiles.GERMAN_WORDS.split(),
            "fr": profiles.FRENCH_WORDS.split(),
            "kaa-Latn": profiles.KARAKALPAK_LATIN.split(),
            "tr": profiles.TURKISH_WORDS.split(),
            "tk": profiles.TURKMEN_WORDS.split(),
            "az": profiles.AZERBAIJANI_WORDS.split(),
        }
    ),
    "Cyrl": _word_table(
        {
            "uz-Cyrl": [word_to_cyrillic(word) for word in profiles.UZBEK_WORDS.split()],
            "ru": profiles.RUSSIAN_WORDS.split(),
            "kk": profiles.KAZAKH_WORDS.split(),
            "ky": profiles.KYRGYZ_WORDS.split(),
            "tg": profiles.TAJIK_WORDS.split(),
            "kaa-Cyrl": profiles.KARAKALPAK_CYRILLIC.split(),
        }
    ),
}
