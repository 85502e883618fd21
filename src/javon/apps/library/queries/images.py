"""Finds the picture behind a name of the image server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from javon.apps.digitization.queries.pages import page_by_key


@dataclass(frozen=True, slots=True)
class PageImage:
    """The access copy of a page.  ``version`` changes when the page is made anew; ``public``: anybody may see it."""

    path: Path
    version: str
    public: bool


def page_image(image_id: str) -> PageImage | None:
    """The picture named ``<identifier>~<key>``, or None where there is none (yet)."""
    identifier, tilde, key = image_id.partition("~")
    if not tilde:
        return None
    page = page_by_key(identifier, key)
    if page is None or not page.folder:
        return None
    return PageImage(
        path=page.path("access.tif"),
        version=f"{page.pk}-{page.folder}",
        public=page.object.is_published and not page.excluded,
    )
