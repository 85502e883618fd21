"""Finds the picture behind a name of the image server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.models import Page


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
    page = Page.objects.select_related("object").filter(object__identifier=identifier, key=key).first()
    if page is None or not page.folder:
        return None
    return PageImage(
        path=page.path("access.tif"),
        version=f"{page.pk}-{page.folder}",
        public=page.object.status == ObjectStatus.PUBLISHED and not page.excluded,
    )
