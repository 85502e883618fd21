"""Rows as plain values for the preservation store, and back: everything that ``javon rebuild`` needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from javon.apps.catalog.queries.records import record_package
from javon.apps.digitization.models import ContentsEntry, DigitalObject, Page, PageText, Release, SourceFile
from javon.apps.digitization.models.release import COMMON

#: Version of this description.
FORMAT = "javon-object/1"
OBJECT_FIELDS = ("identifier", "status", "profile", "language", "source", "source_key", "fingerprint", "revision")
#: Fields that packages of earlier versions have not.
OBJECT_LATER = ("without_contents",)
OBJECT_TIMES = ("created_at", "processed_at", "accepted_at", "published_at", "changed_at")
OBJECT_PEOPLE = ("created_by", "accepted_by", "published_by")
SOURCE_FIELDS = (
    "position",
    "place",
    "path",
    "name",
    "size",
    "mtime_ns",
    "status",
    "frames",
    "sizes",
    "labels",
    "outline",
    "notices",
    "code",
    "detail",
    "reason",
)
PAGE_FIELDS = (
    "key",
    "position",
    "label",
    "label_fixed",
    "frame",
    "part",
    "scan_width",
    "scan_height",
    "status",
    "run",
    "folder",
    "overrides",
    "error_code",
    "error",
    "verdict",
    "flags",
    "measurements",
    "recipe",
    "seconds",
    "language",
    "script",
    "confidence",
    "number",
    "engine",
    "width",
    "height",
    "dpi",
    "blank",
    "pictures",
    "has_background",
    "excluded",
    "text_version",
    "revision",
)
RELEASE_FORMAT = "javon-release/1"
RELEASE_FIELDS = ("number", "revision", "record_values", "contents", "language")
#: Fields that packages of earlier versions have not.
RELEASE_LATER = ("without_contents",)
RELEASE_TIMES = ("created_at", "shown_at")
CONTENTS_FIELDS = ("position", "level", "title", "origin")
PAGE_TIMES = ("reviewed_at", "processed_at", "created_at")


def object_values(object: DigitalObject) -> dict[str, Any]:
    """The object and its record."""
    return {
        "format": FORMAT,
        **{name: getattr(object, name) for name in (*OBJECT_FIELDS, *OBJECT_LATER)},
        **{name: time_text(getattr(object, name)) for name in OBJECT_TIMES},
        **{name: person_text(getattr(object, name)) for name in OBJECT_PEOPLE},
        "record": record_package(object.record),
        "contents": [
            {**{name: getattr(entry, name) for name in CONTENTS_FIELDS}, "page": entry.page.key}
            for entry in ContentsEntry.objects.filter(object=object).select_related("page").order_by("position")
        ],
    }


def release_values(release: Release) -> dict[str, Any]:
    """What readers see of the object: the record, the contents, and of every page the version of its text.

    Texts are not in it: every version stands in the page's own file.
    """
    return {
        "format": RELEASE_FORMAT,
        **{name: getattr(release, name) for name in (*RELEASE_FIELDS, *RELEASE_LATER)},
        **{name: time_text(getattr(release, name)) for name in RELEASE_TIMES},
        "released_by": person_text(release.released_by),
        "pages": [
            {
                **{name: getattr(page, name) for name in COMMON},
                **page.state,
                "source": page.source.position,
                "text_version": page.text.version if page.text is not None else 0,
            }
            for page in release.all_pages().select_related("source", "text").defer("text__packed").iterator(200)
        ],
    }


def source_values(source: SourceFile) -> dict[str, Any]:
    """One given file."""
    stored = source.stored
    return {
        **{name: getattr(source, name) for name in SOURCE_FIELDS},
        "sha512": stored.sha512 if stored is not None else "",
        "unlocked_sha512": source.unlocked_id or "",
        "stored_at": time_text(source.stored_at),
    }


def page_values(page: Page, texts: Iterable[PageText]) -> dict[str, Any]:
    """One page with every version of its text.  The page must come with its source and reviewer."""
    return {
        **{name: getattr(page, name) for name in PAGE_FIELDS},
        **{name: time_text(getattr(page, name)) for name in PAGE_TIMES},
        "source": page.source.position,
        "reviewed_by": person_text(page.reviewed_by),
        "texts": [
            {
                "version": text.version,
                "kind": text.kind,
                "created_at": time_text(text.created_at),
                "created_by": person_text(text.created_by),
                "page": text.data,
            }
            for text in texts
        ],
    }


def person_text(person: Any) -> str:
    """People are named by the name they log in with; "" for the program itself."""
    return person.get_username() if person is not None else ""


def time_text(moment: datetime | None) -> str:
    """The moment in ISO 8601, or ""."""
    return moment.isoformat() if moment is not None else ""


def time_of(text: str) -> datetime | None:
    """What ``time_text`` wrote."""
    return datetime.fromisoformat(text) if text else None
