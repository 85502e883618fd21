"""A draft dropped: the work goes back to what readers see.  Nothing that was typed is lost, versions stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from javon.apps.catalog.actions import record_update
from javon.apps.digitization import policies
from javon.apps.digitization.actions.freezing import forget_pictures
from javon.apps.digitization.actions.object import subject_of, touch, touch_same_record
from javon.apps.digitization.actions.release import held_published
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.models import ContentsEntry, DigitalObject, Page, PageText, Release, ReleasedPage
from javon.apps.digitization.models.release import COMMON, STATE, state_of
from javon.apps.digitization.queries.drafts import Differences, differences, newest_release
from javon.apps.digitization.queries.pages import all_pages_of
from javon.base import clock
from javon.base.audit import record as journal

if TYPE_CHECKING:
    from javon.apps.people.models import User

#: Pages changed by one statement.
ROWS_AT_ONCE = 100
_FIELDS = [name for name in COMMON if name != "key"]


@transaction.atomic
def draft_drop(*, object: DigitalObject, by: User | None, seen: int | None = None) -> DigitalObject:
    """Make the work again what was released last; a second time changes nothing.

    Pages that came later, or could not be read before, go out of the book, their scans are kept; a text that goes
    back becomes a new version, so that the dropped one can still be brought back; work of the pipeline that is under
    way is not taken any more.  ``seen`` is the revision that the person looked at.

    Raises:
        NotAllowedError: the person may not publish.
        WrongStateError: the object is not published, or has changed since it was looked at.
    """
    require(policies.can_publish, by)
    object = held_published(object, seen)
    release = newest_release(object)
    changes = differences(object, release)
    if release.revision == object.revision and not _at_work(object):
        return object
    folders = _pages_back(object, release, by)
    _contents_back(object, release)
    _record_back(object, release, changes, by)
    touch(object)
    release.revision = object.revision
    release.save(update_fields=["revision"])
    forget_pictures(object, folders)
    details = {"release": release.number, **changes.details()}
    journal(action="digitization.draft_drop", subject=subject_of(object), by=by, details=details)
    return object


def _at_work(object: DigitalObject) -> bool:
    """Whether pages are given to the pipeline anew: their results would be changes."""
    return Page.objects.filter(object=object, status="waiting", excluded=False).exists()


def _pages_back(object: DigitalObject, release: Release, by: User | None) -> set[str]:
    """Set every page as it was released; gives the folders of pictures that were shown of the draft."""
    released = {page.page_id: page for page in release.all_pages().select_related("text")}
    pages = list(all_pages_of(object))
    folders = {page.folder for page in pages}
    last = max((page.position for page in released.values()), default=0)
    for place, page in enumerate((page for page in pages if page.pk not in released), start=last + 1):
        page.position, page.excluded, page.run, page.changed_at = place, True, page.run + 1, clock.now()
    later = [page for page in pages if page.pk not in released]
    back = [(page, released[page.pk]) for page in pages if page.pk in released]
    unread = [(page, old) for page, old in back if page.folder and not old.folder]
    changed = [(page, old) for page, old in back if (old.folder or not page.folder) and _differs(page, old)]
    # Where one page was moved, all behind it stand elsewhere: their places go back in a few statements.
    moved = [page for page, old in back if page.position != old.position]
    for page, old in back:
        page.position, page.changed_at = old.position, clock.now()
    _take_out(unread)
    later += [page for page, _old in unread]
    Page.objects.bulk_update([*moved, *later], ["position", "excluded", "run", "changed_at"], batch_size=ROWS_AT_ONCE)
    for page, old in changed:  # before the texts: one that is older than its picture does not fit it
        _page_back(page, old)
    _texts_back([pair for pair in changed if _text_differs(*pair)], by)
    for page, _old in changed:
        page.save(update_fields=[*_FIELDS, *STATE, "source", "run", "processed_at", "text_version", "revision"])
    return folders


def _take_out(pairs: Sequence[tuple[Page, ReleasedPage]]) -> None:
    """Pages that were read for the first time since: readers never saw them, and what was read is not thrown away.

    They stand in the release as they are now, out of the book, which shows readers what it showed: nothing.
    """
    newest = PageText.objects.filter(page__in=[page for page, _old in pairs], version=F("page__text_version"))
    texts: dict[int, int] = dict(newest.order_by().values_list("page_id", "pk"))
    for page, old in pairs:
        page.excluded, page.run = True, page.run + 1
        for name in COMMON:
            setattr(old, name, getattr(page, name))
        old.source_id, old.text_id, old.state = page.source_id, texts.get(page.pk), state_of(vars(page))
    fields = [*_FIELDS, "source", "text", "state"]
    ReleasedPage.objects.bulk_update([old for _page, old in pairs], fields, batch_size=ROWS_AT_ONCE)


def _differs(page: Page, old: ReleasedPage) -> bool:
    """Whether anything of the page but its place is not as it was released."""
    values = {name: getattr(old, name) for name in _FIELDS if name != "position"} | old.state
    same = all(getattr(page, name) == value for name, value in values.items())
    return not same or page.source_id != old.source_id or _text_differs(page, old)


def _text_differs(page: Page, old: ReleasedPage) -> bool:
    return old.text is not None and old.text.version != page.text_version


def _texts_back(pairs: Sequence[tuple[Page, ReleasedPage]], by: User | None) -> None:
    """The released text as the newest version; the release goes on with that one, which says the same."""
    copies = []
    for page, old in pairs:
        assert old.text is not None
        page.text_version += 1
        copy = PageText(page=page, version=page.text_version, kind=old.text.kind, packed=old.text.packed, created_by=by)
        copies.append(copy)
    made = PageText.objects.bulk_create(copies, batch_size=ROWS_AT_ONCE)
    for (_page, old), copy in zip(pairs, made, strict=True):
        old.text = copy
    ReleasedPage.objects.bulk_update([old for _page, old in pairs], ["text"], batch_size=ROWS_AT_ONCE)


def _page_back(page: Page, old: ReleasedPage) -> None:
    values = {name: getattr(old, name) for name in _FIELDS} | old.state
    if page.folder != old.folder:
        page.processed_at = clock.now()  # versions of the dropped picture do not fit the one that is back
    if page.status != old.state["status"] or page.folder != old.folder or page.overrides != old.state["overrides"]:
        page.run += 1  # a result that still comes is of a run that nobody waits for
    page.source_id = old.source_id
    page.revision = page.object.revision + 1
    for name, value in values.items():
        setattr(page, name, value)


def _contents_back(object: DigitalObject, release: Release) -> None:
    pages = dict(Page.objects.filter(object=object).values_list("key", "pk"))
    ContentsEntry.objects.filter(object=object).delete()
    ContentsEntry.objects.bulk_create(
        ContentsEntry(object=object, position=place, level=level, title=title, page_id=pages[page], origin=origin)
        for place, (level, title, page, origin) in enumerate(release.contents, start=1)
    )
    if object.without_contents != release.without_contents:
        object.without_contents = release.without_contents
        object.save(update_fields=["without_contents"])


def _record_back(object: DigitalObject, release: Release, changes: Differences, by: User | None) -> None:
    if changes.record:
        object.record = record_update(record=object.record, by=by, **{one.name: one.old for one in changes.record})
        touch_same_record(object)
