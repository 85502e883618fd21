"""Pages on which more than the picture says what is seen: clips by text, masks, blends, inks, turns, layers."""

import numpy as np
from pikepdf import Array, Dictionary, Name, Page, String
from PIL import ImageCms
from tests.engines.imaging.intake.drawn_pdfs import Drawn, jpeg, scene

BLOCK = b"0.1 0.4 0.7 rg 40 60 120 200 re f "
TEXT = b"BT /F1 90 Tf %d Tr 20 150 Td (MATN) Tj ET "


def content(data, **more):
    """A page of this content over white."""
    drawn = Drawn()
    drawn.content = data
    drawn.more = more
    return drawn


def scan(after=b"", before=b"", **more):
    """A picture over the whole page, something before and after it."""
    drawn = Drawn()
    drawn.content = before
    drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode), after=after)
    drawn.more = more
    return drawn


def clipped_by_text(mode):
    """The picture only inside the letters."""
    drawn = Drawn()
    return drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode), before=TEXT % mode)


def clipped_by_text_in_a_form():
    drawn = Drawn()
    picture = drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(XObject=Dictionary(Im=picture), Font=Dictionary(F1=font))
    drawn.objects["/Fm"] = drawn.form(
        TEXT % 7 + b"q 240 0 0 360 0 0 cm /Im Do Q", (0, 0, 240, 360), Resources=resources
    )
    drawn.content = b"q /Fm Do Q"
    return drawn


def form_in_a_form(inner_box, matrix=(1, 0, 0, 1, 0, 0)):
    """A picture two forms deep; each form cuts."""
    drawn = Drawn()
    picture = drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode)
    inner = drawn.form(
        b"q 240 0 0 360 0 0 cm /Im Do Q", inner_box, Resources=Dictionary(XObject=Dictionary(Im=picture)),
        Matrix=Array(matrix),
    )  # fmt: skip
    drawn.objects["/Fm"] = drawn.form(b"/In Do", (0, 0, 240, 360), Resources=Dictionary(XObject=Dictionary(In=inner)))
    drawn.content = b"q /Fm Do Q"
    return drawn


def profiled():
    """Colours by a profile of the file."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    drawn = Drawn()
    stream = drawn.pdf.make_stream(profile)
    stream.N = 3
    space = Array([Name.ICCBased, drawn.pdf.make_indirect(stream)])
    return drawn.place(drawn.picture(jpeg(scene("RGB")), packing=Name.DCTDecode, space=space))


def device_n():
    """Two inks by a function of two colours."""
    drawn = Drawn()
    function = drawn.pdf.make_stream(b"{ 1 exch sub exch 1 exch sub dup 3 -1 roll exch }")
    function.update(Dictionary(FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1] * 3)))
    space = Array(
        [Name.DeviceN, Array([Name("/Bir"), Name("/Ikki")]), Name.DeviceRGB, drawn.pdf.make_indirect(function)]
    )
    grey = np.asarray(scene("L"))
    return drawn.place(drawn.picture(np.dstack([255 - grey, grey // 2]).tobytes(), space=space))


def blend(mode, **more):
    drawn = scan(b"q /G1 gs 0.9 0.3 0.1 rg 60 60 100 220 re f Q")
    drawn.states["/G1"] = Dictionary(BM=Name(f"/{mode}"), **more)
    return drawn


def luminosity():
    """A block seen through a mask that grows lighter."""
    drawn = content(b"q /G1 gs " + BLOCK + b"Q")
    shades = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([40, 0, 160, 0]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1),
        Extend=Array([True, True]),
    )  # fmt: skip
    group = drawn.form(
        b"/S0 sh", (0, 0, 240, 360), Resources=Dictionary(Shading=Dictionary(S0=shades)),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )  # fmt: skip
    drawn.states["/G1"] = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=drawn.pdf.make_indirect(group)))
    return drawn


def masked(**more):
    """A picture with a soft mask beside a block under it."""
    drawn = content(b"0.9 0.9 0.2 rg 0 0 240 360 re f ")
    mask = drawn.picture(np.linspace(0, 255, 480 * 720).astype(np.uint8).reshape(720, 480).tobytes(), **more)
    return drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode, SMask=drawn.pdf.make_indirect(mask)))


def shading(kind):
    drawn = Drawn()
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0.9, 0.2]), C1=Array([0.1, 0.2, 0.6]), N=1)
    coords = Array([0, 0, 240, 360]) if kind == 2 else Array([120, 180, 10, 120, 180, 110])
    shades = Dictionary(ShadingType=kind, ColorSpace=Name.DeviceRGB, Coords=coords, Function=function)
    drawn.objects["/Fm"] = drawn.form(b"/S0 sh", (0, 0, 240, 360), Resources=Dictionary(Shading=Dictionary(S0=shades)))
    drawn.content = b"q /Fm Do Q"
    return drawn


def tiles():
    drawn = Drawn()
    tile = drawn.pdf.make_stream(b"0.8 0.1 0.1 rg 0 0 10 10 re f")
    tile.update(
        Dictionary(
            Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 20, 20]), XStep=20,
            YStep=20, Resources=Dictionary(),
        )
    )  # fmt: skip
    resources = Dictionary(Pattern=Dictionary(P0=drawn.pdf.make_indirect(tile)))
    drawn.objects["/Fm"] = drawn.form(b"/Pattern cs /P0 scn 20 20 200 320 re f", (0, 0, 240, 360), Resources=resources)
    drawn.content = b"q /Fm Do Q"
    return drawn


def layered(*, shown):
    """A block in a layer that is shown or not, in marked content."""
    drawn = Drawn()
    layer = drawn.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Qatlam")))
    off = Dictionary(Order=Array([layer]), **{"ON" if shown else "OFF": Array([layer])})
    drawn.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
    form = drawn.form(
        b"/OC /L0 BDC " + BLOCK + b"EMC", (0, 0, 240, 360), Resources=Dictionary(Properties=Dictionary(L0=layer))
    )
    drawn.objects["/Fm"] = form
    drawn.content = b"q /Fm Do Q"
    return drawn


def drawn_letters(mode):
    """Letters that are little drawings (Type 3); the standard would show them in any mode, no viewer does."""
    drawn = Drawn()
    glyph = drawn.pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(k=drawn.pdf.make_indirect(glyph)), FirstChar=97, LastChar=97, Widths=Array([1000]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/k")])), Resources=Dictionary(),
    )  # fmt: skip
    picture = drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode)
    resources = Dictionary(Font=Dictionary(F3=font), XObject=Dictionary(Im=picture))
    letters = b"BT /F3 60 Tf %d Tr 20 150 Td (aaa) Tj ET" % mode
    drawn.objects["/Fm"] = drawn.form(
        b"q 240 0 0 360 0 0 cm /Im Do Q " + letters, (0, 0, 240, 360), Resources=resources
    )
    drawn.content = b"q /Fm Do Q"
    return drawn


def inks(**state):
    """Two process colours over one another, with and without overprint."""
    drawn = content(b"1 0 0 0 k 40 60 120 200 re f q /G1 gs 0 1 0 0 k 80 100 120 200 re f Q")
    drawn.states["/G1"] = Dictionary(**state)
    return drawn


def stamp(rotate=0, *, look=True, **more):
    """A stamp beside the picture on a turned page."""
    drawn = scan(**({"Rotate": rotate} if rotate else {}))
    if look:
        mark = b"0.9 0.2 0.2 rg 0 0 160 100 re f 1 g 20 30 60 20 re f"
        more["AP"] = Dictionary(N=drawn.form(mark, (0, 0, 160, 100), **more.pop("form", {})))
    return drawn.note(Name.Stamp, (40, 60, 200, 160), **more)


class Inherited(Drawn):
    """A page whose turn, box and fonts stand in the tree above it."""

    def save(self, path):
        self.pdf.pages.append(
            Page(self.pdf.make_indirect(Dictionary(Type=Name.Page, Contents=self.pdf.make_stream(self.content))))
        )
        above = self.pdf.Root.Pages
        above.MediaBox, above.Rotate, above.Resources = Array([0, 0, *self.box]), 90, Dictionary(XObject=self.objects)
        del self.pdf.pages[0].obj["/Parent"]
        self.pdf.pages[0].obj.Parent = above
        self.pdf.save(path)
        return path


def inherited():
    drawn = Inherited()
    return drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode))


def placed(*places):
    """The picture where these matrices put it."""
    drawn = Drawn()
    for place in places:
        drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode), place)
    return drawn


def moved():
    """The page does not begin at the origin."""
    drawn = Drawn()
    drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode), "240 0 0 360 100 -50")
    drawn.more = {"MediaBox": Array([100, -50, 340, 310])}
    return drawn


#: Name → the function that makes the page.
MORE = {
    "clip-by-text": lambda: clipped_by_text(7),
    "clip-by-filled-text": lambda: clipped_by_text(4),
    "clip-by-outlined-text": lambda: clipped_by_text(5),
    "clip-by-text-in-a-form": clipped_by_text_in_a_form,
    "clip-of-no-size": lambda: scan(before=b"0 0 0 0 re W n "),
    "clip-of-two-that-do-not-meet": lambda: scan(before=b"0 0 50 50 re W n 100 100 50 50 re W n "),
    "clip-with-a-hole": lambda: scan(before=b"0 0 240 360 re 60 60 100 200 re W* n "),
    "clip-undone": lambda: scan(before=b"q 10 10 20 20 re W n Q "),
    "form-cut-by-its-own-box": lambda: form_in_a_form((30, 40, 150, 200)),
    "form-turned": lambda: form_in_a_form((0, 0, 240, 360), (0, 0.6667, -1.5, 0, 240, 0)),
    "form-mirrored": lambda: form_in_a_form((0, 0, 240, 360), (-1, 0, 0, 1, 240, 0)),
    "invisible-text": lambda: scan(after=TEXT % 3),
    "invisible-text-under": lambda: scan(before=TEXT % 3),
    "white-text-over": lambda: scan(after=b"1 g " + TEXT % 0),
    "text-under": lambda: scan(before=TEXT % 0),
    "outlined-text-over": lambda: scan(after=b"0.8 0 0 RG 2 w " + TEXT % 1),
    "drawn-letters": lambda: drawn_letters(0),
    "drawn-letters-invisible": lambda: drawn_letters(3),
    "profile": profiled,
    "two-inks": device_n,
    **{f"blend-{mode}": lambda mode=mode: blend(mode) for mode in (
        "Multiply", "Screen", "Darken", "Difference", "Luminosity", "Overlay", "ColorDodge",
    )},
    "blend-half": lambda: blend("Normal", ca=0.4),
    "mask-of-light": luminosity,
    "mask-soft": masked,
    "mask-soft-turned": lambda: masked(Decode=Array([1, 0])),
    "mask-soft-matte": lambda: masked(Matte=Array([0])),
    "shading-along": lambda: shading(2),
    "shading-round": lambda: shading(3),
    "tiles": tiles,
    "layer-shown": lambda: layered(shown=True),
    "layer-off": lambda: layered(shown=False),
    "inks": inks,
    "inks-overprint": lambda: inks(OP=True, op=True, OPM=1),
    "stamp": stamp,
    "stamp-on-a-turned-page": lambda: stamp(90),
    "stamp-that-does-not-turn": lambda: stamp(90, F=4 | 16),
    "stamp-without-a-look": lambda: stamp(look=False),
    "stamp-not-for-the-screen": lambda: stamp(F=4 | 32),
    "stamp-turned": lambda: stamp(form={"Matrix": Array([0, 1, -1, 0, 0, 0])}),
    "page-upside-down": lambda: scan(Rotate=180),
    "page-turned-back": lambda: scan(Rotate=-90),
    "page-turned-askew": lambda: scan(Rotate=45),
    "page-inherits": inherited,
    "page-elsewhere": moved,
    "unit-of-the-user": lambda: scan(after=b"0 g 20 20 60 60 re f ", UserUnit=2),
    "crop-box-turned-over": lambda: scan(CropBox=Array([200, 300, 30, 40])),
    "crop-box-outside": lambda: scan(CropBox=Array([500, 500, 600, 700])),
    "picture-tilted": lambda: placed("236 16 -24 354 20 0"),
    "picture-mirrored": lambda: placed("-240 0 0 360 240 0"),
    "picture-larger-than-the-page": lambda: placed("300 0 0 450 -30 -45"),
    "two-pictures": lambda: placed("240 0 0 180 0 0", "240 0 0 180 0 180"),
}  # fmt: skip
