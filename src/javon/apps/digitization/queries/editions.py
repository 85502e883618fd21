"""The two faces of an object: the work as it stands now, and what readers see of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.models import Page, PageText, Release, ReleasedPage
from javon.apps.digitization.queries.pages import main_language, pages_of

if TYPE_CHECKING:
    from javon.apps.catalog.models import Record
    from javon.apps.digitization.models import DigitalObject


@dataclass(frozen=True, slots=True)
class Edition:
    """An object in the state in which somebody looks at it: of a release, or (``release`` None) as it stands now."""

    object: DigitalObject
    release: Release | None = None

    @property
    def name(self) -> str:
        """Another one for every state: what is made from an edition is kept under it."""
        if self.release is None:
            return f"{self.object.identifier}:{self.object.revision}"
        return f"{self.object.identifier}:release-{self.release.number}"

    @property
    def record(self) -> Record:
        """The record."""
        return self.object.record if self.release is None else self.release.record

    @property
    def without_contents(self) -> bool:
        """Whether the book is said to have no contents, whatever headings it has."""
        return self.object.without_contents if self.release is None else self.release.without_contents

    def pages(self) -> QuerySet[Page] | QuerySet[ReleasedPage]:
        """The pages of the book in order, without those taken out."""
        if self.release is None:
            return pages_of(self.object)
        return self.release.shown_pages()

    def texts(self) -> QuerySet[PageText]:
        """The text of every page of the book, in no order."""
        if self.release is None:
            return PageText.objects.filter(
                page__object=self.object, page__excluded=False, version=F("page__text_version")
            ).order_by()
        return PageText.objects.filter(released__release=self.release, released__excluded=False).order_by()

    def language(self) -> str:
        """The language of most pages, ``und`` where nothing was read."""
        return main_language(self.object) if self.release is None else self.release.language


def edition_now(object: DigitalObject) -> Edition:
    """The work as it stands now, with what was not released yet: for staff at their work, and for nobody else."""
    return Edition(object)


def edition_shown(object: DigitalObject) -> Edition:
    """What the library shows: the last release; of an object that is closed to readers, the work as it stands now."""
    return Edition(object, object.released)


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """The access copy of a page.  ``version`` changes when the page is made anew; ``public``: anybody may see it."""

    path: Path
    version: str
    public: bool


def shown_picture(identifier: str, key: str) -> ShownPicture | None:
    """The picture of a page as the library shows it: of the release that readers see, where it has it; else of the page
    as it stands now, which is for staff only.
    """
    asked = {"release__shown_of__identifier": identifier, "release__shown_of__status": ObjectStatus.PUBLISHED}
    released = ReleasedPage.objects.select_related("release__object").filter(**asked, key=key).first()
    if released is not None:
        return _picture(released, released.page_id, public=not released.excluded)
    page = Page.objects.select_related("object").filter(object__identifier=identifier, key=key).first()
    return None if page is None else _picture(page, page.pk, public=False)


def _picture(page: Page | ReleasedPage, number: int, *, public: bool) -> ShownPicture | None:
    return ShownPicture(page.path("access.tif"), f"{number}-{page.folder}", public) if page.folder else None
