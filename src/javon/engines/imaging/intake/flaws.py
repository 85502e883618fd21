"""What of a PDF page cannot be shown, or only in part: data that are damaged, objects that are named and not there.

Renderers show what they can and say nothing; a person has to be told.  Runs in a limited child process.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
import pyvips
from PIL import Image

from javon.engines.imaging.intake.coverage import content_parts, filter_of
from javon.engines.imaging.intake.jpeg import broken_words
from javon.engines.imaging.intake.stored import components_of

#: Longest content, unpacked, that is looked into for names, and pixels of a picture that is decoded for a look.
_MAX_CONTENT, _MAX_PIXELS = 4_000_000, 100_000_000
#: Bytes unpacked at a time.
_CHUNK = 1 << 20
_DEEPEST = 6
#: Operators that name an object, and the kind of resource that it is.
_NAMING = {"Do": "/XObject", "Tf": "/Font", "sh": "/Shading", "gs": "/ExtGState"}
#: What libtiff says of G4 data that end too early or have no meaning.
_FAX_BROKEN = re.compile(r"premature eo|bad code|uncompressed data", re.IGNORECASE)
#: G4 has no check of its own: a wrong bit gives another picture from there on.  But one picture has one coding (ITU-T
#: T.6), and programs that code otherwise do so from the first lines on.  So data that are like ours for this part and
#: so many bytes, and then are not, were damaged there.
_ALIKE, _ALIKE_BYTES = 0.04, 160
#: Bytes at the end that may differ: the end mark and what fills the last byte.
_END = 12
_BROKEN = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, OverflowError)


def flaws_of(page: pikepdf.Page) -> int:
    """How many things of the page are wanting or damaged; 0 for a whole one."""
    try:
        contents: Any = page.obj.get("/Contents", [])
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        lost = sum(not isinstance(part, pikepdf.Stream) for part in parts)
        unpacked = [_unpacked(part, _MAX_CONTENT) for part in content_parts(page)]
        lost += sum(not whole for whole, _length in unpacked)
        if sum(length for _whole, length in unpacked) >= _MAX_CONTENT:
            return lost
        return lost + _in_content(page, page.obj.get("/Resources", {}), 0, set())
    except pikepdf.DependencyError:
        return 0  # packed in a way that nothing here unpacks: nothing is known
    except _BROKEN:
        return 1


def is_whole(image: pikepdf.Stream) -> bool:
    """Whether the data of a picture decode to their end without guesses."""
    kind = filter_of(image)
    try:
        if int(image.Width) * int(image.Height) > _MAX_PIXELS:
            return True
        if kind == "/DCTDecode":
            return not broken_words(_picture_file(image))
        if kind == "/JPXDecode":
            return _decodes(_picture_file(image))
        if kind == "/CCITTFaxDecode":
            return _is_whole_fax(image)
        if kind == "/JBIG2Decode":
            return True  # no decoder here that tells
        return _has_all_samples(image)
    except (pikepdf.DependencyError, NotImplementedError):
        return True  # pikepdf says the second of colour spaces and filters that it does not unpack: nothing is known
    except (*_BROKEN, OSError, pyvips.Error, zlib.error):
        return False


def _in_content(source: Any, resources: Any, depth: int, seen: set[tuple[int, int]]) -> int:
    lost, named = 0, set()
    for instruction in pikepdf.parse_content_stream(source, " ".join(_NAMING)):
        kind = _NAMING.get(str(instruction.operator))
        names = [str(operand) for operand in instruction.operands if isinstance(operand, pikepdf.Name)]
        if kind and names:
            named.add((kind, names[0]))
    for kind, name in named:
        found = (resources.get(kind) or {}).get(name)
        if found is None or (kind == "/XObject" and not isinstance(found, pikepdf.Stream)):
            lost += 1
        elif kind == "/XObject" and found.objgen not in seen:
            seen.add(found.objgen)
            lost += _in_object(found, resources, depth, seen)
    return lost


def _in_object(found: pikepdf.Stream, resources: Any, depth: int, seen: set[tuple[int, int]]) -> int:
    if found.get("/Subtype") == "/Image":
        mask = found.get("/SMask")
        return int(not is_whole(found)) + int(isinstance(mask, pikepdf.Stream) and not is_whole(mask))
    whole, length = _unpacked(found, _MAX_CONTENT)
    if not whole or length >= _MAX_CONTENT:
        return int(not whole)
    below = found.get("/Resources") or resources
    return _in_content(found, below, depth + 1, seen) if depth < _DEEPEST else 0


def _unpacked(stream: Any, most: int) -> tuple[bool, int]:
    """Whether the data unpack to their end, and to how many bytes; no further than to ``most``.

    Only plain and Flate data are looked at; of others the packed length is given.
    """
    filters = stream.get("/Filter", "")
    data = stream.read_raw_bytes()
    if not data or filter_of(stream) != "/FlateDecode" or (isinstance(filters, pikepdf.Array) and len(filters) > 1):
        return True, len(data)
    # Some programs leave out the sum at the end, so it is not asked for; a wrong one tells of damage.
    unpacking, length = zlib.decompressobj(), 0
    try:
        while data and not unpacking.eof and length < most:
            length += len(unpacking.decompress(data, _CHUNK))
            data = unpacking.unconsumed_tail
    except zlib.error:
        return False, length
    return unpacking.eof or length >= most or _ends(stream, most), length


def _ends(stream: Any, most: int) -> bool:
    """Whether the packed data end by themselves, whatever their sum."""
    plain, data, length = zlib.decompressobj(-zlib.MAX_WBITS), stream.read_raw_bytes()[2:], 0
    while data and not plain.eof and length < most:
        length += len(plain.decompress(data, _CHUNK))
        data = plain.unconsumed_tail
    return plain.eof


def _has_all_samples(image: pikepdf.Stream) -> bool:
    samples = components_of(image) or (1 if image.get("/ImageMask", False) else 0)
    bits = int(image.get("/BitsPerComponent", 1)) * samples
    wanted = -(-int(image.Width) * bits // 8) * int(image.Height)
    predicted = "/Predictor" in str(image.get("/DecodeParms", ""))
    whole, length = _unpacked(image, 2 * wanted + _CHUNK)
    # Of a colour space of inks only the renderer knows how many samples there are; filters may stand before Flate.
    return whole and (not samples or predicted or filter_of(image) not in ("", "/FlateDecode") or length >= wanted)


def _picture_file(image: pikepdf.Stream) -> bytes:
    stream = io.BytesIO()
    pikepdf.PdfImage(image).extract_to(stream=stream)
    return stream.getvalue()


def _decodes(data: bytes) -> bool:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
    return True


def _is_whole_fax(image: pikepdf.Stream) -> bool:
    parms: Any = image.get("/DecodeParms", {})
    parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
    if not isinstance(parms, pikepdf.Dictionary) or int(parms.get("/K", 0)) >= 0:
        return True  # G3 has marks at its lines: damage stays in one
    file = _picture_file(image)
    with _told_by_vips() as told:
        pixels = pyvips.Image.new_from_buffer(file, "").numpy()
    if any(map(_FAX_BROKEN.search, told)):
        return False
    # Either shade may be the black one; of the wrong one nothing is alike.
    data = image.read_raw_bytes()
    ours = max((_group4(shown) for shown in (pixels, 255 - pixels)), key=lambda coded: _alike(data, coded))
    alike = _alike(data, ours)
    return alike >= len(ours) - _END or alike < max(_ALIKE_BYTES, _ALIKE * len(data))


def _alike(data: bytes, ours: bytes) -> int:
    """Bytes from the start on that are the same."""
    most = min(len(data), len(ours))
    return next((place for place in range(most) if data[place] != ours[place]), most)


def _group4(pixels: Any) -> bytes:
    """The picture of 0 and 255 as G4 data."""
    found = Image.fromarray(pixels).convert("1", dither=Image.Dither.NONE)
    stream = io.BytesIO()
    found.save(stream, "TIFF", compression="group4", tiffinfo={278: found.height, 262: 0})
    stream.seek(0)
    with Image.open(stream) as tiff:
        tags: Any = tiff.tag_v2  # type: ignore[attr-defined]  # of TIFF files only
        (offset,), (length,) = tags[273], tags[279]
    return stream.getvalue()[offset : offset + length]


@contextmanager
def _told_by_vips() -> Iterator[list[str]]:
    """What libvips warns of meanwhile."""
    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]  # a list is enough
    logger = logging.getLogger("pyvips")
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)
