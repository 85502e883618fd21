"""A page whose picture cannot be read is never taken for a blank one."""

import io
import zlib

import numpy as np
import pytest
from pikepdf import Dictionary, Name
from tests.engines.imaging.intake.drawn_pdfs import SIZE, Drawn, group4, jpeg, jpeg2000, one, scene

from javon.engines.imaging.intake import BadFile, Code, load_frame

GREY = np.asarray(scene("L")).tobytes()
PACKED = zlib.compress(GREY)


def half(data):
    return data[: len(data) // 2]


BROKEN = {
    "jpeg-cut": (lambda: one(half(jpeg(scene("L"))), packing=Name.DCTDecode), Code.TRUNCATED),
    "jpeg-empty": (lambda: one(b"", packing=Name.DCTDecode), Code.DAMAGED),
    "jpeg-nonsense": (lambda: one(b"x" * 5000, packing=Name.DCTDecode), Code.DAMAGED),
    "jpeg2000-cut": (lambda: one(half(jpeg2000(scene("L"))), packing=Name.JPXDecode), Code.DAMAGED),
    "jpeg2000-nonsense": (lambda: one(b"x" * 5000, packing=Name.JPXDecode), Code.DAMAGED),
    "jbig2-nonsense": (lambda: one(b"x" * 500, bits=1, packing=Name.JBIG2Decode), Code.DAMAGED),
    "plain-cut": (lambda: one(half(GREY)), Code.TRUNCATED),
    "packed-cut": (lambda: one(half(PACKED), packing=Name.FlateDecode), Code.TRUNCATED),
}


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_told(tmp_path, name):
    draw, code = BROKEN[name]
    with pytest.raises(BadFile) as caught:
        load_frame(draw().save(tmp_path / "a.pdf"))
    assert caught.value.code is code


def test_the_rows_that_are_there_are_told(tmp_path):
    with pytest.raises(BadFile) as caught:
        load_frame(one(half(GREY)).save(tmp_path / "a.pdf"))
    assert (caught.value.readable_rows, caught.value.rows) == (360, 720)


def test_a_jpeg_with_broken_data_is_told(tmp_path):
    stream = io.BytesIO()
    scene("L").save(stream, "JPEG", quality=95, restart_marker_rows=4)
    data = stream.getvalue()
    at = data.index(b"\xff\xd3")
    with pytest.raises(BadFile) as caught:
        load_frame(one(data[:at] + data[at + 3000 :], packing=Name.DCTDecode).save(tmp_path / "a.pdf"))
    assert caught.value.code in (Code.DAMAGED, Code.TRUNCATED)


def test_a_blank_page_is_blank(tmp_path):
    """Of one colour all over, drawn, and the picture on it can be read."""
    data = group4(scene("1").point(lambda _: 255))
    parms = Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1])
    drawn = Drawn()
    picture = drawn.picture(data, bits=1, packing=Name.CCITTFaxDecode, parms=parms)
    drawn.place(picture, before=b"0 0 120 360 re W n ")
    assert load_frame(drawn.save(tmp_path / "a.pdf")).pixels.min() == 255
    assert load_frame(Drawn().save(tmp_path / "b.pdf")).pixels.min() == 255
