"""Content-addressed storage: every file that ever came in, once, under its SHA-512, and never overwritten."""

from typing import TYPE_CHECKING

from javon.base.db.lazy import lazy_names

if TYPE_CHECKING:
    from javon.base.files.errors import (
        FileStoreError,
        NoPermissionError,
        NoSpaceError,
        SourceUnreadableError,
        StoreDamagedError,
    )
    from javon.base.files.models import StoredFile
    from javon.base.files.store import content_restore, file_store

__all__ = [
    "FileStoreError",
    "NoPermissionError",
    "NoSpaceError",
    "SourceUnreadableError",
    "StoreDamagedError",
    "StoredFile",
    "content_restore",
    "file_store",
]
__getattr__ = lazy_names(
    __name__,
    {
        "FileStoreError": "errors",
        "NoPermissionError": "errors",
        "NoSpaceError": "errors",
        "SourceUnreadableError": "errors",
        "StoreDamagedError": "errors",
        "StoredFile": "models",
        "content_restore": "store",
        "file_store": "store",
    },
)
