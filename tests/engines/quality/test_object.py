from __future__ import annotations

import random

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.imaging.pages import text_page

from javon.engines.quality import Code, PageFacts, across, picture_hash
from javon.engines.quality.object import page_value


def book(numbers: list[str | None]) -> list[PageFacts]:
    return [PageFacts(number=number, width=1500, height=2200, paper=230) for number in numbers]


def found(numbers: list[str | None]) -> list[tuple[int, str, float]]:
    return [(index, flag.code, flag.value) for index, flag in across(book(numbers))]


def count(first: int, last: int) -> list[str | None]:
    return [str(number) for number in range(first, last + 1)]


def test_complete_book_has_no_flags():
    assert found(count(1, 300)) == []


def test_missing_pages():
    assert found(count(1, 20) + count(23, 60)) == [(20, Code.PAGE_MISSING, 2)]


def test_page_scanned_twice():
    assert found(count(1, 20) + count(20, 60)) == [(20, Code.PAGE_DOUBLED, 20)]


def test_opening_scanned_twice():
    assert found(count(1, 21) + count(20, 60)) == [(21, Code.PAGE_DOUBLED, 20)]


def test_swapped_pages():
    numbers = count(1, 40)
    numbers[14], numbers[15] = numbers[15], numbers[14]

    assert found(numbers) == [(14, Code.PAGE_SWAPPED, 16), (15, Code.PAGE_SWAPPED, 15)]


def test_two_leaves_swapped():
    numbers = count(1, 40)
    numbers[10:14] = ["13", "14", "11", "12"]

    assert [(index, code) for index, code, _ in found(numbers)] == [
        (place, Code.PAGE_SWAPPED) for place in range(10, 14)
    ]


def test_front_matter_plates_and_unread_numbers_are_normal():
    front: list[str | None] = [None, None, "iii", "iv", "v", "vi", "vii", None]
    body = count(1, 50)
    body[6] = body[17] = body[18] = None
    plates = [*body[:25], None, None, *body[25:]]

    assert found(front + body) == []
    # Two plates without numbers shift the numbers behind them: no page is missing, none comes twice.
    assert found(front + plates) == []


def test_misread_numbers_are_not_believed():
    numbers = count(1, 120)
    for place, wrong in ((10, "71"), (33, "3"), (57, "8"), (58, "59a"), (90, "1937"), (91, "l92")):
        numbers[place] = wrong

    assert found(numbers) == []


def test_numbers_are_read_in_their_dress():
    assert page_value("- 12 -") == ("arabic", 12)
    assert page_value("[148]") == ("arabic", 148)
    assert page_value("XIV") == ("roman", 14)
    assert page_value("ix.") == ("roman", 9)
    assert page_value("12a") is page_value("") is page_value(None) is page_value("0") is None


@given(st.integers(1, 300), st.data())
def test_a_few_misreadings_never_raise_a_flag(length: int, data: st.DataObject):
    numbers = count(1, length)
    rng = random.Random(data.draw(st.integers(0, 10_000)))
    for place in rng.sample(range(length), length // 25):
        numbers[place] = rng.choice([None, "7l", str(rng.randint(400, 999))])

    assert found(numbers) == []


def test_size_and_tone():
    pages = book([None] * 20)
    pages[8] = PageFacts(width=1500, height=1500, paper=230)
    pages[12] = PageFacts(width=1500, height=2200, paper=160)

    assert [(index, flag.code) for index, flag in across(pages)] == [(8, Code.SIZE_CHANGED), (12, Code.TONE_CHANGED)]


def test_gradual_change_is_normal():
    pages = [PageFacts(width=1500, height=2200 + 30 * index, paper=230 - 4 * index) for index in range(20)]

    assert across(pages) == []


@pytest.fixture(scope="module")
def prints() -> list[str]:
    return [picture_hash(255 - text_page(seed=seed)) for seed in range(12)]


def test_different_pages_of_text_differ(prints: list[str]):
    assert across([PageFacts(fingerprint=fingerprint) for fingerprint in prints]) == []


def test_same_page_scanned_again(prints: list[str]):
    page = text_page(seed=3)
    moved = cv2.warpAffine(page, np.array([[0.99, 0.004, 12], [-0.004, 0.99, 6]]), (1748, 2480), borderValue=(255,))
    again = picture_hash(255 - np.asarray(moved, np.uint8))
    pages = [PageFacts(fingerprint=fingerprint) for fingerprint in [*prints[:6], again]]

    assert [(index, flag.code) for index, flag in across(pages)] == [(6, Code.IMAGE_DOUBLED)]


def test_pages_with_different_numbers_are_not_the_same(prints: list[str]):
    assert across([PageFacts(number="4", fingerprint=prints[0]), PageFacts(number="5", fingerprint=prints[0])]) == []


def test_blank_pages_may_look_alike():
    pages = [PageFacts(fingerprint="0" * 64, blank=True) for _ in range(4)]

    assert across(pages) == []


def test_pages_without_a_common_size_or_tone_differ_from_nothing():
    pages = [PageFacts(width=900 + 350 * (5 * n % 9), height=1300, paper=40 + 24 * (5 * n % 9)) for n in range(18)]
    assert across(pages) == []
    assert across([*pages, *book([None] * 18)]) != []
