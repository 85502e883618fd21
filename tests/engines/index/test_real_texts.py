"""Any script finds any script, on parallel texts of people: words, phrases, apostrophes, beginnings, mistakes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from javon.engines.index import IndexLine, IndexPage, IndexWork, PageIndex, Query
from javon.engines.language import tokenize

PAIRS, EACH, LINE, LINES = 8, 25, 8, 40
APOSTROPHES = re.compile("[ʻʼ'‘’`]")


@dataclass(frozen=True)
class Shelf:
    index: PageIndex
    texts: dict[str, str]
    pairs: list[tuple[str, str]]


def pages(text: str, language: str, script: str) -> list[IndexPage]:
    words = text.split()
    lines = [IndexLine(" ".join(words[at : at + LINE]), language) for at in range(0, len(words), LINE)]
    return [
        IndexPage(f"p{at:06}", at // LINES + 1, "", tuple(lines[at : at + LINES]), language, script)
        for at in range(0, len(lines), LINES)
    ]


@pytest.fixture(scope="module")
def shelf(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = test_data / "text" / "uz-pairs"
    latin = sorted(folder.glob("[0-9]*_lat.txt"))[:PAIRS]
    pairs = [(path.stem, path.stem.replace("_lat", "_cyr")) for path in latin]
    texts = {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig") for pair in pairs for name in pair}
    index = PageIndex(tmp_path_factory.mktemp("index"))
    with index.rebuild() as writer:
        for name, text in texts.items():
            form = ("uz-Cyrl", "Cyrl") if name.endswith("cyr") else ("uz-Latn", "Latn")
            writer.replace_object(IndexWork(name, name, (), form[0], "book", None, True), pages(text, *form))
    return Shelf(index, texts, pairs)


def share(shelf: Shelf, make: Callable[[str], str], *, back: bool = False, least: int = 3) -> float:
    """How many questions made from words of one text find its twin in the other script."""
    chance = random.Random(4)
    asked = found = 0
    for pair in shelf.pairs:
        source, twin = pair[::-1] if back else pair
        words = [token.text for token in tokenize(shelf.texts[source]) if len(token.text) >= least]
        chance.shuffle(words)
        for question in islice(filter(None, map(make, words)), EACH):
            asked += 1
            found += bool(shelf.index.search(Query(question, object_id=twin, facets=False, fuzzy=False)).total)
    assert asked > PAIRS
    return found / asked


def with_mark(mark: str) -> Callable[[str], str]:
    return lambda word: APOSTROPHES.sub(mark, word) if APOSTROPHES.search(word) else ""


def test_words_find_the_other_script(shelf: Shelf) -> None:
    assert share(shelf, str) >= 0.995
    assert share(shelf, str.upper, back=True) >= 0.995


@pytest.mark.parametrize("mark", ["", "'", "`", "’", "‘", "´", "ʹ", "ʻ", "ʼ"])
def test_whatever_apostrophe_is_typed_or_none(shelf: Shelf, mark: str) -> None:
    assert share(shelf, with_mark(mark)) >= 0.99


def test_beginnings_find_the_other_script(shelf: Shelf) -> None:
    assert share(shelf, lambda word: f"{word[:5]}*", least=7) >= 0.98
    assert share(shelf, lambda word: f"{word[:4]}*", back=True, least=7) >= 0.98


def test_phrases_find_the_other_script(shelf: Shelf) -> None:
    chance = random.Random(5)
    asked = found = 0
    for latin, cyrillic in shelf.pairs:
        words = [token.text for token in tokenize(shelf.texts[latin])]
        for _question in range(12):
            at = chance.randrange(len(words) - 3)
            results = shelf.index.search(Query(f'"{" ".join(words[at : at + 3])}"', object_id=cyrillic, facets=False))
            asked, found = asked + 1, found + bool(results.total)
    assert found / asked >= 0.97


def test_one_wrong_letter_still_finds_the_book(shelf: Shelf) -> None:
    chance = random.Random(6)
    asked = found = 0
    for pair in shelf.pairs:
        words = [token.text for token in tokenize(shelf.texts[pair[0]]) if len(token.text) > 6]
        for word in chance.sample(words, 6):
            at = chance.randrange(1, len(word) - 2)
            typed = chance.choice(
                (word[:at] + word[at + 1 :], word[:at] + "n" + word[at:], word[:at] + "o" + word[at + 1 :])
            )
            results = shelf.index.search(Query(typed, facets=False, limit=100))
            asked, found = asked + 1, found + any(hit.object_id in pair for hit in results.hits)
    assert found / asked >= 0.95


def test_every_hit_shows_what_was_found(shelf: Shelf) -> None:
    chance = random.Random(7)
    for latin, _cyrillic in shelf.pairs:
        words = [token.text for token in tokenize(shelf.texts[latin]) if len(token.text) > 2]
        for word in chance.sample(words, 6):
            for hit in shelf.index.search(Query(word)).hits:
                assert hit.words
                assert any(part.mark for part in hit.excerpt), (word, hit)
