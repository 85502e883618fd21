"""Letters of fonts that a PDF names and does not carry are on the page, and a person is told."""

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.engines.imaging.intake.drawn_pdfs import Drawn
from tests.engines.imaging.intake.shown import difference

from javon.engines.imaging.intake import WarningCode, inspect, load_frame

RUSSIAN = "".join(chr(code) for code in range(0x410, 0x450))
UZBEK = "ЎҚҒҲўқғҳʻʼ"
AFII = [f"afii{10017 + place + (place > 5)}" for place in range(32)] + [
    f"afii{10065 + place + (place > 5)}" for place in range(32)
]


def descriptor(drawn, base, flags=34):
    return drawn.pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor, FontName=Name(base), Flags=flags, FontBBox=Array([-100, -200, 1000, 900]),
            ItalicAngle=0, Ascent=900, Descent=-200, CapHeight=700, StemV=80,
        )
    )  # fmt: skip


def simple(names, *, kind="TrueType", base="/TimesNewRoman", width=600):
    """A font of one byte a letter: these names from code 192 on."""

    def font(drawn):
        encoding = Dictionary(
            Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding,
            Differences=Array([192, *[Name(f"/{name}") for name in names]]),
        )  # fmt: skip
        return Dictionary(
            Type=Name.Font, Subtype=Name(f"/{kind}"), BaseFont=Name(base), FirstChar=32, LastChar=255,
            Widths=Array([width] * 224), Encoding=encoding, FontDescriptor=descriptor(drawn, base),
        )  # fmt: skip

    return font


def composite(encoding="/Identity-H", *, text=True):
    """A font of two bytes a letter: codes are Unicode plus 3, as the file tells."""

    def font(drawn):
        below = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Arial, DW=600,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=descriptor(drawn, "/Arial"),
        )  # fmt: skip
        made = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Arial, Encoding=Name(encoding),
            DescendantFonts=Array([drawn.pdf.make_indirect(below)]),
        )  # fmt: skip
        if text:
            table = b"1 beginbfrange <0413> <0452> <0410> endbfrange 1 beginbfchar <0003> <0020> endbfchar"
            made.ToUnicode = drawn.pdf.make_stream(table)
        return made

    return font


def page(font, codes, *, deep=False, note=False):
    """These codes in one line, in a form, in a form in a form, or in the look of a stamp."""
    drawn = Drawn()
    text = b"BT /F 20 Tf 10 200 Td <" + codes.hex().encode() + b"> Tj ET"
    fonts = Dictionary(Font=Dictionary(F=drawn.pdf.make_indirect(font(drawn))))
    form = drawn.form(text, (0, 0, 240, 360), Resources=fonts)
    if note:
        drawn.note(Name.Stamp, (0, 0, 240, 360), AP=Dictionary(N=form))
        return drawn
    if deep:
        form = drawn.form(b"/In Do", (0, 0, 240, 360), Resources=Dictionary(XObject=Dictionary(In=form)))
    drawn.objects["/Fm"] = form
    drawn.content = b"q /Fm Do Q"
    return drawn


def ink(path):
    """Of every letter of the line (12 points wide) the share of dark pixels."""
    raster = load_frame(path)
    top, bottom, step = (round(points * raster.dpi / 72) for points in (360 - 218, 360 - 195, 12))
    line = raster.pixels[top:bottom, round(10 * raster.dpi / 72) :]
    grey = line if line.ndim == 2 else line.min(axis=2)
    return [float((grey[:, step * place : step * (place + 1)] < 128).mean()) for place in range(grey.shape[1] // step)]


BYTES = bytes(range(192, 208))
KINDS = {
    "names-of-adobe": (simple(AFII), BYTES),
    "names-by-number": (simple([f"uni{ord(sign):04X}" for sign in RUSSIAN]), BYTES),
    "type-1": (simple(AFII, kind="Type1", base="/Helvetica"), BYTES),
    "bold": (simple(AFII, base="/Arial,Bold"), BYTES),
    "narrow": (simple(AFII, width=300), BYTES),
    "uzbek": (simple([f"uni{ord(sign):04X}" for sign in UZBEK]), bytes(range(192, 202))),
    "two-bytes": (composite(), "".join(chr(ord(sign) + 3) for sign in RUSSIAN[:16]).encode("utf-16-be")),
    "two-bytes-of-unicode": (composite("/UniGB-UCS2-H", text=False), RUSSIAN[:16].encode("utf-16-be")),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("where", [{}, {"deep": True}, {"note": True}])
def test_every_letter_is_on_the_page(tmp_path, name, where):
    font, codes = KINDS[name]
    path = page(font, codes, **where).save(tmp_path / "a.pdf")
    letters = len(codes) // (2 if name.startswith("two") else 1)
    width = 2 if name == "narrow" else 1
    assert min(ink(path)[: letters // width]) > 0.02
    assert [notice.code for notice in inspect(path).warnings] == [WarningCode.FONTS]


def test_letters_stand_where_poppler_puts_them(tmp_path):
    found = difference(page(*KINDS["names-of-adobe"]).save(tmp_path / "a.pdf"))
    assert found.mean < 3.5  # another face, the same places
    assert found.size < 0.005


def test_other_letters_look_otherwise(tmp_path):
    one, other = (
        load_frame(page(simple(["uni041A", name]), b"\xc0\xc1").save(tmp_path / "a.pdf")).pixels
        for name in ("uni041A", "uni049A")
    )
    assert not np.array_equal(one, other)


def test_what_cannot_be_known_is_told(tmp_path):
    path = page(composite(text=False), b"\x02\x3a").save(tmp_path / "a.pdf")
    (notice,) = inspect(path).warnings
    assert (notice.code, notice.detail) == (WarningCode.FONTS, "Arial")


def test_names_that_say_nothing_are_told_and_read_by_the_text_of_the_file(tmp_path):
    def font(drawn):
        made = simple(["g1", "g2"])(drawn)
        made.ToUnicode = drawn.pdf.make_stream(b"2 beginbfchar <c0> <041A> <c1> <049A> endbfchar")
        return made

    silent = page(simple(["g1", "g2"]), b"\xc0\xc1").save(tmp_path / "a.pdf")
    told = page(font, b"\xc0\xc1").save(tmp_path / "b.pdf")
    assert [notice.code for path in (silent, told) for notice in inspect(path).warnings] == [WarningCode.FONTS] * 2
    assert min(ink(told)[:2]) > 0.02


@pytest.mark.parametrize("base", ["/Helvetica", "/Symbol", "/ZapfDingbats", "/TimesNewRoman"])
def test_western_fonts_are_left_alone(tmp_path, base):
    drawn = page(lambda _: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(base)), b"abc \xe9")
    assert inspect(drawn.save(tmp_path / "a.pdf")).warnings == ()
    assert max(ink(tmp_path / "a.pdf")) > 0.02


def test_courier_stands_upright(tmp_path):
    """Its l has an upright stem: no column of ink is wide."""
    drawn = page(lambda _: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier), b"||||")
    raster = load_frame(drawn.save(tmp_path / "a.pdf"))
    columns = (raster.pixels < 128).any(axis=0)
    runs = np.diff(np.flatnonzero(np.diff(np.concatenate([[0], columns.astype(int), [0]]))))[::2]
    assert len(runs) == 4
    assert runs.max() < 8


def test_a_broken_font_is_no_reason_to_refuse(tmp_path):
    def font(drawn):
        made = simple(AFII)(drawn)
        made.Widths, made.FirstChar = String("keng"), Name.Bir
        made.ToUnicode = drawn.pdf.make_stream(b"1 beginbfrange <zz> < endbfrange 1 beginbfchar <41> endbfchar")
        return made

    assert load_frame(page(font, BYTES).save(tmp_path / "a.pdf")).pixels.size


def test_a_carried_font_is_not_replaced(tmp_path):
    def font(drawn):
        made = simple(AFII)(drawn)
        made.FontDescriptor.FontFile2 = drawn.pdf.make_stream(b"a broken face")
        return made

    assert inspect(page(font, BYTES).save(tmp_path / "a.pdf")).warnings == ()
