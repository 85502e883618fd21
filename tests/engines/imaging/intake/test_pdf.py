"""PDF pages: the picture itself where the page is one picture, else rendered; locks, repairs and traps."""

import io
import zlib

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from javon.engines.imaging.intake import (
    BadFile,
    Code,
    Kind,
    Limits,
    WarningCode,
    extract_frame,
    inspect,
    load_frame,
    unlock,
)
from javon.engines.tools.budget import Budget

#: Where the unit square of the picture goes, for a page of 64 × 96 points, by EXIF orientation.
PLACED = {
    1: "64 0 0 96 0 0",
    2: "-64 0 0 96 64 0",
    3: "-64 0 0 -96 64 96",
    4: "64 0 0 -96 0 96",
    5: "0 -64 -96 0 96 64",
    6: "0 -64 96 0 0 64",
    7: "0 64 96 0 0 0",
    8: "0 64 -96 0 96 0",
}


def jpeg_of(page, **options):
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=95, **options)
    return stream.getvalue()


def one_picture(
    path,
    data,
    *,
    content=None,
    box=(64, 96),
    rotate=0,
    size=(64, 96),
    space=Name.DeviceGray,
    before=b"",
    after=b"",
    **more,
):
    """Write a PDF of one page that shows one JPEG."""
    pdf = pikepdf.new()
    picture = pdf.make_stream(data)
    picture.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size[0],
            Height=size[1],
            BitsPerComponent=8,
            ColorSpace=space,
            Filter=Name.DCTDecode,
        )
    )
    content = content or f"q {box[0]} 0 0 {box[1]} 0 0 cm /Im0 Do Q".encode()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, *box]), Rotate=rotate,
        Resources=Dictionary(XObject=Dictionary(Im0=picture), Font=Dictionary(F1=font)),
        Contents=pdf.make_stream(before + content + after), **more,
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path)
    return path


def test_the_picture_of_a_page_keeps_its_bytes(tmp_path, grey_page):
    data = jpeg_of(grey_page)
    path = one_picture(tmp_path / "a.pdf", data)
    (frame,) = inspect(path).frames
    assert (frame.embedded, frame.width, frame.height, frame.dpi, frame.mode) == (True, 64, 96, 72.0, "L")
    assert extract_frame(path, 0, tmp_path / "page-1") == tmp_path / "page-1.jpg"
    assert (tmp_path / "page-1.jpg").read_bytes() == data
    raster = load_frame(path)
    assert (raster.pixels == np.asarray(Image.open(io.BytesIO(data)))).all()


def test_hidden_text_does_not_count(tmp_path, grey_page):
    hidden = b" BT 3 Tr /F1 9 Tf 10 10 Td (matn) Tj ET"
    path = one_picture(tmp_path / "a.pdf", jpeg_of(grey_page), after=hidden)
    assert inspect(path).frames[0].embedded


@pytest.mark.parametrize(
    ("change", "dpi"),
    [
        ({"after": b" BT /F1 9 Tf 10 10 Td (matn) Tj ET"}, 300),
        ({"after": b" 0 0 5 5 re f"}, 300),
        ({"after": b" q 9 0 0 9 0 0 cm /Im0 Do Q"}, 72),
        ({"content": b"q 32 0 0 48 0 0 cm /Im0 Do Q"}, 300),
        ({"content": b"q 64 5 -5 96 0 0 cm /Im0 Do Q"}, 71.9),
        ({"box": (128, 96), "content": b"q 128 0 0 96 0 0 cm /Im0 Do Q"}, 72),
    ],
)
def test_anything_else_on_the_page_is_rendered(tmp_path, grey_page, change, dpi):
    path = one_picture(tmp_path / "a.pdf", jpeg_of(grey_page), **change)
    frame = inspect(path).frames[0]
    assert not frame.embedded
    assert extract_frame(path, 0, tmp_path / "x") is None
    raster = load_frame(path)
    assert raster.pixels.shape[:2] == (frame.height, frame.width)
    assert raster.dpi == dpi


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("orientation", PLACED)
def test_turns_of_picture_and_page_agree_with_the_renderer(tmp_path, grey_page, orientation, rotate):
    box = (64, 96) if orientation < 5 else (96, 64)
    content = f"q {PLACED[orientation]} cm /Im0 Do Q".encode()
    path = one_picture(tmp_path / "a.pdf", jpeg_of(grey_page), box=box, content=content, rotate=rotate)
    drawn = one_picture(
        tmp_path / "b.pdf", jpeg_of(grey_page), box=box, content=content, rotate=rotate, after=b" 0 0 0.01 0.01 re f"
    )
    assert inspect(path).frames[0].embedded
    assert not inspect(drawn).frames[0].embedded
    found, rendered = load_frame(path).pixels, load_frame(drawn).pixels
    shrunk = np.asarray(Image.fromarray(rendered).convert("L").resize(found.shape[::-1], Image.Resampling.BOX))
    assert np.abs(found.astype(int) - shrunk).mean() < 6


def test_labels_and_page_sizes(tmp_path):
    pdf = pikepdf.new()
    for number in range(3):
        pdf.add_blank_page(page_size=(72 * (number + 1), 144))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D)]))
    pdf.pages[1].obj.Rotate = 90
    pdf.save(tmp_path / "a.pdf")
    source = inspect(tmp_path / "a.pdf")
    assert source.kind is Kind.PDF
    assert [(frame.label, frame.width, frame.height) for frame in source.frames] == [
        ("i", 300, 600),
        ("ii", 600, 600),
        ("1", 900, 600),
    ]
    assert load_frame(tmp_path / "a.pdf", 1).pixels.shape == (600, 600)


def test_locked(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="egasi", user="kalit"))
    for password, code in (("", Code.NEEDS_PASSWORD), ("boshqa", Code.WRONG_PASSWORD)):
        for read in (inspect, load_frame):
            with pytest.raises(BadFile) as caught:
                read(tmp_path / "a.pdf", password=password)
            assert caught.value.code is code
    assert len(inspect(tmp_path / "a.pdf", password="kalit").frames) == 1
    assert load_frame(tmp_path / "a.pdf", password="kalit").pixels.min() == 255


def test_no_pages(tmp_path):
    pikepdf.new().save(tmp_path / "a.pdf")
    with pytest.raises(BadFile) as caught:
        inspect(tmp_path / "a.pdf")
    assert caught.value.code is Code.NO_PAGES


def test_a_broken_table_of_objects_is_repaired_and_told(tmp_path, grey_page):
    path = one_picture(tmp_path / "a.pdf", jpeg_of(grey_page))
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")] + b"startxref\n99999\n%%EOF")
    source = inspect(path)
    assert [notice.detail for notice in source.warnings if notice.code is WarningCode.REPAIRED] == ["1"]
    assert load_frame(path).pixels.shape == (96, 64)


def test_a_program_inside_is_told_and_not_run(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.save(tmp_path / "a.pdf")
    assert WarningCode.SCRIPT in [notice.code for notice in inspect(tmp_path / "a.pdf").warnings]


def test_an_enormous_page_is_drawn_smaller(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14400, 14400))
    pdf.save(tmp_path / "a.pdf")
    frame = inspect(tmp_path / "a.pdf").frames[0]
    raster = load_frame(tmp_path / "a.pdf")
    assert frame.width * frame.height < 60_100_000
    assert raster.pixels.shape == (frame.height, frame.width)
    assert [notice.code for notice in raster.warnings] == [WarningCode.RENDERED_SMALLER]


def test_a_picture_that_claims_too_much_is_refused(tmp_path, grey_page):
    path = one_picture(tmp_path / "a.pdf", jpeg_of(grey_page), size=(100_000, 100_000))
    with pytest.raises(BadFile) as caught:
        inspect(path)
    assert caught.value.code is Code.BOMB


def test_a_bomb_of_forms_inside_forms_ends_in_time(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    form = None
    for _ in range(9):
        stream = pdf.make_stream(b"/F Do " * 12 if form is not None else b"0 0 9 9 re f")
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792])))
        if form is not None:
            stream.Resources = Dictionary(XObject=Dictionary(F=form))
        form = stream
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/F Do")
    pdf.save(tmp_path / "a.pdf")
    assert len(inspect(tmp_path / "a.pdf").frames) == 1
    with pytest.raises(BadFile) as caught:
        load_frame(tmp_path / "a.pdf", limits=Limits(budget=Budget(cpu_seconds=1)))
    # PDFium may give itself up before the clock does; either way the child ends and the file is named.
    assert caught.value.code in {Code.TIMED_OUT, Code.CRASHED}


def test_a_bomb_of_page_content_is_bounded_in_memory(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(bytes(200 << 20), 9), filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    pdf.save(tmp_path / "a.pdf")
    assert len(inspect(tmp_path / "a.pdf", limits=Limits(budget=Budget(memory_bytes=500_000_000))).frames) == 1


def test_thousands_of_pages_are_looked_at_in_time(tmp_path, grey_page):
    path = one_picture(tmp_path / "one.pdf", jpeg_of(grey_page))
    with pikepdf.open(path) as pdf:
        for _ in range(4999):
            pdf.pages.append(pdf.pages[0])
        pdf.save(tmp_path / "a.pdf")
    frames = inspect(tmp_path / "a.pdf").frames
    assert len(frames) == 5000
    assert all(frame.embedded for frame in frames)


@pytest.mark.parametrize(("revision", "password"), [(3, "kalit"), (4, "kalit"), (6, "oʻgʻil пароль")])
def test_an_unlocked_copy_has_the_same_pages_and_is_always_the_same(tmp_path, colour_page, revision, password):
    one_picture(tmp_path / "a.pdf", jpeg_of(colour_page))
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        strong = revision >= 4
        lock = pikepdf.Encryption(owner="egasi", user=password, R=revision, aes=strong, metadata=strong)
        pdf.save(locked, encryption=lock)
    before = locked.read_bytes()
    assert unlock(locked, tmp_path / "one.pdf", ["boshqa", password]) == password
    assert unlock(locked, tmp_path / "two.pdf", [password]) == password
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert locked.read_bytes() == before
    plain, whole = load_frame(tmp_path / "one.pdf").pixels, load_frame(tmp_path / "a.pdf").pixels
    assert np.array_equal(plain, whole)
    assert np.array_equal(load_frame(locked, password=password).pixels, whole)
    assert inspect(tmp_path / "one.pdf").warnings == ()


def test_no_password_fits(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="egasi", user="kalit"))
    for passwords, code in (((), Code.NEEDS_PASSWORD), (("bir", "ikki"), Code.WRONG_PASSWORD)):
        with pytest.raises(BadFile) as caught:
            unlock(tmp_path / "a.pdf", tmp_path / "out.pdf", passwords)
        assert caught.value.code is code
    assert not (tmp_path / "out.pdf").exists()
