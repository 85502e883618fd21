"""Word accuracy on real parallel texts: the bar is 99.6 % in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from javon.engines.language import search_keys, to_alphabet, to_cyrillic, to_latin, tokenize
from javon.engines.language.apostrophes import FOLD
from javon.engines.language.dictionary import FOLDER

pytestmark = pytest.mark.scans


def _pairs(test_data: Path) -> Iterator[tuple[str, str]]:
    """(Cyrillic, Latin) tokens of lines that have the same number of them."""
    folder = test_data / "text" / "uz-pairs"
    for cyrillic in sorted([*folder.glob("*_cyr.txt"), folder / "cyrillicText.txt"]):
        latin = folder / cyrillic.name.replace("_cyr", "_lat").replace("cyrillicText", "latinText")
        lines = zip(
            cyrillic.read_text("utf-8-sig").splitlines(), latin.read_text("utf-8-sig").splitlines(), strict=False
        )
        for one, other in lines:
            left, right = one.split(), other.split()
            if len(left) == len(right):
                yield from zip(left, right, strict=True)


@pytest.mark.parametrize(("convert", "source", "target"), [(to_latin, 0, 1), (to_cyrillic, 1, 0)])
def test_word_accuracy(test_data: Path, convert: Callable[[str], str], source: int, target: int) -> None:
    pairs = [pair for pair in _pairs(test_data) if any(map(str.isalpha, pair[0]))]
    right = sum(convert(pair[source]).translate(FOLD) == pair[target].translate(FOLD) for pair in pairs)
    assert len(pairs) > 20_000
    assert right / len(pairs) > 0.996


def test_hard_words_and_sentences(test_data: Path) -> None:
    """At least 99 % of the list in each direction; the message names what is still wrong."""
    rows = (test_data / "text" / "language" / "translit_hard.tsv").read_text("utf-8").splitlines()[1:]
    for direction, change in (("l2c", to_cyrillic), ("c2l", to_latin)):
        asked = [row.split("\t") for row in rows if row.split("\t")[1] == direction]
        wrong = []
        for _, _, latin, cyrillic in asked:
            source, wanted = (latin, cyrillic) if direction == "l2c" else (cyrillic, latin)
            found = change(source)
            if found.translate(FOLD) != wanted.translate(FOLD):
                wrong.append(f"{source}: {found}, not {wanted}")
        assert len(asked) > 200
        assert len(wrong) <= len(asked) / 100, wrong


def test_a_dictionary_comes_back_from_latin() -> None:
    """hunspell-uz through both directions; what does not come back is mostly misspelled there."""
    path = FOLDER / "uz_UZ.dic"
    if not path.exists():
        pytest.skip("hunspell-uz is not installed")
    words = path.read_text("utf-8").split()[1::7]
    wrong = [word for word in words if to_cyrillic(to_latin(word)) != word]
    assert len(words) > 10_000
    assert len(wrong) / len(words) < 0.012, wrong[:50]


@pytest.mark.parametrize("name", ["1993", "2026", "handles"])
def test_other_alphabets_and_handles(test_data: Path, name: str) -> None:
    folder = test_data / "reports" / "57-uzbek-converter"
    text = (folder / f"{name}.txt").read_text("utf-8")
    assert to_alphabet(text, "cyrl") == (folder / f"{name}-right.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["17", "21", "23", "29"])
def test_the_letters_of_a_draft_are_read(test_data: Path, name: str) -> None:
    folder = test_data / "text" / "uz-pairs"
    draft, latin = ((folder / f"{name}_{kind}.txt").read_text("utf-8-sig") for kind in ("nlt", "lat"))
    found, wanted = to_alphabet(draft, "latn").translate(FOLD).split(), latin.translate(FOLD).split()
    right = sum(map(str.__eq__, found, wanted))
    assert len(found) == len(wanted)
    assert right / len(wanted) > 0.99


def test_both_scripts_meet_in_the_loose_key(test_data: Path) -> None:
    met = total = 0
    for cyrillic, latin in _pairs(test_data):
        left, right = tokenize(cyrillic), tokenize(latin)
        for one, other in zip(left, right, strict=False):
            total += 1
            met += search_keys(one.text).loose == search_keys(other.text).loose
    assert met / total > 0.998
