"""The contents of an object as they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from javon.apps.digitization.models import ContentsEntry, DigitalObject
from javon.engines.page import ContentsEntry as ContentsModel


def contents_of(object: DigitalObject) -> QuerySet[ContentsEntry]:
    """The entries in order with their pages; none where the headings on the pages are the contents."""
    return ContentsEntry.objects.filter(object=object).select_related("page").order_by("position")


def document_contents(object: DigitalObject, pages: Sequence[int]) -> tuple[ContentsModel, ...]:
    """The entries as the formats see them; ``pages`` are the primary keys of its pages, in order.

    An entry whose page was taken out of the book, or has no text yet, is not shown.
    """
    places = {key: index for index, key in enumerate(pages)}
    return tuple(
        ContentsModel(entry.title, entry.level, places[entry.page_id])
        for entry in ContentsEntry.objects.filter(object=object).order_by("position")
        if entry.page_id in places
    )
