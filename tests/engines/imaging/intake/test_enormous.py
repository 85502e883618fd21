"""A page of one bit or grey that is large only in pixels is a map: taken, reduced to grey; a bomb is refused."""

import io
import struct
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import pyvips
from PIL import Image

from javon.engines.imaging.intake import BadFile, Code, Kind, Limits, WarningCode, inspect, load_frame
from javon.engines.imaging.intake.reader import decode
from javon.engines.tools.budget import Budget
from javon.engines.tools.limits import measured_call

SIDE = 35_000
#: A page of 600 × 900 is as much too large for these as a map of 35,000 × 35,000 for the real ones.
SMALL = Limits(max_pixels=70_000, max_decoded_bytes=600 * 900 // 8)


@pytest.fixture
def plan() -> Image.Image:
    """White, 600 × 900, with a black block at the upper left and a line of one pixel every twelve."""
    pixels = np.full((900, 600), 255, np.uint8)
    pixels[::12] = 0
    pixels[:90, :60] = 0
    return Image.fromarray(pixels).convert("1", dither=Image.Dither.NONE)


def shown(raster) -> np.ndarray:
    """What a reduced plan must show, whatever file it came from."""
    pixels = raster.pixels
    assert pixels.shape == (300, 200)
    assert pixels.dtype == np.uint8
    assert pixels[:30, :20].max() == 0
    assert {*np.unique(pixels[31:])} == {170, 255}
    assert [notice.code for notice in raster.warnings] == [WarningCode.REDUCED]
    assert "1:3" in str(raster.warnings[0])
    return pixels


@pytest.mark.parametrize("compression", ["group4", "tiff_deflate", "raw"])
@pytest.mark.parametrize("rows", [8, 900])
def test_a_plan_in_a_tiff(plan, tmp_path, compression, rows):
    plan.save(tmp_path / "a.tif", compression=compression, dpi=(600, 600), tiffinfo={278: rows})
    (told,) = inspect(tmp_path / "a.tif", limits=SMALL).warnings
    assert told.code is WarningCode.REDUCED
    raster = load_frame(tmp_path / "a.tif", limits=SMALL)
    shown(raster)
    assert raster.dpi == 200


def test_a_turned_plan_stands_upright(plan, tmp_path):
    lying = plan.transpose(Image.Transpose.ROTATE_90)
    lying.save(tmp_path / "a.tif", compression="group4", tiffinfo={274: 6})
    shown(load_frame(tmp_path / "a.tif", limits=SMALL))


def test_a_plan_behind_a_smaller_copy(plan, tmp_path):
    """Frames are counted without the copies, directories with them."""
    copy = plan.resize((60, 90))
    copy.encoderinfo = {"tiffinfo": {254: 1}}
    first = plan.resize((100, 100))
    first.save(tmp_path / "a.tif", save_all=True, append_images=[copy, plan], compression="group4")
    assert len(inspect(tmp_path / "a.tif", limits=SMALL).frames) == 2
    shown(load_frame(tmp_path / "a.tif", 1, limits=SMALL))


def test_a_plan_in_a_png(plan, tmp_path):
    plan.save(tmp_path / "a.png")
    shown(load_frame(tmp_path / "a.png", limits=SMALL))


def pdf_of(plan: Image.Image, path: Path, *, ccitt: bool) -> Path:
    """A PDF whose page is exactly the plan."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(72, 108))
    if ccitt:
        stream = io.BytesIO()
        plan.save(stream, "TIFF", compression="group4", tiffinfo={278: plan.height})
        tags = Image.open(stream).tag_v2
        data = stream.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]
        image = pikepdf.Stream(pdf, data)
        image.Filter = pikepdf.Name.CCITTFaxDecode
        image.DecodeParms = pikepdf.Dictionary(K=-1, Columns=plan.width, Rows=plan.height, BlackIs1=tags[262] == 1)
    else:
        image = pikepdf.Stream(pdf, np.packbits(np.asarray(plan), axis=1).tobytes())
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = plan.width, plan.height, 1
    image.ColorSpace = pikepdf.Name.DeviceGray
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
    page.Contents = pikepdf.Stream(pdf, b"q 72 0 0 108 0 0 cm /Im Do Q")
    pdf.save(path)
    return path


@pytest.mark.parametrize("ccitt", [True, False])
def test_a_plan_in_a_pdf(plan, tmp_path, ccitt):
    path = pdf_of(plan, tmp_path / "a.pdf", ccitt=ccitt)
    source = inspect(path, limits=SMALL)
    assert [notice.code for notice in source.warnings] == [WarningCode.REDUCED]
    raster = load_frame(path, limits=SMALL)
    shown(raster)
    assert raster.dpi == 200


@pytest.mark.parametrize("name", ["a.tif", "a.png"])
def test_a_plan_in_grey(plan, tmp_path, name):
    """Twice as large as a page may be in pixels, and not in bytes."""
    grey = plan.convert("L")
    grey.save(tmp_path / name, dpi=(600, 600))
    raster = load_frame(tmp_path / name, limits=Limits(max_pixels=70_000, max_decoded_bytes=600 * 900))
    shown(raster)
    assert raster.dpi == 200


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_the_same_in_grey_or_colour_is_too_large(plan, tmp_path, mode):
    plan.convert(mode).save(tmp_path / "a.tif")
    for read in (inspect, load_frame):
        with pytest.raises(BadFile) as caught:
            read(tmp_path / "a.tif", limits=SMALL)
        assert caught.value.code is Code.TOO_LARGE


def test_a_small_one_is_left_as_it_is(plan, tmp_path):
    plan.save(tmp_path / "a.tif", compression="group4")
    raster = load_frame(tmp_path / "a.tif")
    assert (raster.pixels.shape, raster.warnings) == ((900, 600), ())


def test_damaged_data_are_told(plan, tmp_path):
    plan.save(tmp_path / "a.tif", compression="tiff_deflate")
    data = bytearray((tmp_path / "a.tif").read_bytes())
    with Image.open(tmp_path / "a.tif") as image:
        at = image.tag_v2[273][0]
    data[at : at + 40] = b"\xff" * 40
    (tmp_path / "a.tif").write_bytes(data)
    with pytest.raises(BadFile) as caught:
        load_frame(tmp_path / "a.tif", limits=SMALL)
    assert caught.value.code is Code.DAMAGED


def test_a_bomb_of_one_bit_is_refused(tmp_path):
    tags = {256: 300_000, 257: 300_000, 258: 1, 259: 4, 262: 0, 273: 8, 277: 1, 278: 300_000, 279: 4}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    head = b"II*\0" + struct.pack("<I", 12) + b"\0\x10\x01\0" + struct.pack("<H", len(tags))
    (tmp_path / "a.tif").write_bytes(head + entries + bytes(4))
    with pytest.raises(BadFile) as caught:
        inspect(tmp_path / "a.tif")
    assert caught.value.code is Code.BOMB
    assert "3600 million of one bit" in str(caught.value)


def test_a_map_of_a_thousand_million_pixels_fits(tmp_path):
    tile = np.full((1000, 1000), 255, np.uint8)
    tile[:400, :30] = tile[500:506] = 0
    page = pyvips.Image.new_from_memory(tile.tobytes(), 1000, 1000, 1, "uchar").replicate(SIDE // 1000, SIDE // 1000)
    path = tmp_path / "xarita.tif"
    page.tiffsave(str(path), compression="ccittfax4", bitdepth=1, xres=400 / 25.4, yres=400 / 25.4)
    raster, used = measured_call(decode, Budget(), path, Kind.TIFF, 0, "", Limits())
    assert raster.pixels.shape == (11_667, 11_667)
    assert abs(float(raster.pixels[::7].mean()) - tile.mean()) < 1
    assert used.peak_bytes < 500_000_000
    assert used.cpu_seconds < 10
