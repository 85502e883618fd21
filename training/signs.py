"""Short pieces of text with what plain prose lacks: numbers, dates, formulas, references, signs of all kinds."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.words import words

Make = Callable[[random.Random], str]

#: What differs by script: units, short words around numbers, months; see words.toml.
WORDS = words("Latn", "Cyrl")
NAMES = words("names")["names"]
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A number below 4000 in Roman figures."""
    text = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), *_ROMAN):
        text += letters * (number // value)
        number %= value
    return text


def whole(rng: random.Random) -> str:
    """A whole number of one to seven figures, the long ones in groups or not."""
    number = rng.randrange(10 ** rng.choice((1, 2, 2, 3, 3, 4, 5, 7)))
    grouped = f"{number:,}"
    return rng.choice((str(number), grouped.replace(",", " "), grouped.replace(",", rng.choice(".,"))))


def decimal(rng: random.Random) -> str:
    """A number with a comma or a point."""
    figures = rng.choice((1, 1, 2, 2, 3))
    return f"{rng.randrange(10 ** rng.choice((1, 2, 3, 4)))}{rng.choice(',,.')}{rng.randrange(10**figures):0{figures}}"


def year(rng: random.Random) -> str:
    """A year as books name it."""
    return str(rng.choice((rng.randint(1700, 2030), rng.randint(1900, 2026), rng.randint(300, 1700))))


def amount(rng: random.Random) -> str:
    """A number of any kind, with its sign now and then."""
    return rng.choice(("", "", "", "", "−", "+", "±", "<", ">", "≈", "≥", "≤")) + rng.choice((whole, decimal))(rng)


def _power(rng: random.Random) -> str:
    return rng.choice(("", "", "²", "³", "²"))


class Signs:
    """Pieces with signs for one script, "Latn" or "Cyrl"."""

    def __init__(self, script: str) -> None:
        self._words = WORDS[script]
        self._latin = script == "Latn"
        self._kinds: tuple[tuple[int, Make], ...] = (
            (5, self._percent), (5, self._measure), (8, self._numbered), (4, self._dated), (4, self._span),
            (4, self._formula), (3, self._degrees), (4, self._bracketed), (3, self._noted), (2, self._address),
            (5, self._roman), (3, self._money), (4, self._row), (3, self._contents), (2, self._coded), (3, self._row),
        )  # fmt: skip

    def piece(self, rng: random.Random) -> str:
        """One piece of any kind."""
        kinds, weights = [kind for _weight, kind in self._kinds], [weight for weight, _kind in self._kinds]
        return rng.choices(kinds, weights)[0](rng)

    def word(self, name: str, rng: random.Random) -> str:
        """A short word of that kind."""
        return rng.choice(self._words[name])

    def _percent(self, rng: random.Random) -> str:
        number = rng.choice((whole, decimal))(rng)
        return rng.choice((f"{number}%", f"{number} %", f"{number}‰", f"({number}%)", f"{number}–{whole(rng)}%"))

    def _measure(self, rng: random.Random) -> str:
        unit = self.word("units", rng)
        unit += _power(rng) if unit in {"km", "m", "sm", "mm", "км", "м", "см", "мм"} else ""
        times = f"{whole(rng)} × {whole(rng)} {unit}"
        return rng.choice((f"{amount(rng)} {unit}", f"{decimal(rng)} {unit}", times))

    def _numbered(self, rng: random.Random) -> str:
        number = rng.randint(1, 999)
        article = f"{number}-§" if self._latin else f"{number}-§."
        pair = f"§§ {number}–{number + 3}"
        plain = rng.choice((f"№ {number}", f"№{number}", f"§ {number}", f"§{number}.", article, pair))
        before, after = self.word("before", rng), self.word("after", rng)
        return rng.choice((plain, plain, f"{number}{after}", f"{before} {number}"))

    def _dated(self, rng: random.Random) -> str:
        day, month, when = rng.randint(1, 31), rng.randint(1, 12), year(rng)
        figures = (f"{day:02}.{month:02}.{when}", f"{day}.{month}.{when}", f"{day:02}/{month:02}/{when}")
        named = f"{when}{self._words['after'][0]} {day}-{self.word('months', rng)}"
        clock = f"{rng.randint(0, 23)}:{rng.randint(0, 59):02}"
        return rng.choice((*figures, named, f"{day} {self.word('months', rng)} {when}", clock))

    def _span(self, rng: random.Random) -> str:
        first = rng.randint(1, 2000)
        span = f"{first}{rng.choice('–––—-')}{first + rng.randint(1, 90)}"
        return rng.choice((span, f"({span})", f"{span}{self.word('after', rng)}", f"{year(rng)} — {year(rng)}"))

    def _formula(self, rng: random.Random) -> str:
        x, y, z = (self.word("variables", rng) for _ in range(3))
        n, m = rng.randint(2, 99), rng.randint(1, 99)
        sums = (f"{n} + {m} = {n + m}", f"{n + m} − {m} = {n}", f"{n} × {m} = {n * m}", f"{n * m} ÷ {m} = {n}")
        powers = (f"{x}² + {y}² = {z}²", f"({x} + {y})² = {x}² + 2{x}{y} + {y}²", f"{x}³ − {n}{x} + {m} = 0")
        orders = (f"{x} < {y} > {z}", f"{x} ≥ {m}", f"{x} ≤ {n}", f"{x} > {n}", f"{n} < {m + n}", f"{n} : {m}")
        equal = (f"{x} = {decimal(rng)}", f"{x} · {y} = {z}", f"{x} = {n}/{m}", f"{x} ± {decimal(rng)}", f"{x}={n}")
        return rng.choice((*sums, *powers, *orders, *equal, f"{n}{x} + {m}{y} = {n + m}", f"{n}+{m}={n + m}"))

    def _degrees(self, rng: random.Random) -> str:
        number, scale = rng.randint(0, 180), "C" if self._latin else "С"
        marks = (f"{number}°", f"−{number}°", f"+{number} °{scale}", f"{number}°{scale}", f"{number} °{scale}")
        return rng.choice((*marks, f"{decimal(rng)}°"))

    def _bracketed(self, rng: random.Random) -> str:
        number = rng.randint(1, 400)
        page = f"{self.word('before', rng)} {rng.randint(1, 400)}"
        square = (f"[{number}]", f"[{number}, {page}]", f"[{number}; {number + 7}]", "[…]", f"[{page}.]")
        curly = (f"{{{number}}}", f"{{{self.word('variables', rng)}, {self.word('variables', rng)}}}")
        return rng.choice((*square, *curly, f"({number})", f"{number})", "(…)", f"({page})", "*", "**", "***"))

    def _noted(self, rng: random.Random) -> str:
        mark = rng.choice(("¹", "²", "³", "*", "**", "†", "¹²", "²³", "⁴", "⁵"))
        before = self.word("before", rng)
        return rng.choice((mark, f"{mark})", f"{rng.randint(1, 99)}{mark}", f"{before} {rng.randint(2, 99)}{mark}"))

    def _address(self, rng: random.Random) -> str:
        name, place, end = (rng.choice(NAMES[kind]) for kind in ("addresses", "addresses", "ends"))
        path = f"{name}_{rng.randint(1, 20)}.{rng.choice(('pdf', 'txt', 'jpg'))}"
        page = f"https://{place}.{end}/{name}?id={rng.randint(1, 999)}"
        return rng.choice((f"www.{place}.{end}", f"{name}@{place}.{end}", page, f"{place}.{end}/{path}", f"#{name}"))

    def _roman(self, rng: random.Random) -> str:
        number = rng.choice((rng.randint(1, 30), rng.randint(1, 30), rng.randint(1, 100), rng.randint(1800, 2026)))
        figures, chapter = roman(number), self.word("chapters", rng)
        pair = f"{figures}{rng.choice('–—-')}{roman(number + rng.randint(1, 3))}"
        return rng.choice((figures, f"{figures}.", f"{figures} {chapter}", f"{pair} {chapter}", f"({figures})"))

    def _money(self, rng: random.Random) -> str:
        number = rng.choice((whole, decimal))(rng)
        foreign = (f"${number}", f"{number} $", f"€{number}", f"{number} €", f"£{number}")
        return rng.choice((*foreign, f"{number} {self.word('units', rng)}"))

    def _row(self, rng: random.Random) -> str:
        kind = rng.choice((whole, decimal, amount))
        cells = [kind(rng) for _ in range(rng.randint(2, 7))]
        if rng.random() < 0.3:
            cells[rng.randrange(len(cells))] = rng.choice("–—…-")
        return " ".join([year(rng), *cells] if rng.random() < 0.3 else cells)

    def _contents(self, rng: random.Random) -> str:
        dots = rng.choice((". " * rng.randint(3, 14), "." * rng.randint(4, 30))).strip()
        number = f"{rng.randint(1, 12)}.{rng.randint(1, 9)}."
        head = rng.choice((number, self.word("months", rng).capitalize()))
        return f"{head} {dots} {rng.randint(3, 450)}"

    def _coded(self, rng: random.Random) -> str:
        phone = f"+998 {rng.randint(33, 99)} {rng.randint(100, 999)}-{rng.randint(10, 99)}-{rng.randint(10, 99)}"
        book = f"ISBN 978-{rng.randint(1, 9999)}-{rng.randint(10, 999)}-{rng.randint(10, 99)}-{rng.randint(0, 9)}"
        letter = "Oʻ" if self._latin else "Ў"
        shelf = f"{self.word('shelves', rng)}{rng.randint(10, 99)} {rng.randint(1, 99)}({rng.randint(1, 9)}{letter})"
        odd = (f"R&D-{rng.randint(1, 9)}", f"A/{rng.randint(1, 99)}", f"{whole(rng)}\\{whole(rng)}", f"|{whole(rng)}|")
        return rng.choice((phone, book, shelf, *odd, f"~{whole(rng)}"))
