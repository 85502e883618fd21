"""The page that intake gives is the page that poppler shows, also where more than its picture says what is seen."""

import numpy as np
import pytest
from tests.engines.imaging.intake.drawn_more import MORE, scan
from tests.engines.imaging.intake.shown import difference

from javon.engines.imaging.intake import load_frame

#: Where poppler itself is not exact, or shows nothing (docs/developer/imaging.md): what is right is tested below.
OTHERWISE = {"tiles", "stamp-without-a-look", "crop-box-outside", "unit-of-the-user"}


@pytest.mark.parametrize("name", sorted(set(MORE) - OTHERWISE))
def test_a_page_is_the_one_poppler_shows(tmp_path, name):
    found = difference(MORE[name]().save(tmp_path / "a.pdf"))
    assert found.mean < 3.5
    assert found.most < 45
    assert found.size < 0.005


def test_tiles_stand_where_the_file_puts_them(tmp_path):
    pixels = load_frame(MORE["tiles"]().save(tmp_path / "a.pdf")).pixels
    red = pixels[..., 1] < 128
    across, up = red.any(axis=0), red.any(axis=1)
    assert np.count_nonzero(np.diff(across.astype(int)) == 1) == 10
    assert np.count_nonzero(np.diff(up.astype(int)) == 1) == 16


def test_a_stamp_of_a_name_alone_is_seen(tmp_path):
    path = MORE["stamp-without-a-look"]().save(tmp_path / "a.pdf")
    assert difference(path).mean < 12  # other letters than poppler's, in the same place
    height, width = (stamped := load_frame(path).pixels).shape
    frame = stamped[height * 205 // 360 : height * 295 // 360, width * 40 // 240 : width * 44 // 240]
    assert frame.min() < 90


def test_a_crop_box_outside_the_page_shows_the_page(tmp_path):
    assert load_frame(MORE["crop-box-outside"]().save(tmp_path / "a.pdf")).pixels.shape == (720, 480)


def test_a_unit_of_the_user_makes_a_drawn_page_larger(tmp_path):
    raster = load_frame(MORE["unit-of-the-user"]().save(tmp_path / "a.pdf"))
    assert (raster.dpi, raster.pixels.shape) == (300, (3000, 2000))


@pytest.mark.parametrize("name", ["clip-by-text", "clip-by-text-in-a-form", "clip-of-two-that-do-not-meet"])
def test_what_is_clipped_away_is_not_there(tmp_path, name):
    """The dark corner and the bars of the scene lie outside every letter."""
    pixels = load_frame(MORE[name]().save(tmp_path / "a.pdf")).pixels
    height, width = pixels.shape[:2]
    assert pixels[: height // 12, : width // 9].min() > 250
    assert pixels[-height // 4 :].min() > 250


@pytest.mark.parametrize("name", ["invisible-text", "invisible-text-under"])
def test_invisible_text_leaves_the_picture_as_it_is(tmp_path, name):
    found = load_frame(MORE[name]().save(tmp_path / "a.pdf")).pixels
    assert np.array_equal(found, load_frame(scan().save(tmp_path / "b.pdf")).pixels)
