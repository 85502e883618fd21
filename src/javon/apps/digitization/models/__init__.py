"""Tables of digitization."""

from javon.apps.digitization.models.archive import ArchiveDamage, ArchivedObject, ArchiveRound
from javon.apps.digitization.models.contents import ContentsEntry
from javon.apps.digitization.models.object import DigitalObject
from javon.apps.digitization.models.page import Page
from javon.apps.digitization.models.release import Release, ReleasedPage
from javon.apps.digitization.models.source import SourceFile
from javon.apps.digitization.models.text import PageText
from javon.apps.digitization.models.upload import Upload

__all__ = [
    "ArchiveDamage",
    "ArchiveRound",
    "ArchivedObject",
    "ContentsEntry",
    "DigitalObject",
    "Page",
    "PageText",
    "Release",
    "ReleasedPage",
    "SourceFile",
    "Upload",
]
