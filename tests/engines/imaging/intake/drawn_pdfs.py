"""PDFs of one page, drawn for the tests: one picture in every form it may be stored in, notes, fields, clips."""

import io

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

#: Points of the page, and pixels of its picture at 72 dpi times SCALE.
PAGE = (240, 360)
SCALE = 2
SIZE = (PAGE[0] * SCALE, PAGE[1] * SCALE)


def scene(mode="L"):
    """A page with words of bars, a ramp, a dark corner: whatever is turned over, cut or lost changes it."""
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    for row in range(12):
        for column in range(7):
            left, top = 40 + 58 * column, 60 + 40 * row
            draw.rectangle([left, top, left + 20 + 7 * ((row * 5 + column * 3) % 5), top + 12], fill=(20, 20, 20))
    for step in range(16):
        shade = 17 * step
        draw.rectangle([40 + 25 * step, 600, 64 + 25 * step, 660], fill=(shade, 255 - shade // 2, 160))
    draw.rectangle([0, 0, 60, 40], fill=(120, 0, 0))
    return image.convert(mode) if mode != "1" else image.convert("L").point(lambda value: 255 * (value > 128), "1")


def packed(values, bits):
    """Rows of samples of 1, 2, 4, 8 or 16 bits, each row to a full byte."""
    if bits == 16:
        return (values.astype(">u2") * 257).tobytes()
    if bits == 8:
        return values.astype(np.uint8).tobytes()
    planes = np.unpackbits(values.astype(np.uint8)[..., None], axis=2)[..., 8 - bits :]
    return np.packbits(planes.reshape(len(values), -1), axis=1).tobytes()


def jpeg(image, **options):
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95, **options)
    return stream.getvalue()


def jpeg2000(image):
    stream = io.BytesIO()
    image.save(stream, "JPEG2000")
    return stream.getvalue()


def group4(image):
    """CCITT G4 data of a picture of mode 1: black is 0 in what it decodes to, without BlackIs1."""
    stream = io.BytesIO()
    image.save(stream, "TIFF", compression="group4", tiffinfo={278: image.height, 262: 0})
    stream.seek(0)
    with Image.open(stream) as tiff:
        (offset,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return stream.getvalue()[offset : offset + length]


class Drawn:
    """A page in the making."""

    def __init__(self, box=PAGE):
        self.pdf = pikepdf.new()
        self.box = box
        self.objects, self.states = Dictionary(), Dictionary()
        self.content = b""
        self.notes = []
        self.more = {}

    def picture(self, data, *, size=SIZE, bits=8, space=Name.DeviceGray, packing=None, parms=None, **more):
        stream = self.pdf.make_stream(b"")
        if packing is None:
            stream.write(data)
        else:
            stream.write(data, filter=packing, decode_parms=parms)
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], **more))
        if "ImageMask" not in more:
            stream.ColorSpace = space
        stream.BitsPerComponent = bits
        return stream

    def place(self, picture, matrix=None, before=b"", after=b""):
        name = f"Im{len(self.objects)}"
        self.objects[f"/{name}"] = picture
        matrix = matrix or f"{self.box[0]} 0 0 {self.box[1]} 0 0"
        self.content += b"q " + before + f" {matrix} cm /{name} Do Q ".encode() + after
        return self

    def note(self, subtype, rect, **more):
        note = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array(rect), **{"F": 4, **more})
        self.notes.append(self.pdf.make_indirect(note))
        return self

    def form(self, content, box, **more):
        stream = self.pdf.make_stream(content)
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), **more))
        return stream

    def save(self, path):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page = Dictionary(
            Type=Name.Page, MediaBox=self.more.pop("MediaBox", Array([0, 0, *self.box])),
            Resources=Dictionary(XObject=self.objects, ExtGState=self.states, Font=Dictionary(F1=font)),
            Contents=self.pdf.make_stream(self.content), Annots=Array(self.notes), **self.more,
        )  # fmt: skip
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        self.pdf.save(path)
        return path


def one(data, **options):
    drawn = Drawn()
    return drawn.place(drawn.picture(data, **options))


def _palette(colours, base=Name.DeviceRGB):
    return Array([Name.Indexed, base, len(colours) - 1, String(bytes(part for colour in colours for part in colour))])


def _indexed(bits, decode=None, *, reverse=False):
    count = 1 << bits
    shades = np.asarray(scene("L")).astype(int) * (count - 1) // 255
    colours = [
        (255 * step // (count - 1), 255 * step // (count - 1), 100 * step // (count - 1)) for step in range(count)
    ]
    if reverse:
        shades, colours = count - 1 - shades, colours[::-1]
    more = {"Decode": Array(decode)} if decode else {}
    return one(packed(shades, bits), bits=bits, space=_palette(colours), **more)


def _fax(black_is_1, space, decode=None):
    parms = Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1], BlackIs1=black_is_1)
    more = {"Decode": Array(decode)} if decode else {}
    data = group4(scene("1"))
    return one(data, bits=1, space=space, packing=Name.CCITTFaxDecode, parms=parms, **more)


def _grey(bits, decode=None):
    shades = np.asarray(scene("L")).astype(int)
    values = shades if bits >= 8 else shades * ((1 << bits) - 1) // 255
    more = {"Decode": Array(decode)} if decode else {}
    return one(packed(values, bits), bits=bits, **more)


def _stencil(decode, colour):
    drawn = Drawn()
    data = packed((np.asarray(scene("1"))).astype(int), 1)
    picture = drawn.picture(data, bits=1, ImageMask=True, Decode=Array(decode))
    return drawn.place(picture, before=colour)


def _soft_mask():
    drawn = Drawn()
    ramp = np.tile(np.linspace(0, 255, SIZE[0]), (SIZE[1], 1))
    mask = drawn.picture(packed(ramp, 8))
    return drawn.place(drawn.picture(np.asarray(scene("RGB")).tobytes(), space=Name.DeviceRGB, SMask=mask))


def _hard_mask():
    drawn = Drawn()
    hole = np.zeros(SIZE[::-1], int)
    hole[200:400, 100:300] = 1
    mask = drawn.picture(packed(hole, 1), bits=1, ImageMask=True)
    return drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode, Mask=mask))


def _strips():
    drawn, data = Drawn(), np.asarray(scene("L"))
    for part in range(6):
        rows = data[part * 120 : part * 120 + 120]
        drawn.place(drawn.picture(rows.tobytes(), size=(SIZE[0], 120)), f"240 0 0 60 0 {300 - 60 * part}")
    return drawn


def _inline():
    drawn = Drawn()
    data = np.asarray(scene("L").resize((60, 90))).tobytes()
    head = b"q 240 0 0 360 0 0 cm BI /W 60 /H 90 /BPC 8 /CS /G /D [1 0] /F /AHx ID "
    drawn.content = head + data.hex().encode() + b"> EI Q"
    return drawn


def _lab():
    space = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-128, 127, -128, 127]))])
    lab = np.dstack([np.asarray(scene("L")), np.full(SIZE[::-1], 160), np.full(SIZE[::-1], 150)]).astype(np.uint8)
    return one(lab.tobytes(), space=space)


def _spot():
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([0.8, 0.1, 0.1]), N=1)
    space = Array([Name.Separation, Name("/Qizil"), Name.DeviceRGB, function])
    return one((255 - np.asarray(scene("L"))).tobytes(), space=space)


def _in_form(box=(0, 0, *PAGE)):
    drawn = Drawn()
    picture = drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode)
    form = drawn.form(b"q 240 0 0 360 0 0 cm /Im Do Q", box, Resources=Dictionary(XObject=Dictionary(Im=picture)))
    drawn.objects["/Fm"] = form
    drawn.content = b"q /Fm Do Q"
    return drawn


def _switched_off():
    drawn = one(jpeg(scene("L")), packing=Name.DCTDecode)
    layer = drawn.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Qatlam")))
    off = Dictionary(Order=Array([layer]), ON=Array([]), OFF=Array([layer]))
    drawn.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
    drawn.objects["/Im0"].OC = layer
    return drawn


def _scan(**more):
    drawn = one(jpeg(scene("L")), packing=Name.DCTDecode)
    drawn.more = more
    return drawn


def _clipped(clip):
    drawn = Drawn()
    return drawn.place(drawn.picture(jpeg(scene("L")), packing=Name.DCTDecode), before=clip)


def _translucent():
    drawn = _scan()
    drawn.states["/G1"] = Dictionary(BM=Name.Multiply, ca=0.5)
    drawn.content += b"q /G1 gs 1 0 0 rg 60 60 100 120 re f Q"
    return drawn


def _cmyk(**options):
    image = scene("RGB").convert("CMYK")
    return one(jpeg(image), space=Name.DeviceCMYK, packing=Name.DCTDecode, **options)


WHITE_FIRST, BLACK_FIRST = _palette([(255,) * 3, (0,) * 3]), _palette([(0,) * 3, (255,) * 3])

#: Name → the function that makes the page.
PICTURES = {
    "jpeg-grey": _scan,
    "jpeg-grey-negative": lambda: one(jpeg(scene("L")), packing=Name.DCTDecode, Decode=Array([1, 0])),
    "jpeg-colour": lambda: one(jpeg(scene("RGB")), space=Name.DeviceRGB, packing=Name.DCTDecode),
    "jpeg-colour-negative": lambda: one(
        jpeg(scene("RGB")), space=Name.DeviceRGB, packing=Name.DCTDecode, Decode=Array([1, 0, 1, 0, 1, 0])
    ),
    "jpeg-half-range": lambda: one(jpeg(scene("L")), packing=Name.DCTDecode, Decode=Array([0.3, 0.8])),
    "jpeg-cmyk": _cmyk,
    "jpeg-cmyk-negative": lambda: _cmyk(Decode=Array([1, 0] * 4)),
    "jpeg2000-grey": lambda: one(jpeg2000(scene("L")), packing=Name.JPXDecode),
    "jpeg2000-colour": lambda: one(jpeg2000(scene("RGB")), space=Name.DeviceRGB, packing=Name.JPXDecode),
    "jpeg2000-negative": lambda: one(jpeg2000(scene("L")), packing=Name.JPXDecode, Decode=Array([1, 0])),
    **{f"grey-{bits}": lambda bits=bits: _grey(bits) for bits in (1, 2, 4, 8, 16)},
    **{f"grey-{bits}-negative": lambda bits=bits: _grey(bits, [1, 0]) for bits in (1, 2, 4, 8, 16)},
    **{f"palette-{bits}": lambda bits=bits: _indexed(bits) for bits in (1, 2, 4, 8)},
    **{f"palette-{bits}-reversed": lambda bits=bits: _indexed(bits, reverse=True) for bits in (1, 2, 4, 8)},
    **{f"palette-{bits}-decode": lambda bits=bits: _indexed(bits, [2**bits - 1, 0]) for bits in (1, 2, 4, 8)},
    **{
        f"fax-{'black-is-1' if one else 'black-is-0'}-{name}{'-negative' if decode else ''}": (
            lambda one=one, space=space, decode=decode: _fax(one, space, decode)
        )
        for one in (False, True)
        for name, space in (("grey", Name.DeviceGray), ("white-first", WHITE_FIRST), ("black-first", BLACK_FIRST))
        for decode in (None, [1, 0])
    },
    "stencil-black": lambda: _stencil([0, 1], b"0 g"),
    "stencil-turned": lambda: _stencil([1, 0], b"0.2 0.2 0.6 rg"),
    "soft-mask": _soft_mask,
    "hard-mask": _hard_mask,
    "colour-key": lambda: one(np.asarray(scene("L")).tobytes(), Mask=Array([0, 60])),
    "strips": _strips,
    "inline": _inline,
    "lab": _lab,
    "spot-colour": _spot,
    "in-a-form": _in_form,
    "in-a-form-cut": lambda: _in_form((20, 20, 200, 250)),
    "switched-off": _switched_off,
    "turned": lambda: _scan(Rotate=90),
    "cut-by-the-crop-box": lambda: _scan(CropBox=Array([30, 40, 200, 300])),
    "crop-box-beyond-the-page": lambda: _scan(CropBox=Array([-50, -50, 400, 400])),
    "turned-and-cut": lambda: _scan(Rotate=270, CropBox=Array([30, 40, 200, 300])),
    "clipped": lambda: _clipped(b"40 60 120 200 re W n"),
    "clipped-round": lambda: _clipped(b"120 300 m 220 60 l 20 60 l h W n"),
    "clipped-to-all": lambda: _clipped(b"0 0 240 360 re W n"),
    "stamped": _translucent,
}  # fmt: skip


def _note(subtype, rect=(40, 60, 200, 160), **more):
    drawn = _scan()
    return drawn.note(subtype, rect, **more)


def _appearance(drawn, content=b"0.9 0.2 0.2 rg 0 0 160 100 re f 1 g 20 30 100 20 re f"):
    return Dictionary(N=drawn.form(content, (0, 0, 160, 100)))


def _with_appearance(subtype, **more):
    drawn = _scan()
    return drawn.note(subtype, (40, 60, 200, 160), AP=_appearance(drawn), **more)


QUADS = Array([40, 160, 200, 160, 40, 60, 200, 60])
NOTES = {
    "stamp": lambda: _with_appearance(Name.Stamp),
    "hidden-stamp": lambda: _with_appearance(Name.Stamp, F=2),
    "free-text": lambda: _note(Name.FreeText, Contents=String("Izoh matni"), DA=String("/Helv 18 Tf 1 0 0 rg")),
    "highlight": lambda: _note(Name.Highlight, QuadPoints=QUADS, C=Array([1, 1, 0])),
    "underline": lambda: _note(Name.Underline, QuadPoints=QUADS, C=Array([1, 0, 0])),
    "strike-out": lambda: _note(Name.StrikeOut, QuadPoints=QUADS, C=Array([1, 0, 0])),
    "ink": lambda: _note(
        Name.Ink, InkList=Array([Array([50, 70, 90, 150, 120, 80, 190, 150])]), C=Array([0, 0, 1]),
        BS=Dictionary(W=6),
    ),
    "square": lambda: _note(Name.Square, C=Array([0, 0.6, 0]), BS=Dictionary(W=6)),
    "circle": lambda: _note(Name.Circle, C=Array([0, 0.6, 0]), IC=Array([0.8, 1, 0.8]), BS=Dictionary(W=6)),
    "line": lambda: _note(Name.Line, L=Array([50, 70, 190, 150]), C=Array([1, 0, 0]), BS=Dictionary(W=6)),
    "polygon": lambda: _note(
        Name.Polygon, Vertices=Array([50, 70, 190, 80, 120, 150]), C=Array([1, 0, 0]), BS=Dictionary(W=6)
    ),
    "poly-line": lambda: _note(
        Name.PolyLine, Vertices=Array([50, 70, 190, 80, 120, 150]), C=Array([1, 0, 0]), BS=Dictionary(W=6)
    ),
}  # fmt: skip


def field(kind, value, *, need=True, paper=True, **more):
    """A page with one field of a form, without an appearance of its own."""
    drawn = _scan() if paper else Drawn()
    drawn.note(Name.Widget, (40, 100, 220, 130), FT=kind, T=String("maydon"), V=value, **more)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    drawn.pdf.Root.AcroForm = drawn.pdf.make_indirect(
        Dictionary(
            Fields=Array(drawn.notes), DA=String("/Helv 16 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font)),
            NeedAppearances=need,
        )
    )  # fmt: skip
    return drawn


FIELDS = {
    "text": lambda: field(Name.Tx, String("Karimova Dilnoza"), paper=False),
    "text-without-asking": lambda: field(Name.Tx, String("Karimova Dilnoza"), need=False, paper=False),
    "text-small": lambda: field(Name.Tx, String("Buxoro shahri"), DA=String("/Helv 0 Tf 0 0 1 rg"), paper=False),
    "cyrillic": lambda: field(Name.Tx, String("Тошкент шаҳри"), paper=False),
    "uzbek": lambda: field(Name.Tx, String("Oʻzbekiston, Gʻijduvon"), paper=False),
    "choice": lambda: field(
        Name.Ch, String("ikki"), Opt=Array([String("bir"), String("ikki")]), Ff=1 << 17, paper=False
    ),
    "lines": lambda: field(Name.Tx, String("birinchi\rikkinchi"), Ff=1 << 12, paper=False, DA=String("/Helv 9 Tf 0 g")),
    "font-unknown": lambda: field(Name.Tx, String("Karimova"), DA=String("/Arial 14 Tf 0 g"), paper=False),
    "over-a-scan": lambda: field(Name.Tx, String("Karimova Dilnoza"), MK=Dictionary(BG=Array([1, 1, 0.8]))),
}
