"""Prose strewn with the signs that readers lose: the bench's own contexts, other than those that training draws."""

from __future__ import annotations

import random

#: "{n}" is a number of up to three figures, "{d}" a decimal, "{w}" a word of the text.
SIGNS = (
    "{n}%", "{d}%", "{n} %,", "№ {n}", "№{n},", "§ {n}", "§{n}.", "{n}+{n}", "a + b", "x = {n}", "{n} = {n}", "{n}°",
    "{n} °C", "1901–1917", "{w} — {w}", "{n}–{n}", "…", "{w}…", "“{w}”", "«{w}»", "„{w}“", "‘{w}’", "({w})", "[{n}]",
    "[{w}]", "{{{n}}}", "{w}*", "{n}*", "A&B", "{w} & {w}", "info@{n}.uz", "{n}/{n}", "{n} < {n}", "{n} > {n}", "€{n}",
    "{n} €", "${n}", "$ {n}", "m²", "{n} m³", "x²", "{n} × {n}", "±{n}", "−{n}", "{n} − {n}", "{d}", "{d}", "{d};",
    "{n}: {n}", "{w}/{w}", "{n}!", "{w}?", "{w}-{w}", "{d} ± {d}", "({d})", "“{w} {w}”", "«{w} {w}»",
)  # fmt: skip
#: So many words are followed by a piece with a sign.
SHARE = 0.28
ROMAN = (
    "XIX",
    "XVIII",
    "XX",
    "XXI",
    "XIV",
    "VII",
    "IX",
    "XXIII",
    "II",
    "III",
    "IV",
    "XVI–XVII",
    "XX–XXI",
    "VIII.",
    "(XV)",
)


def strewn(text: str, language: str, rng: random.Random) -> str:
    """The words of the text, every fourth or so followed by a piece with a sign or a Roman number."""
    made = []
    words = text.split()
    for word in words:
        made.append(word)
        if rng.random() < SHARE:
            made.append(rng.choice(ROMAN) if rng.random() < 0.12 else _filled(rng.choice(SIGNS), words, rng))
    cyrillic = language in {"uz-Cyrl", "ru"}
    return " ".join(made).replace("°C", "°С") if cyrillic else " ".join(made)


def _filled(pattern: str, words: list[str], rng: random.Random) -> str:
    word = next(found for found in iter(lambda: rng.choice(words), None) if found.isalpha())
    return pattern.format(
        n=rng.randrange(10 ** rng.randint(1, 3)), d=f"{rng.randrange(300)},{rng.randrange(100)}", w=word
    )
