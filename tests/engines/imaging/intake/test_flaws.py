"""What of a PDF page is damaged or wanting in the file is counted, and the page shows what there is."""

import zlib

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.engines.imaging.intake.drawn_pdfs import SIZE, Drawn, group4, jpeg, one, scene

from javon.engines.imaging.intake import load_frame

GREY = np.asarray(scene("L")).tobytes()
FAX = {"bits": 1, "packing": Name.CCITTFaxDecode, "parms": Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1])}
FLATE = {"packing": Name.FlateDecode}
JPEG = {"packing": Name.DCTDecode}


def hurt(data, at=0.5, count=30):
    start = int(len(data) * at)
    return data[:start] + bytes(byte ^ 0xA5 for byte in data[start : start + count]) + data[start + count :]


def two(data, whole, **kind):
    """Two pictures on a page, so that it is drawn."""
    drawn = Drawn()
    drawn.place(drawn.picture(whole, **kind), "240 0 0 180 0 180")
    return drawn.place(drawn.picture(data, **kind), "240 0 0 180 0 0")


@pytest.mark.parametrize(
    ("whole", "kind"), [(group4(scene("1")), FAX), (zlib.compress(GREY), FLATE), (jpeg(scene("L")), JPEG), (GREY, {})]
)
def test_whole_pictures_are_whole(tmp_path, whole, kind):
    for number, drawn in enumerate((one(whole, **kind), two(whole, whole, **kind))):
        raster = load_frame(drawn.save(tmp_path / f"{number}.pdf"))
        assert raster.lost == 0
        assert raster.pixels.min() < 60


def test_flate_without_its_sum_is_whole(tmp_path):
    assert load_frame(one(zlib.compress(GREY)[:-4], **FLATE).save(tmp_path / "a.pdf")).lost == 0


@pytest.mark.parametrize(
    ("whole", "damaged", "kind"),
    [
        (group4(scene("1")), hurt(group4(scene("1"))), FAX),
        (group4(scene("1")), group4(scene("1"))[:300], FAX),
        (zlib.compress(GREY), hurt(zlib.compress(GREY)), FLATE),
        (zlib.compress(GREY), zlib.compress(GREY)[:900], FLATE),
        (jpeg(scene("L")), hurt(jpeg(scene("L"))), JPEG),
        (jpeg(scene("L")), jpeg(scene("L"))[:9000], JPEG),
        (GREY, GREY[:90000], {}),
    ],
)
def test_a_damaged_picture_among_others_is_told(tmp_path, whole, damaged, kind):
    raster = load_frame(two(damaged, whole, **kind).save(tmp_path / "a.pdf"))
    assert raster.lost == 1
    assert raster.pixels[: len(raster.pixels) // 2].min() < 60


@pytest.mark.parametrize("data", [hurt(group4(scene("1"))), group4(scene("1"))[:300]])
def test_the_one_picture_of_a_page_with_damaged_g4_data_is_told(tmp_path, data):
    assert load_frame(one(data, **FAX).save(tmp_path / "a.pdf")).lost == 1


def test_the_one_picture_of_a_page_with_damaged_flate_data_is_told(tmp_path):
    assert load_frame(one(hurt(zlib.compress(GREY)), **FLATE).save(tmp_path / "a.pdf")).lost == 1


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        (b"q 240 0 0 360 0 0 cm /Gone Do Q", 1),
        (b"BT /F9 12 Tf 20 300 Td (Salom) Tj ET", 1),
        (b"BT /F1 12 Tf 20 300 Td (Salom) Tj ET", 0),
        (b"/Gone Do /Lost Do /Gone Do", 2),
        (b"0 0 100 100 re f", 0),
        (b"", 0),
    ],
)
def test_objects_that_are_named_and_not_there_are_told(tmp_path, content, lost):
    drawn = Drawn()
    drawn.content = content
    assert load_frame(drawn.save(tmp_path / "a.pdf")).lost == lost


def test_objects_wanting_inside_a_form_are_told_once(tmp_path):
    drawn = Drawn()
    form = drawn.form(b"/Gone Do", [0, 0, 240, 360], Resources=Dictionary())
    drawn.place(form, "1 0 0 1 0 0").place(form, "1 0 0 1 9 9")
    assert load_frame(drawn.save(tmp_path / "a.pdf")).lost == 1


def test_content_that_does_not_unpack_is_told(tmp_path):
    packed = hurt(zlib.compress(b"0 0 100 100 re f " * 50 + bytes(range(32, 120)) * 9), count=8)
    path = Drawn().save(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        broken = pdf.make_stream(b"")
        broken.write(packed, filter=Name.FlateDecode)
        pdf.pages[0].Contents = Array([pdf.make_stream(b"10 10 50 50 re f "), broken])
        pdf.save(path)
    raster = load_frame(path)
    assert raster.lost == 1
    assert raster.pixels.min() == 0
