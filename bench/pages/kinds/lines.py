"""Running text with what is easily misread in it: signs, Roman numerals, letters of other alphabets, small type."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bench.pages.sheet import Sheet
from bench.pages.words import Words

LEFT, TOP = 190, 210


def prose(sheet: Sheet, words: Words) -> None:
    """A page of a book as most are: running head, paragraphs, talk behind a dash, quotation marks."""
    size = words.rng.randint(37, 43)
    sheet.put(sheet.width / 2, 120, words.title(4), 30, anchor="middle")
    opened, closed = {"en": "“”", "uz-Latn": "“”"}.get(words.language, "«»")
    top = float(TOP)
    for number in range(4):
        text = words.prose(words.rng.randint(40, 60))
        if number == 1:
            text = [
                "–",
                *words.sentence(6),
                "–",
                words.say("dedi u", "сказал он", "he said") + ",",
                "–",
                *words.sentence(9),
            ]
        if number == 2:
            text += [opened + words.title(3) + closed + "."]
            text = " ".join(text).split()
        top = _paragraph(sheet, text, top, size)
    _folio(sheet, words)


def signs(sheet: Sheet, words: Words) -> None:
    """Signs of books beside words, and formulas on lines of their own."""
    rng = words.rng
    one, two, three = (rng.randint(2, 99) for _ in range(3))
    snippets: list[Callable[[], str]] = [
        lambda: f"{rng.randint(1, 99)}%",
        lambda: f"{rng.randint(1, 99)} %",
        lambda: f"§ {rng.randint(1, 80)}",
        lambda: f"№ {rng.randint(1, 400)}",
        lambda: f"+{rng.randint(1, 45)} °C",
        lambda: f"[{rng.randint(1, 60)}]",
        lambda: f"{rng.randint(2, 90)} {words.say('m²', 'м²', 'm²')}",
        lambda: f"{rng.randint(2, 90)} {words.say('m³', 'м³', 'm³')}",
        lambda: f"{rng.randint(1, 9)} + {rng.randint(1, 9)} = {rng.randint(10, 18)}",
        lambda: f"{rng.randint(10, 19)} − {rng.randint(1, 9)} = {rng.randint(1, 9)}",
        lambda: f"{rng.randint(1900, 1950)}–{rng.randint(1951, 2026)}",
        lambda: f"({rng.randint(1, 12)}/{rng.randint(13, 99)})",
        lambda: "kitob@javon.uz",
        lambda: f"{words.made_up()}*",
        lambda: "A & B",
        lambda: f"{rng.randint(2, 9)} × {rng.randint(2, 9)}",
    ]
    size, top = rng.randint(37, 42), float(TOP)
    for number in range(5):
        text = words.prose(34)
        for _ in range(6):
            text.insert(rng.randint(1, len(text) - 1), rng.choice(snippets)())
        top = _paragraph(sheet, " ".join(text).split(), top, size)
        if number in (1, 3):
            formula = rng.choice(
                (f"D = {one} + {two} = {one + two}", f"x = {three} · {one} = {three * one}", f"a + b > {two}")
            )
            sheet.put(sheet.width / 2, top + 8, formula, size, anchor="middle")
            top += size * 1.4 + 26
    _folio(sheet, words)


NUMERALS = [
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
    "XXI",
]
OF_NUMERALS = {
    "uz-Latn": ("{} asr", "{} bob", "{} jild", "{}–{} asrlarda", "Amir Temur, {} qism", "{} qurultoy"),
    "ru": ("{} век", "глава {}", "том {}", "в {}–{} веках", "Пётр I, часть {}", "{} съезд"),
    "en": ("chapter {}", "volume {}", "part {}", "pages {}–{}", "book {}", "section {}"),
}


def roman(sheet: Sheet, words: Words) -> None:
    """Centuries, chapters and volumes counted in Roman numerals, in Latin and in Cyrillic text."""
    rng = words.rng
    latin = OF_NUMERALS["uz-Latn"]
    forms = OF_NUMERALS.get(words.language) or tuple(
        words.say(form.replace("{}", "0"), "", "").replace("0", "{}") for form in latin
    )
    size, top = rng.randint(37, 42), float(TOP)
    for _ in range(5):
        text = words.prose(36)
        for _ in range(6):
            form = rng.choice(forms)
            numerals = sorted(rng.sample(range(len(NUMERALS)), form.count("{}")))
            text.insert(rng.randint(1, len(text) - 1), form.format(*(NUMERALS[index] for index in numerals)))
        top = _paragraph(sheet, " ".join(text).split(), top, size)
    _folio(sheet, words)


#: Uzbek Latin of 1995 in the letters of 1993 and in those of the reform.
OLD_AND_NEW = (
    (
        ("ng", "ñ"),
        ("Oʻ", "Ö"),
        ("oʻ", "ö"),
        ("Gʻ", "Ğ"),
        ("gʻ", "ğ"),
        ("Sh", "Ş"),
        ("sh", "ş"),
        ("Ch", "Ç"),
        ("ch", "ç"),
        ("ʼ", ""),
    ),
    (("Oʻ", "Ö"), ("oʻ", "ö"), ("Gʻ", "Ğ"), ("gʻ", "ğ"), ("Sh", "Ş"), ("sh", "ş"), ("Ch", "Ç"), ("ch", "ç")),
)


def letters(sheet: Sheet, words: Words) -> None:
    """Uzbek in the letters of 1993 or of the reform, whatever the language of the page."""
    words = Words("uz-Latn", words.rng)
    changes = words.rng.choice(OLD_AND_NEW)
    size, top = words.rng.randint(37, 42), float(TOP)
    for _ in range(4):
        top = _paragraph(sheet, [_changed(word, changes) for word in words.prose(50)], top, size)
    _folio(sheet, words)


def _changed(word: str, changes: Sequence[tuple[str, str]]) -> str:
    for old, new in changes:
        word = re.sub(f"{old}(?!ʻ)", new, word)  # the ng of toʻngʻich is no ñ
    return word


def small(sheet: Sheet, words: Words) -> None:
    """Small type: catalogue entries with years, pages and prices."""
    rng, top = words.rng, 190.0
    size = rng.randint(25, 29)
    for number in range(1, 15):
        place = f"{words.place()}, {rng.randint(1890, 2026)}"
        extent = f"{rng.randint(20, 600)} {words.say('bet', 'с', 'p')}."
        entry = f"{number}. {words.name()} {words.given()[0]}. {words.title(6)}. – {place}. – {extent}"
        text = [*entry.split(), *words.sentence(rng.randint(6, 18))]
        top = sheet.column(LEFT, top, sheet.width - 2 * LEFT, text, size, step=size * 1.38) + 14
    _folio(sheet, words)


def headings(sheet: Sheet, words: Words) -> None:
    """Chapters that begin on the page: large and small heads, a numbered section, a drop capital, a motto."""
    rng, size, top = words.rng, 38, 200.0
    sheet.put(
        sheet.width / 2,
        top,
        f"{rng.randint(1, 20)}-{words.say('BOB', 'Я ГЛАВА', 'TH CHAPTER')}",
        44,
        cut="bold",
        anchor="middle",
    )
    sheet.put(sheet.width / 2, top + 90, words.title(3).upper(), 58, cut="bold", anchor="middle")
    sheet.put(sheet.width - LEFT, top + 200, words.title(5), 34, cut="slanted", anchor="right")
    top = _paragraph(sheet, words.sentence(50), top + 300, size)
    for number in (1, 2):
        sheet.put(LEFT, top + 30, f"{number}.{rng.randint(1, 9)}. {words.title(4)}", 44, cut="bold")
        top = _paragraph(sheet, words.sentence(48), top + 120, size)
    _folio(sheet, words)


def _paragraph(sheet: Sheet, text: Sequence[str], top: float, size: int) -> float:
    return sheet.column(LEFT, top, sheet.width - 2 * LEFT, text, size, step=size * 1.4) + 12


def _folio(sheet: Sheet, words: Words) -> None:
    """Two pages of three have a number."""
    if words.rng.randrange(3):
        sheet.folio(words.rng.randint(3, 480))
