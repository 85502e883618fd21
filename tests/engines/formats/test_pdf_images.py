"""Images taken into a PDF: copied where they can be, coded anew where they must."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import pyvips
from PIL import Image, ImageCms

from javon.engines.formats.pdf.icc import srgb_profile
from javon.engines.formats.pdf.images import Mask, page_jpeg, read_jpeg, read_mask


@pytest.fixture
def ink() -> np.ndarray:
    """Odd sizes, so that a row does not end on a byte; 0 is ink."""
    sheet = np.full((203, 301), 255, np.uint8)
    sheet[20:30, 10:200] = 0
    sheet[100:180, 250:260] = 0
    return sheet


def drawn(mask: Mask) -> np.ndarray:
    """What a PDF viewer paints for a mask: 0 where there is ink."""
    pdf = pikepdf.new()
    image = pikepdf.Stream(pdf, mask.data)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = mask.width, mask.height, 1
    image.ColorSpace = pikepdf.Name.DeviceGray
    image.Filter = pikepdf.Name.CCITTFaxDecode
    image.DecodeParms = pikepdf.Dictionary(K=-1, Columns=mask.width, Rows=mask.height)
    picture = np.asarray(pikepdf.PdfImage(image).as_pil_image().convert("L"))
    return 255 - picture if mask.ink_is_white else picture


@pytest.mark.parametrize(
    "form", ["one strip", "many strips", "white is zero", "reversed bits", "png", "grey", "colour"]
)
def test_ink_of_every_kind_of_mask(tmp_path: Path, ink: np.ndarray, form: str) -> None:
    path = tmp_path / "mask.tif"
    picture = Image.fromarray(ink).convert("1")
    tags = {
        "one strip": {278: 203},
        "many strips": {278: 16},
        "white is zero": {278: 203, 262: 0},
        "reversed bits": {278: 203, 266: 2},
    }
    if form in tags:
        picture.save(path, compression="group4", tiffinfo=tags[form])
    elif form == "png":
        picture.save(path, format="PNG")
    else:
        picture.convert("L" if form == "grey" else "RGB").save(path, compression="tiff_lzw")
    np.testing.assert_array_equal(drawn(read_mask(path)), ink)


@pytest.mark.parametrize("data", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff" + b"\x01" * 40])
def test_a_broken_mask_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "mask.tif").write_bytes(data)
    with pytest.raises((pyvips.Error, ValueError)):
        read_mask(tmp_path / "mask.tif")


@pytest.mark.parametrize(("mode", "colours"), [("L", "DeviceGray"), ("RGB", "DeviceRGB"), ("CMYK", "DeviceRGB")])
def test_jpeg_colours(tmp_path: Path, mode: str, colours: str) -> None:
    path = tmp_path / "paper.jpg"
    Image.new(mode, (40, 30)).save(path, progressive=mode == "L")
    jpeg = read_jpeg(path)
    assert (jpeg.width, jpeg.height, jpeg.colours) == (40, 30, colours)
    assert (jpeg.data == path.read_bytes()) == (mode != "CMYK")


def test_no_jpeg_is_refused(tmp_path: Path) -> None:
    (tmp_path / "paper.jpg").write_bytes(b"no picture")
    with pytest.raises((pyvips.Error, ValueError)):
        read_jpeg(tmp_path / "paper.jpg")


def test_access_image_is_reduced(tmp_path: Path) -> None:
    path = tmp_path / "access.tif"
    pyvips.Image.black(600, 900).tiffsave(str(path), tile=True, pyramid=True, compression="jpeg")
    assert page_jpeg(path, scale=0.5, quality=50).height == 450
    assert page_jpeg(path, scale=1.0, quality=50).width == 600


def test_profile_is_srgb_of_version_2() -> None:
    data = srgb_profile()
    assert data[8] == 2
    assert len(data) == int.from_bytes(data[:4], "big")
    ours = ImageCms.ImageCmsProfile(io.BytesIO(data))
    colours = Image.fromarray(np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8))
    there = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert there is not None
    assert np.abs(np.asarray(there).astype(int) - np.asarray(colours)).max() <= 2
