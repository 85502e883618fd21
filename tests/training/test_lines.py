"""The lines of training: what they say, how they are drawn and worn, and what they are never drawn with."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest
from training.alike import ALIKE
from training.texts import Voice, Writer

from javon.engines.ocr.models import Model, can_write
from training import faces, lines, lstmf, recipes, respelling, signs, texts, wear

WORDS = ("oʻquvchi", "maʼno", "gʻishtli", "kitobxona", "shahar")
#: Faces that are on every machine that runs Javon.
WEIGHTS = {"NotoSans-": 1, "DejaVuSans": 1}


def writer() -> Writer:
    voice = Voice("uz-Latn", 1.0, (), WORDS, ("va",), "Latn", respell=texts.uzbek_latin)
    return Writer([voice], recipes.LATN.characters, recipes.LATN.rare)


def test_no_line_is_drawn_with_a_glyph_that_its_typeface_lacks() -> None:
    rng = random.Random(1)
    choose, write = lines.chooser(WEIGHTS), writer()
    kinds = [choose(write.line(rng, 0.9, 0.5), rng) for _ in range(200)]
    drawn = [kind for kind in kinds if kind]
    assert len(drawn) > 150
    assert not any(lines.missing(kind.shown, kind.font) for kind in drawn)


def test_typefaces_kept_for_tests_are_never_drawn() -> None:
    assert not any(path.name.startswith(faces.KEPT_FOR_TESTS) for path in faces.files())
    everything = {**faces.SERIF, **faces.SANS, **faces.TYPEWRITER, **recipes.OLD_TYPES}
    assert not any(name.startswith(faces.KEPT_FOR_TESTS) for name in everything)


def test_only_the_characters_of_the_model_are_written_and_rare_ones_are_drilled() -> None:
    rng, write = random.Random(2), writer()
    seen = Counter("".join(write.line(rng, 0.8, 0.8) for _ in range(1500)))
    assert set(seen) <= set(recipes.LATN.characters) | {" "}
    assert all(seen[character] > 5 for character in recipes.LATN.rare)


@pytest.mark.parametrize(("text", "written"), [("o'quv ma`no", "oʻquv ma’no"), ("gʼisht o‘z-o’zi", "gʻisht oʻz-oʻzi")])
def test_the_sign_of_the_letters_and_the_apostrophe_are_told_apart(text: str, written: str) -> None:
    assert texts.uzbek_latin(text, random.Random(1)) == written


def test_three_dots_are_an_ellipsis_and_leaders_are_dots() -> None:
    assert texts.cleaned("u... deb  1 ...... 5") == "u… deb 1 ...... 5"


def test_a_line_has_the_heights_at_which_pages_are_read() -> None:
    rng, choose = random.Random(3), lines.chooser(WEIGHTS)
    made = [lines.sample("Kitobxona 253,1 bogʻda", choose, rng) for _ in range(60)]
    heights = [sample.image.shape[0] for sample in made if sample]
    assert len(heights) == 60
    assert min(heights) >= 20
    assert max(heights) <= 110


def test_wear_keeps_a_line_readable() -> None:
    clean = np.full((60, 400), 255, np.uint8)
    cv2.putText(clean, "Kitob 253", (10, 42), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    ink = clean < 128
    for seed in range(40):
        shown = wear.worn(clean, random.Random(seed)).astype(float)
        assert shown[~ink].mean() - shown[ink].mean() > 30


def test_the_same_seed_draws_the_same_lines() -> None:
    choose = lines.chooser(WEIGHTS)
    one, two = (lines.sample("Bir xil satr", choose, random.Random(5)) for _ in range(2))
    assert one
    assert two
    np.testing.assert_array_equal(one.image, two.image)


def test_packed_lines_hold_picture_and_text() -> None:
    image = np.full((30, 80), 200, np.uint8)
    content = lstmf.pack([lstmf.Sample(image, "oʻn №5"), lstmf.Sample(image, "§ 2")], "a.lstmf")
    assert content.startswith(b"\x02\x00\x00\x00\x01\x07\x00\x00\x00a.lstmf")
    assert content.count("oʻn №5".encode()) == 2
    assert content.count(b"\x89PNG") == 2


@pytest.mark.parametrize(("number", "text"), [(19, "XIX"), (1994, "MCMXCIV"), (48, "XLVIII"), (4, "IV")])
def test_roman_figures(number: int, text: str) -> None:
    assert signs.roman(number) == text


def test_russian_of_before_1918() -> None:
    old = respelling.old_russian("Человек и белый снег в мифах России", random.Random(1))
    assert old == "Человѣкъ и бѣлый снѣгъ въ миѳахъ Россіи"


def test_yanalif() -> None:
    found = {respelling.yanalif("yangi gʻoz", random.Random(seed)) for seed in range(40)}
    assert "jəꞑi ƣoz" in {each.replace("ɵ", "o") for each in found} or "jəꞑi ƣaz" in found


@pytest.mark.parametrize("name", ["javon_latn", "javon_cyrl", "javon_rus_old"])
def test_every_new_character_starts_from_one_that_it_looks_like(name: str) -> None:
    recipe = recipes.RECIPES[name]
    known = can_write(Model(recipe.base, "", ""))
    assert not [new for new in set(recipe.characters) - known if not set(ALIKE.get(new, "")) & known]


def test_the_texts_of_every_recipe_are_named_in_sources_md() -> None:
    named = Path(recipes.__file__).with_name("SOURCES.md").read_text(encoding="utf-8")
    for recipe in recipes.RECIPES.values():
        for name in recipe.sources:
            assert f"`{name}`" in named, name
