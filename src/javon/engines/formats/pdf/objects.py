"""A PDF file written object by object, never held in memory whole (ISO 32000-1 section 7, version 1.4).

pikepdf keeps every stream until it saves; a book of 2,000 pages is written here in the memory of one page, with the
classic cross-reference table that PDF/A-1 asks for and the same bytes for the same input.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import IO, TypeAlias

from javon.engines.formats.xml import clean

#: ISO 19005-1 6.1.2: a comment of four bytes above 127 marks the file as binary.
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


class Name(str):
    """A PDF name such as ``/Type``, written without its slash."""

    __slots__ = ()


class Ref(int):
    """A reference to the object of that number."""

    __slots__ = ()


Value: TypeAlias = "Name | Ref | str | bool | int | float | bytes | list[Value] | dict[str, Value]"


def encode(value: Value) -> bytes:
    """One PDF value.  ``str`` becomes a text string, ``bytes`` a hexadecimal string."""
    match value:
        case Name():
            return b"/" + _escape_name(value)
        case Ref():
            return b"%d 0 R" % int(value)
        case bool():
            return b"true" if value else b"false"
        case int() | float():
            return number(value)
        case str():
            return _text_string(value)
        case bytes():
            return b"<" + value.hex().encode() + b">"
        case list():
            return b"[" + b" ".join(encode(item) for item in value) + b"]"
        case dict():
            return b"<<" + b"".join(b"/" + key.encode() + b" " + encode(item) for key, item in value.items()) + b">>"


def number(value: float) -> bytes:
    """A number with at most four digits behind the point and no exponent."""
    return f"{value:.4f}".rstrip("0").rstrip(".").encode() if isinstance(value, float) else b"%d" % value


def _escape_name(name: str) -> bytes:
    return "".join(char if char.isalnum() and char.isascii() else f"#{ord(char):02x}" for char in name).encode()


def _text_string(text: str) -> bytes:
    if text.isascii() and text.isprintable():
        return b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() + b")"
    return b"<feff" + clean(text).encode("utf-16-be").hex().encode() + b">"


class PdfFile:
    """The objects of one file in the order they are written; ``finish`` writes the table and the trailer."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._at = 0
        self._offsets: list[int] = [0]
        self._digest = hashlib.sha256()
        self._write(_HEADER)

    def reserve(self) -> Ref:
        """A number for an object that is written later."""
        self._offsets.append(0)
        return Ref(len(self._offsets) - 1)

    def put(self, value: Value, ref: Ref | None = None) -> Ref:
        """Write an object, under a reserved number if one is given."""
        return self._object(encode(value), ref)

    def stream(self, entries: dict[str, Value], data: bytes, ref: Ref | None = None, *, deflate: bool = False) -> Ref:
        """Write a stream object; ``deflate`` compresses it here."""
        if deflate:
            data = zlib.compress(data, 9)
            entries = {**entries, "Filter": Name("FlateDecode")}
        head = encode({**entries, "Length": len(data)})
        return self._object(b"%s\nstream\n%s\nendstream" % (head, data), ref)

    def finish(self, *, root: Ref, info: Ref) -> None:
        """Write the cross-reference table and the trailer; the file identifier is the digest of what was written."""
        start = self._at
        rows = [b"%010d 00000 n \n" % offset for offset in self._offsets[1:]]
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets) + b"".join(rows))
        identifier = self._digest.digest()[:16]
        trailer: dict[str, Value] = {
            "Size": len(self._offsets),
            "Root": root,
            "Info": info,
            "ID": [identifier, identifier],
        }
        self._write(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (encode(trailer), start))

    def _object(self, body: bytes, ref: Ref | None) -> Ref:
        ref = self.reserve() if ref is None else ref
        self._offsets[ref] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (int(ref), body))
        return ref

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)
