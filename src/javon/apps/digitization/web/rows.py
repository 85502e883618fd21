"""Pages as the quality grid takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse

from javon.apps.catalog.enums import RecordLanguage
from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.pages import grid_rows
from javon.apps.digitization.queries.reasons import failure_words, flag_places, flag_words
from javon.base import clock

#: A change that was being written while the list was read must not be missed: so much is told twice.
OVERLAP = timedelta(seconds=5)
#: Languages by name; of a page in none of them nothing is said.
SPOKEN = {code: name for code, name in RecordLanguage.choices if code != RecordLanguage.UNKNOWN}
#: Milliseconds; figures of a year that no calendar has are no revision.
REVISION = re.compile("[0-9]{1,14}")


def moment_of(revision: str) -> datetime | None:
    """The moment behind a list's revision; None for anything else."""
    return datetime.fromtimestamp(int(revision) / 1000, tz=UTC) if REVISION.fullmatch(revision) else None


def present_revision() -> int:
    """What the next question gives as ``since``, in milliseconds."""
    return int((clock.now() - OVERLAP).timestamp() * 1000)


def shown_rows(object: DigitalObject, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of ``queries.pages.grid_rows`` with words and addresses."""
    base = reverse("digitization:quality", args=[object.identifier])
    return [_shown(base, row) for row in rows]


def shown_page(page: Page) -> dict[str, Any]:
    """One page of the grid as it stands now."""
    return shown_rows(page.object, grid_rows(page.object, key=page.key))[0]


def _shown(base: str, row: dict[str, Any]) -> dict[str, Any]:
    failed = row["status"] == PageStatus.FAILED
    error = failure_words(row["error_code"], row["error"], row["source__name"]) if failed else ""
    version = row["revision"] if row["folder"] else 0
    kept = ("key", "label", "position", "status", "verdict", "language", "width", "height", "blank", "excluded")
    return {
        **{name: row[name] for name in kept},
        "spoken": str(SPOKEN.get(row["language"], "")),
        "inverted": row["overrides__polarity"] is not None,
        "half": row["recipe__split__part"] is not None,
        "reasons": [error] if failed else flag_words(row["flags"]),
        "places": flag_places(row["flags"], row["width"], row["height"]),
        "confidence": round(row["confidence"], 3),
        "reviewed": row["reviewed_at"] is not None,
        "error": error,
        "version": version,
        "thumb": f"{base}{row['key']}/thumb.jpg?v={version}",
        "url": f"{base}{row['key']}/",
    }
