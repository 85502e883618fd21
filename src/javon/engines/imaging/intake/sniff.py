"""What a file is by its first bytes, and whether its name says the same."""

from __future__ import annotations

import re
from pathlib import Path

from javon.engines.imaging.intake.errors import BadFile, Code, WarningCode
from javon.engines.imaging.intake.model import Kind, Notice

#: So many bytes from the start are looked at; PDF readers accept a header within the first kilobyte.
HEAD = 4096

EXTENSIONS: dict[str, Kind] = {
    **dict.fromkeys((".tif", ".tiff"), Kind.TIFF),
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif"), Kind.JPEG),
    **dict.fromkeys((".jp2", ".jpx", ".jpf", ".j2k", ".j2c", ".jpc"), Kind.JP2),
    ".png": Kind.PNG,
    ".webp": Kind.WEBP,
    ".bmp": Kind.BMP,
    ".dib": Kind.BMP,
    ".pdf": Kind.PDF,
}

_MAGIC: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"II[*+]\0|MM\0[*+]"), Kind.TIFF),
    (re.compile(rb"\xff\xd8\xff"), Kind.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (re.compile(rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51"), Kind.JP2),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Kind.WEBP),
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), Kind.BMP),
    (re.compile(rb"%PDF-"), Kind.PDF),
)

#: Kinds that come in by mistake: the name to show, and whether it is a picture.
_OTHERS: tuple[tuple[re.Pattern[bytes], str, bool], ...] = (
    (re.compile(rb"GIF8[79]a"), "GIF", True),
    (re.compile(rb".{4}ftyp(avif|avis)", re.DOTALL), "AVIF", True),
    (re.compile(rb".{4}ftyp(heic|heix|mif1|hevc)", re.DOTALL), "HEIC", True),
    (re.compile(rb"\xff\x0a|\0\0\0\x0cJXL "), "JPEG XL", True),
    (re.compile(rb"AT&TFORM"), "DjVu", True),
    (re.compile(rb"8BPS"), "Photoshop", True),
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), "ZIP", False),
    (re.compile(rb"Rar!"), "RAR", False),
    (re.compile(rb".{257}ustar", re.DOTALL), "tar", False),
    (re.compile(rb"\x1f\x8b"), "gzip", False),
    (re.compile(rb"7z\xbc\xaf"), "7-Zip", False),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "Office 97-2003", False),
    (re.compile(rb"\x7fELF|MZ"), "program", False),
    (re.compile(rb"%!PS"), "PostScript", False),
    (re.compile(rb"\s*<(\?xml|!DOCTYPE|html)", re.IGNORECASE), "XML / HTML", False),
)


def read_head(path: Path) -> bytes:
    """The first bytes of a file.

    Raises:
        BadFile: there is no such file, it is empty, is not a plain file, or may not be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise BadFile(Code.UNSUPPORTED, path, "folder" if path.is_dir() else "not a plain file")
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError as error:
        raise BadFile(Code.MISSING, path) from error
    except PermissionError as error:
        raise BadFile(Code.PERMISSION, path) from error
    except OSError as error:
        raise BadFile(Code.DAMAGED, path, error.strerror or "the disk cannot read it") from error
    if not head:
        raise BadFile(Code.EMPTY, path)
    return head


def kind_of(head: bytes, suffix: str = "") -> Kind | None:
    """The format by content; None where it is none of ours.

    Some scanners and mail programs leave bytes before the picture or the PDF: that is believed only where the name
    says the same, because a tar or a mail with a picture inside is not the picture.
    """
    for pattern, kind in _MAGIC:
        if pattern.match(head):
            return kind
    called = EXTENSIONS.get(suffix.lower())
    return called if called is not None and junk_before(head, called) else None


def junk_before(head: bytes, kind: Kind) -> int:
    """How many foreign bytes stand before a JPEG or PDF."""
    if any(pattern.match(head) for pattern, _, _ in _OTHERS):
        return 0
    if kind is Kind.PDF:
        return max(0, head.find(b"%PDF-", 0, 1024))
    found = re.search(rb"\xff\xd8\xff[\xc0-\xfe]", head) if kind is Kind.JPEG else None
    return found.start() if found else 0


def is_zip(head: bytes) -> bool:
    """Whether the content is a ZIP archive (also one without members)."""
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def sniff(path: Path) -> tuple[Kind, tuple[Notice, ...]]:
    """Tell the format by content; a name that says something else is a warning that names both.

    Raises:
        BadFile: not readable, empty, or none of the formats that are taken.
    """
    head = read_head(path)
    kind = kind_of(head, path.suffix)
    if kind is None:
        raise unsupported(path, head)
    notices = []
    if junk := junk_before(head, kind):
        notices.append(Notice(WarningCode.JUNK_BEFORE, str(path), f"{junk} bytes"))
    suffix = path.suffix.lower()
    if suffix and EXTENSIONS.get(suffix) is not kind:
        notices.append(Notice(WarningCode.WRONG_EXTENSION, str(path), f"{suffix}: {kind.value}"))
    return kind, tuple(notices)


def unsupported(path: Path, head: bytes) -> BadFile:
    """What is said of a file whose first bytes are of none of our formats."""
    for pattern, name, picture in _OTHERS:
        if pattern.match(head):
            return BadFile(Code.UNSUPPORTED_IMAGE if picture else Code.UNSUPPORTED, path, name)
    expected = EXTENSIONS.get(path.suffix.lower())
    if expected:  # called a page image, but the content is not: most often a broken copy
        return BadFile(Code.DAMAGED, path, f"the content is not {expected.value}")
    text = not head.strip(bytes(range(32, 256)) + b"\t\r\n\f")
    return BadFile(Code.UNSUPPORTED, path, "text" if text else "unknown content")
