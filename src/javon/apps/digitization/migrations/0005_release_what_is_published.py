"""What readers see today becomes the released state of every published object: nothing changes for them.

The index shows the same state already, so it stays as it is.  Files of the whole book that are up to date get a second
name in the release; where they are not, a job that makes them waits already and makes those of the release too.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import migrations

RECORD = (
    "title", "creators", "publisher", "place", "date", "year", "language", "kind", "subjects", "description", "rights",
    "identifiers", "marc",
)
COMMON = (
    "key", "position", "label", "excluded", "blank", "folder", "width", "height", "dpi", "language", "script",
    "pictures", "has_background", "frame", "part", "source_id",
)
STATE = (
    "label_fixed", "scan_width", "scan_height", "status", "overrides", "error_code", "error", "verdict", "flags",
    "measurements", "recipe", "seconds", "confidence", "number", "engine",
)
FILES = ("book.txt", "book.pdf", "book.epub", "alto.zip", "book.hocr.html")
ROWS_AT_ONCE = 200


def release_published(apps: Any, _schema_editor: Any) -> None:
    """A release for every published object."""
    published = apps.get_model("digitization", "DigitalObject").objects.filter(status="published", release=None)
    for object in published.select_related("record").iterator(chunk_size=100):
        _release(apps, object)


def _release(apps: Any, object: Any) -> None:
    def model(name: str) -> Any:
        return apps.get_model("digitization", name).objects

    pages = model("Page").filter(object=object).order_by("position", "pk")
    counted = Counter(
        pages.filter(excluded=False).exclude(language__in=["", "und"]).values_list("language", flat=True)
    )
    entries = model("ContentsEntry").filter(object=object).order_by("position")
    release = model("Release").create(
        object=object,
        number=1,
        revision=object.revision,
        record_values={name: getattr(object.record, name) for name in RECORD},
        contents=[list(row) for row in entries.values_list("level", "title", "page__key", "origin")],
        language=counted.most_common(1)[0][0] if counted else "und",
        released_by_id=object.published_by_id,
        created_at=object.published_at or object.changed_at,
        shown_at=object.published_at or object.changed_at,
    )
    texts = {
        (page, version): key
        for page, version, key in model("PageText").filter(page__object=object).values_list("page_id", "version", "pk")
    }
    rows = apps.get_model("digitization", "ReleasedPage")
    rows.objects.bulk_create(
        (
            rows(
                release=release,
                page=page,
                text_id=texts.get((page.pk, page.text_version)),
                state={name: getattr(page, name) for name in STATE},
                **{name: getattr(page, name) for name in COMMON},
            )
            for page in pages.iterator(chunk_size=ROWS_AT_ONCE)
        ),
        batch_size=ROWS_AT_ONCE,
    )
    model("DigitalObject").filter(pk=object.pk).update(release=release)
    if object.assembled_revision >= object.revision:
        folder = Path(settings.JAVON_DERIVATIVES) / object.identifier
        _link(folder, folder / "releases" / release.place)


def _link(source: Path, target: Path) -> None:
    """A file that cannot be linked is made anew by the next job that makes the files of the book."""
    with suppress(OSError):
        target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        with suppress(OSError):
            os.link(source / name, target / name)


class Migration(migrations.Migration):
    """Data only: PostgreSQL changes no table that has rows waiting to be checked."""

    dependencies = [
        ("digitization", "0004_releases"),
    ]

    operations = [
        migrations.RunPython(release_published, migrations.RunPython.noop),
    ]
