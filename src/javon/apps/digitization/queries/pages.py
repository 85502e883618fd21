"""Pages of an object, light lists and the words on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.engines.page import Page as PageModel

TEXTS_AT_ONCE = 50
#: What the quality grid needs of a page: everything small, nothing large.
GRID_FIELDS = (
    "key",
    "label",
    "position",
    "status",
    "verdict",
    "flags",
    "confidence",
    "language",
    "width",
    "height",
    "blank",
    "excluded",
    "revision",
    "folder",
    "reviewed_at",
    "error",
    "error_code",
    "source__name",
    "recipe__split__part",
    "overrides__polarity",
)


def pages_of(object: DigitalObject) -> QuerySet[Page]:
    """The pages of the book in order, without those taken out; ``page.object`` is at hand."""
    return all_pages_of(object).filter(excluded=False)


def all_pages_of(object: DigitalObject) -> QuerySet[Page]:
    """All pages in order, those taken out as well."""
    return Page.objects.filter(object=object).select_related("object").order_by("position", "pk")


def with_sources(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Bring the given file of every page along, without its lists of all its pages.

    With them, the pages of one PDF would hold as many lists as there are pages, each as long: 8 GB for 10,000 pages.
    """
    lists = [f"source__{name}" for name in ("sizes", "labels", "outline", "notices")]
    return pages.select_related("source__stored", "source__unlocked").defer(*lists)


def page_by_key(identifier: str, key: str) -> Page | None:
    """A page with its object, record and source file, or None."""
    return (
        Page.objects.select_related("object__record", "source__stored", "source__unlocked", "reviewed_by")
        .filter(object__identifier=identifier, key=key)
        .first()
    )


def page_by_pk(pk: int) -> Page | None:
    """A page with its object and stored source file, or None."""
    return Page.objects.select_related("object", "source__stored", "source__unlocked").filter(pk=pk).first()


def page_model(page: Page) -> PageModel | None:
    """The page's newest text as the engines see it, or None where nothing was read yet."""
    text = PageText.objects.filter(page=page, version=page.text_version).first()
    return text.page_model if text else None


def newest_texts(pages: Sequence[Page]) -> Iterator[PageText]:
    """The newest text of every page in order, one at a time.  Every page must have one."""
    for start in range(0, len(pages), TEXTS_AT_ONCE):
        some = pages[start : start + TEXTS_AT_ONCE]
        wanted = PageText.objects.filter(page__in=[page.pk for page in some], version=F("page__text_version"))
        found = {text.page_id: text for text in wanted}
        yield from (found[page.pk] for page in some)


def text_versions(page: Page) -> QuerySet[PageText]:
    """All versions of a page's text, newest first, without their bulk."""
    return PageText.objects.filter(page=page).defer("packed").select_related("created_by").order_by("-version")


def text_version(page: Page, version: int) -> PageText | None:
    """One version of a page's text, or None."""
    return PageText.objects.filter(page=page, version=version).first()


def fits_picture(page: Page, text: PageText) -> bool:
    """Whether the boxes of this version belong to the picture that the page has now: it was made with it or later."""
    return page.processed_at is None or text.created_at >= page.processed_at


def grid_rows(object: DigitalObject, *, since: datetime | None = None, key: str = "") -> list[dict[str, Any]]:
    """One light row a page for the quality grid: one query whatever the number of pages.

    ``since``: only rows that changed after this moment; ``key``: only this page.
    """
    rows = Page.objects.filter(object=object).order_by("position", "pk")
    if since is not None:
        rows = rows.filter(changed_at__gt=since)
    if key:
        rows = rows.filter(key=key)
    return list(rows.values(*GRID_FIELDS))


def pages_to_process(object: DigitalObject) -> QuerySet[Page]:
    """Pages that wait for the pipeline, in order."""
    waiting = Page.objects.filter(object=object, status=PageStatus.WAITING, excluded=False)
    return with_sources(waiting).select_related("object").order_by("position", "pk")


def pages_flagged(object: DigitalObject) -> QuerySet[Page]:
    """Pages that a person should look at, and pages that failed."""
    return pages_of(object).filter(Q(verdict__in=["look", "rescan"]) | Q(status=PageStatus.FAILED))


def main_language(object: DigitalObject) -> str:
    """The language of most of the read pages (``uz-Latn``), ``und`` where nothing was read."""
    found = Page.objects.filter(object=object, excluded=False).exclude(language__in=["", "und"])
    counted = Counter(found.values_list("language", flat=True))
    return counted.most_common(1)[0][0] if counted else "und"


def neighbours(page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after this one in the book."""
    book = Page.objects.filter(object_id=page.object_id, excluded=False).only("key", "label", "position")
    before = book.filter(position__lt=page.position).order_by("-position").first()
    after = book.filter(position__gt=page.position).order_by("position").first()
    return before, after
