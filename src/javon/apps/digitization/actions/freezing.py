"""A state of an object frozen for readers: rows copied inside the caller's transaction, nothing shown yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max

from javon.apps.catalog.queries.records import record_json
from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.errors import WrongStateError
from javon.apps.digitization.models import DigitalObject, Page, PageText, Release, ReleasedPage
from javon.apps.digitization.models.release import COMMON, state_of
from javon.apps.digitization.queries.contents import entries_of
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.pages import all_pages_of, main_language
from javon.base.db.said import gettext as _

if TYPE_CHECKING:
    from javon.apps.people.models import User

#: PostgreSQL and SQLite both take rows of this number in one statement.
ROWS_AT_ONCE = 200


def require_whole(object: DigitalObject) -> None:
    """Refuse an object that readers could not read: without a page, or with pages that are still at work.

    Raises:
        WrongStateError: the sentence says which.
    """
    pages = Page.objects.filter(object=object, excluded=False)
    newer = pages.filter(revision__gt=object.revision).exists()
    if newer or pages.filter(status=PageStatus.WAITING).exists():
        raise WrongStateError(_("Hali ishlov berilmagan sahifalar bor. Ular tayyor boʻlguncha kuting."))
    if not pages.exclude(folder="").exclude(text_version=0).exists():
        raise WrongStateError(_("Kitobda birorta ham tayyor sahifa yoʻq. Avval sahifalarni skanerlang."))


def is_whole(object: DigitalObject) -> bool:
    """Whether ``require_whole`` lets the object pass."""
    try:
        require_whole(object)
    except WrongStateError:
        return False
    return True


def release_freeze(*, object: DigitalObject, by: User | None) -> Release:
    """Copy what readers are to see: pages, the versions of their texts, record, contents.

    ``object`` is held by the caller's transaction and went through ``require_whole``.  A release that still waited for
    its files is forgotten: the new one has all that it had.
    """
    forget_waiting(object)
    last = Release.objects.filter(object=object).aggregate(last=Max("number"))["last"] or 0
    release = Release.objects.create(
        object=object,
        number=last + 1,
        revision=object.revision,
        record_values=record_json(object.record),
        contents=entries_of(edition_now(object)),
        without_contents=object.without_contents,
        language=main_language(object),
        released_by=by,
    )
    newest = PageText.objects.filter(page__object=object, version=F("page__text_version")).order_by()
    texts: dict[int, int] = dict(newest.values_list("page_id", "pk"))
    pages = all_pages_of(object).iterator(chunk_size=ROWS_AT_ONCE)
    rows = [_frozen(release, page, texts.get(page.pk)) for page in pages]
    ReleasedPage.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return release


def _frozen(release: Release, page: Page, text: int | None) -> ReleasedPage:
    values = {name: getattr(page, name) for name in COMMON}
    state = state_of(vars(page))
    return ReleasedPage(release=release, page=page, source_id=page.source_id, text_id=text, state=state, **values)


def forget_waiting(object: DigitalObject) -> None:
    """Forget a release that was decided and not shown yet (inside the caller's transaction)."""
    for release in Release.objects.filter(object=object, shown_at__isnull=True):
        release.object = object
        forget_pages(release)
        release.delete()


def forget_pages(release: Release) -> None:
    """Let go of the pages of a release, and of the pictures and files that nobody else shows."""
    object = release.object
    folders = set(ReleasedPage.objects.filter(release=release).values_list("folder", flat=True))
    ReleasedPage.objects.filter(release=release).delete()
    forget_pictures(object, folders)
    transaction.on_commit(partial(_remove, [release.folder]))


def forget_pictures(object: DigitalObject, folders: Iterable[str]) -> None:
    """Remove those folders of pictures that neither the work as it stands nor a release shows.

    They can be made again from the master and the recipe.
    """
    wanted = set(folders) - {""}
    if not wanted:
        return
    kept = set(Page.objects.filter(object=object, folder__in=wanted).values_list("folder", flat=True))
    released = ReleasedPage.objects.filter(release__object=object, folder__in=wanted)
    kept.update(released.values_list("folder", flat=True))
    paths = [object.folder / folder for folder in sorted(wanted - kept)]
    if paths:
        transaction.on_commit(partial(_remove, paths))


def _remove(paths: list[Path]) -> None:
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
