"""PDF files: their pages, the pixels of one, and the picture of a page without re-encoding.

Runs in a limited child process.  JavaScript is never run: neither library here has an interpreter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from javon.engines.imaging.intake import enormous, fonts
from javon.engines.imaging.intake.appearance import complete
from javon.engines.imaging.intake.colour import to_pixels
from javon.engines.imaging.intake.coverage import Look, PageImage, content_parts, filter_of, look_at, visible_box
from javon.engines.imaging.intake.drawing import draw, drawn_pixels
from javon.engines.imaging.intake.errors import BadFile, Code, WarningCode
from javon.engines.imaging.intake.flaws import flaws_of, is_whole
from javon.engines.imaging.intake.jpeg import samples
from javon.engines.imaging.intake.jpeg2000 import bits_of
from javon.engines.imaging.intake.labels import labels_of
from javon.engines.imaging.intake.model import Frame, Kind, Limits, Notice, OutlineEntry, Raster
from javon.engines.imaging.intake.outline import outline_of, title_of
from javon.engines.imaging.intake.pillow import allow_time, check_size, damaged, open_image, upright
from javon.engines.imaging.intake.stored import components_of
from javon.engines.tools.budget import extend_time

#: A rendered page is not drawn larger than this; more would only be a larger interpolation.
_MAX_RENDERED = 60_000_000
_GREY_OR_RGB = frozenset({"1", "L", "P", "RGB"})
_SUFFIXES = frozenset({".jpg", ".jp2", ".tif", ".png"})
#: Packings that belong to pictures; page content packed so is a mistake or a trap.
_PICTURE_FILTERS = frozenset({"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"})
_PLAIN_FILTERS = frozenset({"", "/FlateDecode", "/LZWDecode", "/RunLengthDecode"})
#: Of these the file's own bytes are a picture file, or nearly.
_KINDS = {"/DCTDecode": Kind.JPEG, "/JPXDecode": Kind.JP2, "/CCITTFaxDecode": Kind.TIFF}
#: So many fonts are named to a person.
_NAMED = 6
#: Pages that are certainly looked at in the seconds of the budget; a longer file gets more in proportion.
_PAGES_IN_TIME = 300

#: What pikepdf raises on structures that are not what they should be.
_BROKEN = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError)


@contextmanager
def _opened(path: Path, password: str) -> Iterator[pikepdf.Pdf]:
    try:
        pdf = pikepdf.open(path, password=password)
    except pikepdf.PasswordError as error:
        raise BadFile(Code.WRONG_PASSWORD if password else Code.NEEDS_PASSWORD, path) from error
    except _BROKEN as error:
        raise _broken(path, error) from error
    with pdf:
        try:
            yield pdf
        except _BROKEN as error:
            raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> BadFile:
    if isinstance(error, UnicodeDecodeError):
        return BadFile(Code.DAMAGED, path, "names that are no text")
    words = str(error).replace(str(path), "").strip(": ") or type(error).__name__
    return BadFile(Code.DAMAGED, path, words[:200])


@dataclass(frozen=True, slots=True)
class Contents:
    """What a PDF holds: pages, warnings, its outline and title."""

    frames: tuple[Frame, ...]
    notices: tuple[Notice, ...]
    outline: tuple[OutlineEntry, ...]
    title: str


def contents_of(path: Path, password: str, limits: Limits) -> Contents:
    """The pages of a PDF and what it says of itself.

    Raises:
        BadFile: locked, damaged beyond repair, without pages, with too many.
    """
    with _opened(path, password) as pdf:
        count = len(pdf.pages)
        if count == 0:
            raise BadFile(Code.NO_PAGES, path)
        if count > limits.max_frames:
            raise BadFile(Code.TOO_MANY_PAGES, path, f"{count:,}, at most {limits.max_frames:,}")
        extend_time(limits.budget, 1 + count / _PAGES_IN_TIME)
        labels = labels_of(pdf) or [""] * count
        frames = tuple(_frame(page, path, index, labels[index], limits) for index, page in enumerate(pdf.pages))
        notices = [*_document_notices(pdf, path), *_page_notices(pdf, path), *_size_notices(frames, path, limits)]
        if named := fonts.missing(pdf.pages):
            notices.append(Notice(WarningCode.FONTS, str(path), ", ".join(named[:_NAMED])))
        outline, lost = outline_of(pdf)
        title = title_of(pdf)
        repairs = _repairs(pdf)
    if lost:
        notices.append(Notice(WarningCode.OUTLINE, str(path), str(lost)))
    if repairs:
        notices.append(Notice(WarningCode.REPAIRED, str(path), str(count)))
    return Contents(frames, tuple(notices), outline, title)


def _repairs(pdf: pikepdf.Pdf) -> str:
    """The first thing that had to be repaired to open the file; empty where nothing had."""
    try:
        return str(next(iter(pdf.get_warnings()), ""))
    except UnicodeDecodeError:
        return "names that are no text"


def _document_notices(pdf: pikepdf.Pdf, path: Path) -> Iterator[Notice]:
    names: Any = pdf.Root.get("/Names", {})
    opens: Any = pdf.Root.get("/OpenAction", {})
    acts = isinstance(opens, pikepdf.Dictionary) and opens.get("/S") == "/JavaScript"
    named = isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names
    if acts or named or "/AA" in pdf.Root:
        yield Notice(WarningCode.SCRIPT, str(path))
    if pdf.is_encrypted and not (pdf.allow.extract and pdf.allow.print_highres):
        yield Notice(WarningCode.RESTRICTED, str(path))


def _size_notices(frames: Sequence[Frame], path: Path, limits: Limits) -> Iterator[Notice]:
    for frame in frames:
        factor = check_size(path, frame.width, frame.height, limits, bits=int(frame.mode == "1"))
        if factor > 1:
            yield enormous.notice(path, factor, frame.width, frame.height, page=frame.index + 1)


def _page_notices(pdf: pikepdf.Pdf, path: Path) -> Iterator[Notice]:
    blank = [str(number) for number, page in enumerate(pdf.pages, 1) if "/Contents" not in page.obj]
    if blank:
        yield Notice(WarningCode.BLANK_PAGE, str(path), ", ".join(blank[:20]))
    for number, page in enumerate(pdf.pages, 1):
        strange = {filter_of(part) for part in content_parts(page)} & _PICTURE_FILTERS
        if strange:
            yield Notice(WarningCode.DECODER, str(path), f"{number}: /Contents {sorted(strange)[0]}")


def _check_pictures(page: pikepdf.Page, path: Path, limits: Limits) -> None:
    """Refuse a page with a picture beyond the limit: a renderer would leave it out and say nothing.

    Raises:
        BadFile: too large, or a bomb.
    """
    try:
        resources: Any = page.obj.get("/Resources", {})
        pictures = [value for _, value in resources.get("/XObject", {}).items() if value.get("/Subtype") == "/Image"]
        sizes = [(int(value.get("/Width", 1)), int(value.get("/Height", 1)), _is_bilevel(value)) for value in pictures]
    except (AttributeError, TypeError, ValueError):
        return  # broken resources: the renderer draws what there is
    for width, height, one_bit in sizes:
        check_size(path, max(width, 1), max(height, 1), limits, bits=int(one_bit))


def _is_bilevel(image: Any) -> bool:
    return int(image.get("/BitsPerComponent", 0)) == 1 or bool(image.get("/ImageMask", False))


def _frame(page: pikepdf.Page, path: Path, index: int, label: str, limits: Limits) -> Frame:
    _check_pictures(page, path, limits)
    look = look_at(page)
    picture = look.picture
    if picture is not None:
        size = (picture.width, picture.height)
        return Frame(index, *size, picture.dpi, _mode_of(picture.image), label, picture.orientation, embedded=True)
    across, down = _page_inches(page)
    dpi = _possible_dpi(_wanted_dpi(look, limits), across, down, limits)
    return Frame(index, drawn_pixels(across * dpi), drawn_pixels(down * dpi), round(dpi, 2), "RGB", label)


def _wanted_dpi(look: Look, limits: Limits) -> float:
    """The resolution of the page's pictures; type and lines among them want at least that of a fair scan."""
    return max(look.dpi, float(limits.render_dpi)) if look.drawn or not look.dpi else look.dpi


def _mode_of(image: pikepdf.Object) -> str:
    if int(image.get("/BitsPerComponent", 8)) == 1:
        return "1"
    space = str(image.get("/ColorSpace", "")) if not isinstance(image.get("/ColorSpace"), pikepdf.Array) else ""
    return {"/DeviceGray": "L", "/DeviceCMYK": "CMYK"}.get(space, "RGB")


def _page_inches(page: pikepdf.Page) -> tuple[float, float]:
    try:
        left, bottom, right, top = visible_box(page)
        unit = float(page.obj.get("/UserUnit", 1)) / 72
        turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    except (ValueError, TypeError, AttributeError):
        return 8.27, 11.69  # the reader's own fallback is of this order; the renderer will tell
    across, down = max((right - left) * unit, 1 / 72), max((top - bottom) * unit, 1 / 72)
    return (down, across) if turned else (across, down)


def _possible_dpi(wanted: float, across: float, down: float, limits: Limits) -> float:
    """At most the resolution wanted, so that the page does not grow beyond measure."""
    room = min(_MAX_RENDERED, limits.max_pixels)
    return float(min(wanted, (room / (across * down)) ** 0.5, limits.max_side / max(across, down)))


def decode(path: Path, frame: int, password: str, limits: Limits) -> Raster:
    """The pixels of a page: of its one picture as it lies in the file, else drawn.

    Raises:
        BadFile: what is wrong.
    """
    with _opened(path, password) as pdf:
        page = _page(pdf, path, frame)
        look = look_at(page)
        if look.picture is not None:
            raster = _decode_picture(look.picture, path, limits)
            if raster is not None:
                # What is packed in the manner of pictures tells of damage when it is decoded.
                checked = look.picture.filter in _PLAIN_FILTERS | {"/CCITTFaxDecode"}
                return replace(raster, lost=int(checked and not is_whole(look.picture.image)))
        lost = flaws_of(page)
        across, down = _page_inches(page)
        wanted = _wanted_dpi(look, limits)
        dpi = _possible_dpi(wanted, across, down, limits)
        unit = float(page.obj.get("/UserUnit", 1))
        completed = complete(pdf, page)
        faced = fonts.give_faces(pdf, page)
        whole = not completed.changed and not faced and not _repairs(pdf)
        source, opens = (path, password) if whole else (_saved(pdf), "")
    try:
        pixels = draw(source, frame, opens, dpi * unit, completed.words)
    except pypdfium2.PdfiumError as error:
        raise _broken(path, error) from error
    smaller = dpi < 0.99 * wanted
    notices = (Notice(WarningCode.RENDERED_SMALLER, str(path), f"{dpi:.0f} dpi"),) if smaller else ()
    return Raster(pixels, round(dpi, 2), False, 1, notices, lost)


def _page(pdf: pikepdf.Pdf, path: Path, frame: int) -> pikepdf.Page:
    if not 0 <= frame < len(pdf.pages):
        raise BadFile(Code.NO_SUCH_PAGE, path, str(frame + 1))
    return pdf.pages[frame]


def _decode_picture(picture: PageImage, path: Path, limits: Limits) -> Raster | None:
    factor = check_size(path, picture.width, picture.height, limits, bits=int(_is_bilevel(picture.image)))
    if factor > 1:
        return _reduced(picture, path, factor, limits)
    _check_whole(picture, path)
    try:
        image, data = _opened_picture(picture, path)
    except MemoryError:
        raise
    except Exception:  # damaged data and forms the library does not know: the renderer may do better
        return None
    if (image.width, image.height) != (picture.width, picture.height) or image.mode not in _GREY_OR_RGB:
        return None
    if picture.filter == "/JPXDecode" and bits_of(picture.image.read_raw_bytes()) > 8:
        return None
    with image:
        check_size(path, image.width, image.height, limits)
        allow_time(image.width, image.height, limits)
        try:
            decoded = samples(path, image, data) if data is not None else None
            pixels, converted, notices = to_pixels(image, path, icc=_profile_of(picture.image), decoded=decoded)
        except (BadFile, MemoryError):
            raise
        except Exception as error:
            raise damaged(path, error) from error
    return Raster(upright(pixels, picture.orientation), picture.dpi, converted, picture.orientation, notices)


def _reduced(picture: PageImage, path: Path, factor: int, limits: Limits) -> Raster | None:
    """The picture of one bit a pixel in grey of a smaller size; None where the renderer has to draw it."""
    width, height = picture.width, picture.height
    allow_time(width, height, limits, bits=1)
    try:
        if picture.filter == "/CCITTFaxDecode":
            stream = io.BytesIO()
            pikepdf.PdfImage(picture.image).extract_to(stream=stream)
            pixels = enormous.reduced(stream.getvalue(), factor)
        elif picture.filter in _PLAIN_FILTERS and picture.image.get("/ColorSpace") == "/DeviceGray":
            pixels = enormous.reduced_samples(picture.image.read_bytes(), width, height, factor)
        else:
            return None
    except (OSError, ValueError, pikepdf.PdfError):  # damaged data: the renderer may do better
        return None
    told = (enormous.notice(path, factor, width, height),)
    dpi = round(picture.dpi / factor, 2)
    return Raster(upright(pixels, picture.orientation), dpi, False, picture.orientation, told)


def _check_whole(picture: PageImage, path: Path) -> None:
    """Refuse plain samples that end before the picture does: a decoder would fill the rest with one colour.

    Raises:
        BadFile: cut short, with the number of rows that are there, or damaged.
    """
    if picture.filter not in _PLAIN_FILTERS:
        return
    bits = int(picture.image.get("/BitsPerComponent", 8)) * components_of(picture.image)
    try:
        there = len(picture.image.read_bytes()) // max(1, -(-picture.width * bits // 8))
    except pikepdf.PdfError as error:
        raise _broken(path, error) from error
    if there < picture.height:
        detail = f"{there} of {picture.height} rows are there"
        raise BadFile(Code.TRUNCATED, path, detail, readable_rows=there, rows=picture.height)


def _opened_picture(picture: PageImage, path: Path) -> tuple[Image.Image, bytes | None]:
    """The picture, and the bytes of a JPEG."""
    kind = _KINDS.get(picture.filter)
    found = pikepdf.PdfImage(picture.image)
    if kind is None:
        return found.as_pil_image(), None
    stream = io.BytesIO()
    found.extract_to(stream=stream)
    stream.seek(0)
    return open_image(stream, kind, path), stream.getvalue() if kind is Kind.JPEG else None


def _profile_of(image: pikepdf.Stream) -> bytes | None:
    space = image.get("/ColorSpace")
    if isinstance(space, pikepdf.Array) and str(space[0]) == "/ICCBased":
        return bytes(space[1].read_bytes())
    return None


def _saved(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, encryption=False)
    return stream.getvalue()


def extract(path: Path, frame: int, out: Path, password: str) -> Path | None:
    """Write the page's one picture as it lies in the file to ``out`` (suffix added); None where it is not one.

    JPEG and JPEG 2000 keep their bytes, CCITT data get a TIFF head, raw samples become lossless PNG or TIFF.
    """
    with _opened(path, password) as pdf:
        picture = look_at(_page(pdf, path, frame)).picture
        if picture is None:
            return None
        stream = io.BytesIO()
        try:
            suffix = pikepdf.PdfImage(picture.image).extract_to(stream=stream)
        except Exception:  # JBIG2 needs a decoder of its own; the PDF itself stays the master
            return None
    if suffix not in _SUFFIXES:
        return None
    target = out.with_name(out.name + suffix)
    target.write_bytes(stream.getvalue())
    return target


def unlock(path: Path, out: Path, password: str) -> None:
    """Write a copy that opens without a password; every stream keeps its bytes, and the same file gives the same copy.

    Raises:
        BadFile: the password does not fit, or the file is damaged.
    """
    with _opened(path, password) as pdf:
        kept = pikepdf.StreamDecodeLevel.none
        pdf.save(out, encryption=False, deterministic_id=True, compress_streams=False, stream_decode_level=kept)
