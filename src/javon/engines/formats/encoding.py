"""Which letters the bytes of a text file from outside mean."""

from __future__ import annotations

import re

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: Once turned into UTF-8 an XML file must not say any more that it is something else.
_STATED = re.compile(r"\A(<\?xml[^>]*?)\s+encoding=[\"'][^\"']*[\"']")


def in_utf8(data: bytes) -> bytes:
    """The bytes without their mark; what is marked as UTF-16 in UTF-8.  Nothing else is changed.

    Raises:
        ValueError: it is marked as UTF-16 and is not.
    """
    if data.startswith(_UTF16_MARKS):
        return _STATED.sub(r"\1", data.decode("utf-16")).encode()
    return data.removeprefix(_UTF8_MARK)


def text_of(data: bytes) -> str:
    """The text of bytes without a mark: UTF-8, else Windows-1251, as tables are saved on Cyrillic Windows.

    Raises:
        ValueError: it is neither.
    """
    try:
        return data.decode()
    except UnicodeDecodeError:
        try:
            return data.decode("cp1251")
        except UnicodeDecodeError as error:
            raise ValueError("the text is neither UTF-8 nor Windows-1251; save it as UTF-8") from error
