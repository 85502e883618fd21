"""Every kind of picture comes out upright, in 8-bit grey or sRGB, with its true resolution."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms, ImageOps

from javon.engines.imaging.intake import BadFile, Code, Kind, Limits, WarningCode, inspect, load_frame, pictures, tiff

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def decoded(path, **more):
    return load_frame(path, **more).pixels


def difference(found, wanted):
    assert found.shape == np.asarray(wanted).shape
    return np.abs(found.astype(int) - np.asarray(wanted)).max()


@pytest.mark.parametrize(
    ("name", "options", "tolerance"),
    [
        ("a.tif", {}, 0),
        ("a.tif", {"compression": "tiff_lzw"}, 0),
        ("a.tif", {"compression": "tiff_adobe_deflate"}, 0),
        ("a.tif", {"compression": "packbits"}, 0),
        ("a.tif", {"compression": "jpeg", "quality": 95}, 8),
        ("a.tif", {"big_tiff": True}, 0),
        ("a.png", {}, 0),
        ("a.jpg", {"quality": 95}, 8),
        ("a.jpg", {"quality": 95, "progressive": True}, 8),
        ("a.jp2", {}, 0),
        ("a.j2k", {}, 0),
        ("a.bmp", {}, 0),
    ],
)
def test_grey(tmp_path, grey_page, name, options, tolerance):
    path = tmp_path / name
    grey_page.save(path, **options)
    assert difference(decoded(path), grey_page) <= tolerance


@pytest.mark.parametrize(
    ("name", "options", "tolerance"),
    [
        ("a.tif", {}, 0),
        ("a.tif", {"compression": "tiff_lzw"}, 0),
        ("a.png", {}, 0),
        ("a.jpg", {"quality": 98, "subsampling": 0}, 8),
        ("a.jp2", {}, 0),
        ("a.webp", {"lossless": True}, 0),
        ("a.bmp", {}, 0),
    ],
)
def test_colour(tmp_path, colour_page, name, options, tolerance):
    path = tmp_path / name
    colour_page.save(path, **options)
    assert difference(decoded(path), colour_page) <= tolerance


@pytest.mark.parametrize(
    ("name", "options"), [("a.tif", {}), ("a.png", {}), ("a.jpg", {"quality": 98}), ("a.webp", {"lossless": True})]
)
def test_grey_stored_in_three_channels_comes_out_in_one(tmp_path, grey_page, name, options):
    path = tmp_path / name
    grey_page.convert("RGB").save(path, **options)
    assert difference(decoded(path), grey_page) <= 8


@pytest.mark.parametrize("place", [(0, 0), (1, 7), (299, 76), (699, 76)])
def test_one_pixel_of_colour_keeps_the_page_in_colour(tmp_path, place):
    page = np.full((700, 77, 3), 200, np.uint8)
    page[place] = (200, 200, 199)
    Image.fromarray(page).save(tmp_path / "a.png")
    assert difference(decoded(tmp_path / "a.png"), page) == 0


@pytest.mark.parametrize("compression", [None, "group3", "group4", "tiff_ccitt", "packbits", "tiff_lzw"])
def test_bilevel(tmp_path, grey_page, compression):
    bilevel = grey_page.convert("1")
    bilevel.save(tmp_path / "a.tif", compression=compression)
    assert difference(decoded(tmp_path / "a.tif"), bilevel.convert("L")) == 0
    assert inspect(tmp_path / "a.tif").frames[0].mode == "1"


@pytest.mark.parametrize("name", ["a.tif", "a.png", "a.jp2"])
def test_sixteen_bits_are_scaled(tmp_path, name):
    values = np.linspace(0, 65535, 64 * 48).astype(np.uint16).reshape(48, 64)
    Image.fromarray(values).save(tmp_path / name)
    assert difference(decoded(tmp_path / name), np.round(values / 257)) <= 1
    assert decoded(tmp_path / name).max() == 255


def test_sixteen_bits_with_white_as_zero(tmp_path):
    values = np.linspace(0, 65535, 64 * 48).astype(np.uint16).reshape(48, 64)
    Image.fromarray(values).save(tmp_path / "a.tif", tiffinfo={262: 0})
    data = bytearray((tmp_path / "a.tif").read_bytes())
    at = data.index(b"\x06\x01\x03\0\x01\0\0\0")
    data[at + 8] = 0
    (tmp_path / "a.tif").write_bytes(data)
    assert difference(decoded(tmp_path / "a.tif"), 255 - np.round(values / 257)) <= 1


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_orientation(tmp_path, grey_page, name, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"quality": 98} if name == "a.jpg" else {"lossless": True} if name == "a.webp" else {}
    page = grey_page.convert("RGB")
    page.save(tmp_path / name, exif=exif, **options)
    with Image.open(tmp_path / name) as stored:
        wanted = ImageOps.exif_transpose(stored).convert("L")
    raster = load_frame(tmp_path / name)
    assert raster.orientation == orientation
    assert difference(raster.pixels, wanted) <= 8
    frame = inspect(tmp_path / name).frames[0]
    assert (frame.width, frame.height, frame.orientation) == (64, 96, orientation)


def test_cmyk_jpeg_of_adobe_is_inverted(tmp_path, colour_page):
    colour_page.convert("CMYK").save(tmp_path / "a.jpg", quality=98, subsampling=0)
    assert difference(decoded(tmp_path / "a.jpg"), colour_page) <= 10


def test_cmyk_tiff(tmp_path, colour_page):
    colour_page.convert("CMYK").save(tmp_path / "a.tif")
    assert difference(decoded(tmp_path / "a.tif"), colour_page) <= 2


def test_lab(tmp_path):
    lab = ImageCms.profileToProfile(
        Image.new("RGB", (20, 10), (200, 40, 90)), SRGB, ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    lab.save(tmp_path / "a.tif")
    raster = load_frame(tmp_path / "a.tif")
    assert np.abs(raster.pixels[5, 5].astype(int) - (200, 40, 90)).max() <= 3
    assert raster.icc_converted


def wide_profile():
    """A real profile other than sRGB: sRGB with its red and green columns changed about."""
    data = SRGB.tobytes().replace(b"rXYZ", b"tmpX").replace(b"gXYZ", b"rXYZ").replace(b"tmpX", b"gXYZ")
    return data.replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be")).replace(
        b"sRGB built-in", b"wide built-in"
    )


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_a_profile_is_converted(tmp_path, name):
    Image.new("RGB", (40, 30), (250, 10, 10)).save(tmp_path / name, icc_profile=wide_profile())
    raster = load_frame(tmp_path / name)
    assert inspect(tmp_path / name).icc
    assert raster.icc_converted
    assert raster.pixels[15, 20, 1] > 200 > 60 > raster.pixels[15, 20, 0]


def test_srgb_is_left_as_it_is(tmp_path, colour_page):
    colour_page.save(tmp_path / "a.png", icc_profile=SRGB.tobytes())
    raster = load_frame(tmp_path / "a.png")
    assert difference(raster.pixels, colour_page) == 0
    assert not raster.icc_converted


@pytest.mark.parametrize("profile", [b"no profile at all", SRGB.tobytes()[:200]])
def test_a_bad_profile_is_left_out_and_told(tmp_path, grey_page, profile):
    grey_page.save(tmp_path / "a.tif", icc_profile=profile)
    raster = load_frame(tmp_path / "a.tif")
    assert difference(raster.pixels, grey_page) == 0
    assert [notice.code for notice in raster.warnings] == [WarningCode.BAD_PROFILE]


def test_a_colour_profile_on_grey_is_left_out(tmp_path, grey_page):
    grey_page.save(tmp_path / "a.png", icc_profile=SRGB.tobytes())
    assert [notice.code for notice in load_frame(tmp_path / "a.png").warnings] == [WarningCode.BAD_PROFILE]


@pytest.mark.parametrize(("mode", "shape"), [("LA", (20, 30)), ("RGBA", (20, 30, 3))])
def test_transparency_is_laid_on_white(tmp_path, mode, shape):
    page = Image.new(mode, (30, 20), (0, 0) if mode == "LA" else (0, 0, 0, 0))
    page.paste((0, 255) if mode == "LA" else (10, 20, 30, 255), (0, 0, 15, 20))
    page.save(tmp_path / "a.png")
    raster = load_frame(tmp_path / "a.png")
    assert raster.pixels.shape == shape
    assert (raster.pixels[:, 15:] == 255).all()
    assert raster.pixels[5, 5].max() <= 30
    assert [notice.code for notice in raster.warnings] == [WarningCode.ALPHA]


def test_an_opaque_alpha_is_nothing_to_tell(tmp_path, colour_page):
    colour_page.convert("RGBA").save(tmp_path / "a.png")
    raster = load_frame(tmp_path / "a.png")
    assert difference(raster.pixels, colour_page) == 0
    assert raster.warnings == ()


def test_a_palette_of_greys_is_grey(tmp_path, grey_page, colour_page):
    grey_page.quantize(16).save(tmp_path / "g.png")
    colour_page.quantize(16).save(tmp_path / "c.png")
    assert decoded(tmp_path / "g.png").shape == (96, 64)
    assert decoded(tmp_path / "c.png").shape == (96, 64, 3)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.bmp"])
def test_resolution(tmp_path, grey_page, name):
    grey_page.save(tmp_path / name, dpi=(300, 300))
    assert inspect(tmp_path / name).frames[0].dpi == pytest.approx(300, abs=0.1)
    assert load_frame(tmp_path / name).dpi == pytest.approx(300, abs=0.1)


def test_resolution_that_cannot_be_believed(tmp_path, grey_page):
    grey_page.save(tmp_path / "a.png", dpi=(9000, 9000))
    grey_page.resize((4000, 3000)).save(tmp_path / "camera.jpg", dpi=(72, 72))
    source = inspect(tmp_path / "a.png")
    assert source.frames[0].dpi == 0
    assert [notice.code for notice in source.warnings] == [WarningCode.BAD_DPI]
    assert inspect(tmp_path / "camera.jpg").frames[0].dpi == 0


def test_a_fax_is_stretched_to_square_pixels(tmp_path, grey_page):
    grey_page.convert("1").save(tmp_path / "a.tif", compression="group3", dpi=(204, 98))
    raster = load_frame(tmp_path / "a.tif")
    assert raster.pixels.shape == (200, 64)
    assert raster.dpi == 204


def test_pages_of_a_tiff(tmp_path, grey_page, colour_page):
    pages = [colour_page, grey_page.resize((30, 40))]
    grey_page.save(tmp_path / "a.tif", save_all=True, append_images=pages)
    source = inspect(tmp_path / "a.tif")
    assert [(frame.index, frame.width, frame.height, frame.mode) for frame in source.frames] == [
        (0, 64, 96, "L"),
        (1, 64, 96, "RGB"),
        (2, 30, 40, "L"),
    ]
    for index, page in enumerate([grey_page, *pages]):
        assert difference(decoded(tmp_path / "a.tif", frame=index), page) == 0
    with pytest.raises(BadFile) as caught:
        load_frame(tmp_path / "a.tif", 3)
    assert (caught.value.code, caught.value.detail) == (Code.NO_SUCH_PAGE, "4")


def test_a_far_page_is_looked_for_once_and_the_strips_before_it_are_passed(tmp_path, grey_page, monkeypatch):
    pages = [grey_page.resize((64, 9600)) for _ in range(6)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:], tiffinfo={278: 8})
    walked, values = [], []
    walk, read = tiff.directories, tiff._values
    monkeypatch.setattr(tiff, "directories", lambda *given: walked.append(given) or walk(*given))
    monkeypatch.setattr(tiff, "_values", lambda *given: values.append(given[3]) or read(*given))
    assert pictures.decode(tmp_path / "a.tif", Kind.TIFF, 5, Limits()).pixels.shape == (9600, 64)
    assert len(walked) == 1
    assert max(values) == 1


def test_reduced_copies_are_no_pages(tmp_path, grey_page):
    small = grey_page.resize((32, 48))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    grey_page.save(tmp_path / "a.tif", save_all=True, append_images=[small, grey_page])
    source = inspect(tmp_path / "a.tif")
    assert [(frame.width, frame.height) for frame in source.frames] == [(64, 96), (64, 96)]
    assert [(notice.code, notice.detail) for notice in source.warnings] == [(WarningCode.SMALLER_COPIES, "1")]
    assert difference(decoded(tmp_path / "a.tif", frame=1), grey_page) == 0


@pytest.mark.parametrize(("name", "options"), [("a.jpg", {"quality": 95}), ("a.png", {}), ("a.tif", {}), ("a.jp2", {})])
def test_a_cut_file_tells_how_much_is_there(tmp_path, grey_page, name, options):
    noise = np.random.default_rng(1).integers(0, 255, (400, 300)).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(
        stream, {"tif": "TIFF", "jpg": "JPEG", "png": "PNG", "jp2": "JPEG2000"}[name[2:]], **options
    )
    data = stream.getvalue()
    tail = data[-400:] if name == "a.tif" else b""  # its directory stands at the end
    (tmp_path / name).write_bytes(data[: len(data) // 2] + tail)
    for read in (inspect, load_frame):
        with pytest.raises(BadFile) as caught:
            read(tmp_path / name)
        assert caught.value.code is Code.TRUNCATED
    if name in ("a.jpg", "a.png"):
        assert caught.value.rows == 400
        assert 150 < caught.value.readable_rows < 230


def test_a_jpeg_without_its_end_mark_is_whole(tmp_path, grey_page):
    stream = io.BytesIO()
    grey_page.save(stream, "JPEG", quality=95)
    (tmp_path / "a.jpg").write_bytes(stream.getvalue()[:-2] + bytes(64))
    source = inspect(tmp_path / "a.jpg")
    assert [notice.code for notice in source.warnings] == [WarningCode.NO_END_MARK]


def test_a_piece_lost_from_the_middle_of_a_jpeg_is_told(tmp_path):
    noise = np.random.default_rng(1).integers(0, 255, (400, 300)).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, "JPEG", quality=90)
    data = stream.getvalue()
    (tmp_path / "a.jpg").write_bytes(data[:30_000] + data[34_000:])
    with pytest.raises(BadFile) as caught:
        load_frame(tmp_path / "a.jpg")
    assert caught.value.code is Code.DAMAGED


def test_limits_are_checked_before_decoding(tmp_path, colour_page):
    colour_page.save(tmp_path / "a.png")
    for read in (inspect, load_frame):
        with pytest.raises(BadFile) as caught:
            read(tmp_path / "a.png", limits=Limits(max_pixels=64 * 96 - 1))
        assert caught.value.code is Code.TOO_LARGE
    assert inspect(tmp_path / "a.png", limits=Limits(max_pixels=64 * 96)).kind is Kind.PNG


def test_only_the_first_page_of_a_png_exists(tmp_path, grey_page):
    grey_page.save(tmp_path / "a.png")
    with pytest.raises(BadFile) as caught:
        load_frame(tmp_path / "a.png", 1)
    assert caught.value.code is Code.NO_SUCH_PAGE


def test_floating_point_is_not_taken(tmp_path):
    Image.fromarray(np.zeros((8, 8), np.float32)).save(tmp_path / "a.tif")
    with pytest.raises(BadFile) as caught:
        load_frame(tmp_path / "a.tif")
    assert caught.value.code is Code.UNSUPPORTED_IMAGE


def test_the_white_of_a_deep_jpeg2000_stays_white(tmp_path):
    # Pillow lets the whitest of 16-bit samples overflow to black.
    deep = np.full((40, 60, 3), 65_535, np.uint16)
    deep[10:20, 10:30] = (0, 30_000, 65_500)
    path = tmp_path / "a.jp2"
    path.write_bytes(cv2.imencode(".jp2", deep[..., ::-1], [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000])[1].tobytes())
    pixels = load_frame(path).pixels
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert np.abs(pixels[15, 20].astype(int) - [0, 117, 255]).max() <= 2
