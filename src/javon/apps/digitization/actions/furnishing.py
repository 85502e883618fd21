"""Running heads and page numbers in the light of the whole object, before a person sees it."""

from __future__ import annotations

from collections.abc import Iterator, Set

from django.db import transaction

from javon.apps.digitization.enums import BEFORE_REVIEW, PageStatus, TextKind
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.models.text import pack
from javon.apps.digitization.queries.pages import newest_texts, pages_of
from javon.engines.pipeline.across_object import REACH, Furnishing, ends_of, furnish_page, furnishings

#: Pages on either side of a changed one that have a say: more than the reach, for pages without lines count not.
AROUND = 2 * REACH
#: Pages of one transaction: few enough that nobody waits for it, many enough that the disk is not asked for each.
AT_ONCE = 50


def object_furnish(*, object: DigitalObject) -> int:
    """Tell running heads and feet of the newly read pages from their text, and set page numbers right; gives how many
    pages changed.

    A text that a person wrote or brought back is left alone.  Safe to repeat and to stop at any point: a page that is
    as it should be does not change.
    """
    pages = list(pages_of(object).filter(status=PageStatus.DONE).exclude(text_version=0))
    changed = 0
    first = object.status in BEFORE_REVIEW
    new = {page.pk for page in pages if first or page.revision > object.revision}
    for window in _windows(pages, new):
        told = furnishings([ends_of(text.page_model) for text in newest_texts(window)])
        differing = [
            (page, one)
            for page, one in zip(window, told, strict=True)
            if page.pk in new and (one.head or one.foot or one.titles or one.number != (page.number or None))
        ]
        for start in range(0, len(differing), AT_ONCE):
            with transaction.atomic():
                changed += sum(_page_furnish(page, one) for page, one in differing[start : start + AT_ONCE])
    return changed


def _windows(pages: list[Page], new: Set[int]) -> Iterator[list[Page]]:
    """Runs of pages around the new ones; the whole book when all of it is new."""
    near = {
        place
        for index, page in enumerate(pages)
        if page.pk in new
        for place in range(max(0, index - AROUND), min(len(pages), index + AROUND + 1))
    }
    run: list[Page] = []
    for index, page in enumerate(pages):
        if index in near:
            run.append(page)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _page_furnish(page: Page, told: Furnishing) -> bool:
    """Change one page (called inside a transaction)."""
    held = Page.objects.select_for_update().get(pk=page.pk)
    text = PageText.objects.filter(page=held, version=held.text_version).first()
    unchanged = (held.text_version, held.run) == (page.text_version, page.run)
    if text is None or not unchanged or text.kind != TextKind.RECOGNIZED or text.created_by_id is not None:
        return False
    model = text.page_model
    better = furnish_page(model, told)
    if better == model:
        return False
    # The places of lines have moved: a new number of the version keeps whoever has the old one open from writing
    # into the wrong line.
    held.text_version += 1
    held.number = (better.number or "")[:40]
    held.save(update_fields=["text_version", "number"])
    if text.released.exists():  # readers go on with it as it is
        text = PageText(page=held, kind=text.kind, created_at=text.created_at)
    text.version, text.packed = held.text_version, pack(better)
    text.save()
    return True
