"""The page that intake gives is the page that poppler shows."""

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.engines.imaging.intake.drawn_pdfs import FIELDS, NOTES, PICTURES, Drawn, field, jpeg, scene
from tests.engines.imaging.intake.shown import difference

from javon.engines.imaging.intake import BadFile, inspect, load_frame

#: What may be taken as it lies in the file; everything else here has to be drawn.
AS_STORED = {
    "jpeg-grey", "jpeg-colour", "jpeg2000-grey", "jpeg2000-colour", "grey-1", "grey-2", "grey-4", "grey-8",
    "palette-1", "palette-2", "palette-4", "palette-8", "palette-1-reversed", "palette-2-reversed",
    "palette-4-reversed", "palette-8-reversed", "fax-black-is-0-grey", "fax-black-is-1-grey", "in-a-form", "turned",
    "crop-box-beyond-the-page", "clipped-to-all",
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_in_any_form_is_the_one_poppler_shows(tmp_path, name):
    path = PICTURES[name]().save(tmp_path / "a.pdf")
    found = difference(path)
    assert found.mean < 3.5
    assert found.most < 45
    assert found.size < 0.005
    (frame,) = inspect(path).frames
    assert frame.embedded is (name in AS_STORED)
    raster = load_frame(path)
    assert sorted(raster.pixels.shape[:2]) == sorted((frame.height, frame.width))


@pytest.mark.parametrize("name", NOTES)
def test_notes_are_on_the_page_as_poppler_shows_them(tmp_path, name):
    found = difference(NOTES[name]().save(tmp_path / "a.pdf"))
    limit = {"free-text": 160, "highlight": 255}.get(name, 45)  # another place of the words, round ends
    assert found.mean < 8
    assert found.most <= limit


def _ink(pixels, rect, dpi):
    """Dark pixels in a rectangle of the page given in points, as a share."""
    left, bottom, right, top = (round(value * dpi / 72) for value in rect)
    height = pixels.shape[0]
    part = pixels[height - top : height - bottom, left:right]
    return float((part.min(axis=2) if part.ndim == 3 else part).__lt__(128).mean())


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_filled_into_a_form_is_seen(tmp_path, name):
    raster = load_frame(FIELDS[name]().save(tmp_path / "a.pdf"))
    assert _ink(raster.pixels, (40, 100, 220, 130), raster.dpi) > 0.01


@pytest.mark.parametrize("text", ["Тошкент шаҳри", "Oʻzbekiston", "Ш Ғ Қ"])
@pytest.mark.parametrize("where", ["field", "note"])
def test_letters_that_the_font_lacks_are_not_left_out(tmp_path, text, where):
    def ink(value):
        if where == "field":
            drawn = field(Name.Tx, String(value), paper=False, DA=String("/Helv 12 Tf 0 g"))
        else:
            drawn = Drawn().note(
                Name.FreeText, (40, 100, 220, 130), Contents=String(value), DA=String("/Helv 12 Tf 0 g")
            )
        raster = load_frame(drawn.save(tmp_path / "a.pdf"))
        return _ink(raster.pixels, (42, 102, 218, 128), raster.dpi)

    without = "".join(sign for sign in text if sign not in "ҳʻҒҚ")
    assert ink(text) > 1.02 * ink(without)


def test_a_look_that_the_file_gives_is_kept(tmp_path):
    drawn = field(Name.Tx, String("Тошкент шаҳри"), paper=False, need=False)
    look = drawn.form(b"0 g 10 10 100 12 re f", (0, 0, 180, 30))
    drawn.notes[0].AP = Dictionary(N=look)
    raster = load_frame(drawn.save(tmp_path / "a.pdf"))
    assert _ink(raster.pixels, (51, 111, 149, 121), raster.dpi) == 1.0


def test_a_look_that_is_out_of_date_is_made_anew(tmp_path):
    drawn = field(Name.Tx, String("Тошкент шаҳри"), paper=False, need=True)
    drawn.notes[0].AP = Dictionary(N=drawn.form(b"", (0, 0, 180, 30)))
    raster = load_frame(drawn.save(tmp_path / "a.pdf"))
    assert _ink(raster.pixels, (42, 102, 218, 128), raster.dpi) > 0.02


def test_a_hidden_field_is_not_seen(tmp_path):
    drawn = field(Name.Tx, String("Karimova"), paper=False, F=2)
    raster = load_frame(drawn.save(tmp_path / "a.pdf"))
    assert raster.pixels.min() == 255


def test_what_is_clipped_away_is_not_in_the_picture(tmp_path):
    raster = load_frame(PICTURES["clipped"]().save(tmp_path / "a.pdf"))
    outside = raster.pixels.copy()
    height = outside.shape[0]
    outside[height - 520 : height - 120, 80:320] = 255  # 40 60 120 200 re at 144 dpi
    assert outside.min() > 250


def test_a_page_is_drawn_at_the_resolution_of_its_pictures(tmp_path):
    assert load_frame(PICTURES["strips"]().save(tmp_path / "strips.pdf")).dpi == 144
    fine = Drawn((60, 90))
    data = jpeg(scene("L"))
    fine.place(fine.picture(data, packing=Name.DCTDecode, Decode=Array([1, 0])))
    raster = load_frame(fine.save(tmp_path / "fine.pdf"))
    assert raster.dpi == 576
    assert raster.pixels.shape == (720, 480)
    negative = np.asarray(scene("L")).astype(int)
    assert np.abs(255 - negative - raster.pixels).mean() < 3


def test_a_unit_of_the_user_makes_the_page_larger(tmp_path):
    drawn = PICTURES["jpeg-grey-negative"]()
    drawn.more = {"UserUnit": 2}
    path = drawn.save(tmp_path / "a.pdf")
    raster = load_frame(path)
    assert raster.dpi == 72
    assert raster.pixels.shape == (720, 480)


@pytest.mark.scans
def test_every_real_page_is_the_one_poppler_shows(test_data):
    places = ["hostile/*.pdf", "hostile/pdfa/*.pdf", "reports/*/*.pdf", "scans/batch/*.pdf"]
    far = {}
    for path in sorted(path for place in places for path in test_data.glob(place)):
        if path.name == "bomb_giant.pdf":
            continue  # poppler does not come to an end with it
        try:
            pages = min(len(inspect(path).frames), 2)
        except BadFile:
            continue
        for page in range(pages):
            found = difference(path, page)
            if found.mean > 3.5 or found.most > 45 or found.size > 0.005:
                far[f"{path.name}:{page + 1}"] = found
    # A picture of 120 × 44 pixels, which poppler draws larger by one of them.
    assert set(far) <= {"pike-jp2.pdf:1"}
