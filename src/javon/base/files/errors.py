"""Why a file could not be stored, in words a person can act on.  In every case nothing half-written is left."""

from __future__ import annotations

from javon.base.db.said import gettext as _


class FileStoreError(Exception):
    """A file could not be stored; the text names the file and says what to do."""


class SourceUnreadableError(FileStoreError):
    """The file to be stored cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(_("“%(name)s” faylini oʻqib boʻlmadi: %(reason)s.") % {"name": name, "reason": reason})


class NoSpaceError(FileStoreError):
    """The disk of the store is full."""

    def __init__(self, name: str) -> None:
        super().__init__(_("“%(name)s” uchun diskda joy yetmadi. Joy boʻshating va qayta urining.") % {"name": name})


class NoPermissionError(FileStoreError):
    """The program may not write into the store."""

    def __init__(self, name: str, folder: str) -> None:
        values = {"name": name, "folder": folder}
        super().__init__(_("“%(name)s” saqlanmadi: %(folder)s papkasiga yozish huquqi yoʻq.") % values)


class StoreDamagedError(FileStoreError):
    """What stands in the store under this checksum is not what was stored."""

    def __init__(self, name: str, path: str) -> None:
        values = {"name": name, "path": path}
        super().__init__(_("“%(name)s” ilgari saqlangan, lekin arxivdagi nusxasi buzilgan: %(path)s.") % values)
