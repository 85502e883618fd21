"""The sRGB profile of the output intent, as ICC version 2, the newest that PDF/A-1 allows.

Little CMS, which Pillow would call, writes version 4 profiles; so the few tags are laid out here.  Values:
IEC 61966-2-1 primaries adapted to D50 by Bradford, layout ICC.1:2001-04.
"""

from __future__ import annotations

import struct
from functools import cache

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_CURVE_POINTS = 1024


@cache
def srgb_profile() -> bytes:
    """A display profile of the sRGB colour space, about 2.6 kB."""
    curve = _curve()
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(values) for name, values in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _profile(tags)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    """Header, tag table, data; equal tags share their data."""
    at = 128 + 4 + 12 * len(tags)
    table, data, seen = b"", b"", dict[bytes, int]()
    for name, value in tags.items():
        if value not in seen:
            seen[value] = at + len(data)
            data += value + b"\0" * (-len(value) % 4)
        table += struct.pack(">4sII", name, seen[value], len(value))
    size = at + len(data)
    return _header(size) + struct.pack(">I", len(tags)) + table + data


def _header(size: int) -> bytes:
    created = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    rest = b"acsp" + b"\0" * 28 + _fixed(*_D50)
    return (head + created + rest).ljust(128, b"\0")


def _curve() -> bytes:
    """The sRGB transfer curve as a table of 16-bit values."""
    values = []
    for index in range(_CURVE_POINTS):
        x = index / (_CURVE_POINTS - 1)
        y = x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4
        values.append(round(y * 65535))
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *values)


def _description(text: str) -> bytes:
    ascii_text = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + b"\0" * (8 + 3 + 67)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
