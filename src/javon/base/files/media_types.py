"""The media type of a file, told by its first bytes; its name only decides where bytes cannot."""

from __future__ import annotations

import mimetypes

#: How much of a file ``sniff`` wants to see.
HEAD_BYTES = 1024

_SIGNATURES = (
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),  # BigTIFF
    (b"MM\x00+", "image/tiff"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/j2c"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),  # an empty archive
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"<?xml", "application/xml"),
)
#: Where a PDF's mark may stand (ISO 32000-1, implementation note 13).
_PDF_WINDOW = 1024
#: Types that the first bytes would always have shown: a name that claims them is not believed.
_NEEDS_SIGNATURE = frozenset(kind for _, kind in _SIGNATURES) | {"application/pdf", "image/webp"}


def sniff(head: bytes, name: str) -> str:
    """The media type by ``head`` (the first bytes), else by ``name``, else "application/octet-stream"."""
    if not head:
        return "application/x-empty"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if b"%PDF-" in head[:_PDF_WINDOW]:
        return "application/pdf"
    guess = mimetypes.guess_type(name)[0]
    if guess and guess not in _NEEDS_SIGNATURE:
        return guess
    return "application/octet-stream"
