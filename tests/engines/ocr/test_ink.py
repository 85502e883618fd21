"""Size of the letters and lines for the trial reading."""

from __future__ import annotations

import numpy as np
import pytest

from javon.engines.ocr import ink


@pytest.mark.parametrize("factor", [1, 2])
def test_height_of_small_letters(page_in, factor):
    """DejaVu Serif's x-height is 0.519 of its size; the page is set in 38 to 43 pixels."""
    pixels = page_in("en").pixels
    image = np.ascontiguousarray(pixels[::factor, ::factor])
    found = ink.measure(image, 300 // factor)
    assert 19 / factor <= found.x_height <= 24 / factor
    assert found.letters > 1000


def test_pieces_are_short_and_from_all_over_the_page(page_in):
    image = page_in("ru").pixels
    found = ink.measure(image, 300)
    pieces = ink.samples(image, found)
    assert len(pieces) == 5
    assert all(piece.shape[0] < 6 * found.x_height for piece in pieces)
    assert all(8 * found.x_height < piece.shape[1] < 45 * found.x_height for piece in pieces)


def test_empty_page_has_no_ink():
    found = ink.measure(np.full((900, 600), 255, np.uint8), 300)
    assert (found.x_height, found.lines) == (0.0, ())
    assert ink.samples(np.full((900, 600), 255, np.uint8), found) == []


@pytest.mark.parametrize("shape", [(0, 5), (5, 0)])
def test_of_no_pixels_none_are_dark(shape):
    """Boxes of tables and torn pages may end where they begin, or beyond the page."""
    assert ink.dark(np.zeros(shape, np.uint8)).shape == shape


def test_heights_of_lines_tell_large_type_from_small(page_in):
    image = page_in("en").pixels
    lines = [box for box in ink.measure(image, 300).lines][:4]
    heights = ink.line_heights(image, [lines, []])
    assert heights[1] == []
    assert all(18 <= height <= 30 for height in heights[0])
