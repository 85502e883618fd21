from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import pyvips
from PIL import Image as Pillow
from tests.engines.imaging.pages import coloured, halftone, text_page

from javon.engines.imaging import derivatives


def ink(page: np.ndarray) -> np.ndarray:
    return np.where(page < 128, 255, 0).astype(np.uint8)


@pytest.mark.parametrize("bands", [1, 3])
def test_access_copy_is_a_tiled_pyramid(tmp_path: Path, bands: int):
    page = text_page() if bands == 1 else coloured(text_page(), (230, 215, 180))

    derivatives.write_access(page, tmp_path / "access.tif", dpi=300)
    image = pyvips.Image.new_from_file(str(tmp_path / "access.tif"))

    assert (image.width, image.height, image.bands) == (1748, 2480, bands)
    assert image.get("n-pages") >= 3
    assert image.get("tile-width") == image.get("tile-height") == 512
    assert image.xres * 25.4 == pytest.approx(300, abs=1)
    assert np.mean(cv2.absdiff(image.numpy(), page)) < 6
    assert [path.name for path in tmp_path.iterdir()] == ["access.tif"]


@pytest.mark.parametrize(("width", "height"), [(1, 1), (17, 1), (64, 64), (128, 4), (4, 128), (513, 2), (5000, 3)])
def test_access_copy_of_a_tiny_scan_can_be_opened(tmp_path: Path, width: int, height: int):
    path = tmp_path / "access.tif"
    derivatives.write_access(np.full((height, width), 200, np.uint8), path)
    image = pyvips.Image.new_from_file(str(path))
    assert (image.width, image.height) == (width, height)
    assert image.avg() > 100


def test_mask_is_black_on_white_in_one_group_4_strip(tmp_path: Path):
    page = text_page()

    derivatives.write_mask(ink(page), tmp_path / "mask.tif", dpi=300)

    with Pillow.open(tmp_path / "mask.tif") as sheet:
        assert (sheet.mode, sheet.info["compression"], round(sheet.info["dpi"][0])) == ("1", "group4", 300)
        assert sheet.tag_v2[278] == page.shape[0]
        assert np.array_equal(np.array(sheet), page >= 128)


def test_thumb_fits_its_square(tmp_path: Path):
    derivatives.write_thumb(text_page(), tmp_path / "thumb.jpg")
    derivatives.write_thumb(text_page((200, 100), lines=0), tmp_path / "small.jpg")

    with Pillow.open(tmp_path / "thumb.jpg") as thumb, Pillow.open(tmp_path / "small.jpg") as small:
        assert (thumb.size, small.size) == ((226, 320), (200, 100))


def test_plain_white_paper_needs_no_background(tmp_path: Path):
    page = text_page()

    assert derivatives.write_background(page, ink(page), tmp_path / "background.jpg") is False
    assert list(tmp_path.iterdir()) == []


def test_background_is_the_paper_without_its_ink(tmp_path: Path):
    page = coloured(text_page(letter=60), (230, 215, 180))
    page[600:700, 300:600] = 0
    mask = ink(page[:, :, 2])

    assert derivatives.write_background(page, mask, tmp_path / "background.jpg") is True

    with Pillow.open(tmp_path / "background.jpg") as image:
        colours = np.array(image).reshape(-1, 3).astype(int)
    assert np.percentile(np.abs(colours - (230, 215, 180)), 99.9) < 12
    assert (tmp_path / "background.jpg").stat().st_size < 20_000


def test_background_keeps_pictures(tmp_path: Path):
    page = text_page(lines=10)
    picture = halftone(800, 900)
    page[1300:2100, 400:1300] = picture
    mask = ink(page)
    mask[1300:2100, 400:1300] = 0

    derivatives.write_background(page, mask, tmp_path / "background.jpg", pictures=True)

    with Pillow.open(tmp_path / "background.jpg") as image:
        shown = np.array(image)[650:1050, 200:650]
    assert np.mean(cv2.absdiff(shown, cv2.resize(picture, (450, 400), interpolation=cv2.INTER_AREA))) < 6


def test_failed_writing_leaves_nothing(tmp_path: Path):
    target = tmp_path / "access.tif"
    target.mkdir()

    with pytest.raises(OSError, match="access"):
        derivatives.write_access(text_page(), target)

    assert list(tmp_path.iterdir()) == [target]
