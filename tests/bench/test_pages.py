"""Pages of `bench truth`: what they say was printed is what was printed, where it was printed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from bench.counting import NUMBERS, Fault, Reading
from bench.pages import KINDS, draw_page, write
from bench.pages.camera import AROUND, photographed
from bench.pages.faces import faces_here
from bench.pages.kinds.lines import OLD_AND_NEW, _changed
from bench.pages.sheet import Sheet
from bench.rendered import MILD
from bench.truth_pages import Judged, Truth, judge_plain, truth_beside


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if not kind.by_camera])
def test_every_word_has_ink_where_it_is_said_to_stand(kind: str) -> None:
    page = draw_page(kind, KINDS[kind].languages[0], MILD, 0, seed=3)
    grey = page.pixels if page.pixels.ndim == 2 else page.pixels.min(axis=2)
    around = 30  # the page was turned a little
    for piece in page.pieces:
        assert len(piece.boxes) == len(piece.text.split())
        for left, top, right, bottom in piece.boxes:
            assert 0 <= left < right <= page.pixels.shape[1]
            assert 0 <= top < bottom <= page.pixels.shape[0]
            place = grey[max(0, top - around) : bottom + around, max(0, left - around) : right + around]
            assert np.ptp(place.astype(int)) > 80


def test_a_photograph_shows_the_whole_page_and_the_table_around_it() -> None:
    clean = np.full((600, 400, 3), 255, dtype=np.uint8)
    shown = photographed(clean, random.Random(1))
    assert shown.shape == (600 + 2 * AROUND, 400 + 2 * AROUND, 3)
    paper = shown.max(axis=2) > 110
    assert 0.8 < paper.sum() / (600 * 400) < 1.35
    assert not paper[:60].any()
    assert not paper[-60:].any()


def test_the_same_seed_draws_the_same_page_and_another_another() -> None:
    one, same, other = (draw_page("form", "ru", MILD, 0, seed) for seed in (1, 1, 2))
    assert one.pieces == same.pieces
    assert np.array_equal(one.pixels, same.pixels)
    assert one.pieces != other.pieces


def test_the_truth_beside_a_page_is_what_was_printed(tmp_path: Path) -> None:
    page = draw_page("contents", "uz-Cyrl", MILD, 0, seed=1)
    image = write(page, tmp_path)
    truth = truth_beside(image)
    assert [text for text, _ in truth.pieces] == [piece.text for piece in page.pieces]
    assert json.loads(image.with_suffix(".truth.json").read_text())["face"] == page.face
    assert judge_plain(truth, "\n".join(piece.text for piece in page.pieces)).reading.faults == []


def test_a_column_keeps_every_word_in_its_order() -> None:
    sheet = Sheet(900, 900, faces_here()[0], random.Random(1))
    words = ["Kutubxonachining", "kuni", "koʻpchilik", "oʻylaganidan", "ertaroq", "boshlanadi", "va", "kech", "tugaydi"]
    sheet.column(40, 40, 300, words, 36, step=50)
    printed = " ".join(piece.text for piece in sheet.pieces)
    assert printed.replace("- ", "") == " ".join(words)
    assert len(sheet.pieces) > 3


def test_letters_of_1993_and_of_the_reform() -> None:
    old, new = OLD_AND_NEW
    assert [_changed(word, old) for word in ("oʻgʻling", "shoʼx", "toʻngʻich")] == ["öğliñ", "şox", "tönğiç"]
    assert [_changed(word, new) for word in ("Gʻisht", "ming", "Choʻl")] == ["Ğişt", "ming", "Çöl"]


def test_a_flagged_place_holds_the_faults_near_it() -> None:
    truth = Truth("p", "form", "ru", "mild", ())
    fault = Fault(NUMBERS, "12,5", "125", box=(100, 100, 160, 130))
    near, far = ((150.0, 120.0, 200.0, 140.0),), ((300.0, 100.0, 360.0, 130.0),)
    assert Judged(truth, Reading(), places=near).flagged(fault)
    assert not Judged(truth, Reading(), places=far).flagged(fault)
    assert not Judged(truth, Reading(), places=near).flagged(Fault(NUMBERS, "12,5", ""))
