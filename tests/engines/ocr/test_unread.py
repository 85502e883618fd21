"""Ink of the size of letters that no word covers is read again, or told of."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw
from tests.engines.ocr.sheets import column, sheet

from javon.engines.ocr import Hints, recognizer
from javon.engines.ocr.models import CYRILLIC, ENGLISH
from javon.engines.ocr.unread import Page, read_unread
from javon.engines.page import Box, DoubtKind, Line, Region, RegionKind, Word


def block(text: str, box: Box) -> Region:
    return Region(RegionKind.TEXT, box, (Line((Word(text, box, 0.95),), box),))


def page_of(image: np.ndarray) -> Page:
    return Page(image, cv2.resize(image, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA), 0.75, 16.5, 300)


@pytest.mark.parametrize("word", ["6347", "7", "Кузов", "31.08.2000"])
def test_a_word_that_was_passed_over_comes_into_its_line(word):
    image = sheet([(120, 120, "Рўйхат"), (700, 120, word)])
    read = [block("Рўйхат", Box(85, 85, 250, 130)), block("ён", Box(260, 85, 510, 130))]

    blocks, doubts = read_unread(page_of(image), read, (CYRILLIC, ENGLISH))

    assert [line.text for block in blocks for line in block.lines] == ["Рўйхат", f"ён {word}"]
    assert doubts == []


def test_lines_that_were_taken_for_a_picture_are_read():
    lines = ["Осенью в старой библиотеке", "собирались читатели и каждый", "приносил с собой историю"]
    image = sheet(column(lines))
    picture = Region(RegionKind.PICTURE, Box(50, 50, 1000, 400))

    blocks, doubts = read_unread(page_of(image), [picture], (CYRILLIC, ENGLISH))

    assert [line.text for block in blocks for line in block.lines] == lines
    assert doubts == []


def test_letters_that_no_model_knows_are_told_of_with_their_place():
    image = sheet([(120, 120, "Китоб"), (120, 400, "ქართული ენის წიგნი")])
    read = [block("Китоб", Box(85, 85, 230, 130))]

    blocks, doubts = read_unread(page_of(image), read, (CYRILLIC, ENGLISH))

    assert blocks == read
    (doubt,) = doubts
    assert doubt.kind is DoubtKind.INK
    assert doubt.box.top == pytest.approx(300, abs=20)
    assert doubt.box.width > 150


def test_dust_rules_and_drawings_are_no_text():
    picture = Image.fromarray(sheet([(120, 120, "Китоб")]))
    pen, chance = ImageDraw.Draw(picture), np.random.default_rng(3)
    for x, y in chance.integers(500, 1400, (60, 2)):
        pen.ellipse((x, y, x + 6, y + 5), fill=30)
    pen.line((100, 1500, 1400, 1502), fill=20, width=4)
    pen.rectangle((200, 1600, 900, 1900), outline=20, width=5)
    pen.arc((300, 1620, 800, 1880), 10, 200, fill=20, width=9)
    read = [block("Китоб", Box(85, 85, 230, 130))]

    assert read_unread(page_of(np.asarray(picture)), read, (CYRILLIC, ENGLISH)) == (read, [])


def test_a_page_that_is_read_whole_has_no_doubts():
    lines = ["The old library stood at the end of the street", "and every reader brought a story of his own"] * 5
    page = recognizer("tesseract").read(sheet(column(lines)), 300, Hints())

    assert page.text.split() == " ".join(lines).split()
    assert page.doubts == ()
