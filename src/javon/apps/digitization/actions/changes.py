"""Files given again after they changed: rescans under the old name, renamed files, copies of a page that is there.

A person who changes a folder and gives the same command expects: what is new comes to its place by number, a new scan
takes the place of the old one (whose master is kept), one picture is one page whatever its name, and no page goes
because its file is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import transaction
from django.db.models import Max, QuerySet

from javon.apps.digitization.actions.object import subject_of
from javon.apps.digitization.actions.taking import Contents, RefusedError, contents_of, source_fill
from javon.apps.digitization.enums import PageStatus, SourceStatus, TextKind
from javon.apps.digitization.models import DigitalObject, Page, PageText, SourceFile
from javon.apps.digitization.queries.reasons import same_words
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.engines.tools.causes import cause

Tell = Callable[[str], None]


def changed_take(*, source: SourceFile, by: User | None, passwords: Sequence[str], tell: Tell) -> None:
    """Take a stored file in again that looks changed on disk.

    The same bytes: nothing happens.  Other bytes: they become a source of their own, its pages are scanned anew, the
    old master is kept.  A file that is no page: the old page stays, and the person is told, until the file is mended.

    Raises:
        NoRoomError: the disk is full.
    """
    try:
        if _digest(source.given_path) == source.stored_id:
            stat = source.given_path.stat()
            source.status, source.mtime_ns = SourceStatus.STORED, stat.st_mtime_ns
            source.save(update_fields=["status", "mtime_ns"])
            return
        contents = contents_of(path=source.given_path, name=source.name, by=by, passwords=passwords)
    except (OSError, RefusedError) as error:
        reason = error.reason if isinstance(error, RefusedError) else f"{source.name}: {_(cause(error))}"
        SourceFile.objects.filter(pk=source.pk).update(status=SourceStatus.STORED)
        tell(_("%(reason)s Avvalgi skan va uning sahifasi oʻz joyida qoldi.") % {"reason": reason})
        return
    _replaced(source, contents, by, tell)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


@transaction.atomic
def _replaced(old: SourceFile, contents: Contents, by: User | None, tell: Tell) -> SourceFile:
    """Put the new contents in the place of the old: a new source row, the same pages."""
    stat = old.given_path.stat()
    numbers = SourceFile.objects.filter(object=old.object_id)
    new = SourceFile(
        object=old.object,
        position=(numbers.aggregate(last=Max("position"))["last"] or 0) + 1,
        place=old.place,
        path=old.path,
        name=old.name,
        mtime_ns=stat.st_mtime_ns,
    )
    old.status = SourceStatus.REPLACED
    old.save(update_fields=["status"])
    new = source_fill(new, contents, by)
    pages = list(Page.objects.select_related("object").filter(object=old.object, source=old, part=0).order_by("frame"))
    corrected = PageText.objects.filter(page__in=pages, kind=TextKind.CORRECTED).exists()
    for page in pages:
        if page.frame < new.frames:
            page_rescan(page, new, page.frame)
    details = {
        "file": new.name,
        "sha512": new.stored_id,
        "before": old.stored_id,
        "pages": [page.key for page in pages if page.frame < new.frames],
    }
    journal(action="digitization.source_replace", subject=subject_of(old.object), by=by, details=details)
    tell(_("%(name)s: skan oʻzgargan, sahifa yangisidan oʻqildi. Avvalgi skan saqlanadi.") % {"name": new.name})
    if new.status == SourceStatus.LOCKED:
        tell(_("%(name)s: yangi fayl parol bilan yopilgan, avvalgi sahifalari qoldi.") % {"name": new.name})
    elif len(pages) > new.frames:
        count = len(pages) - new.frames
        tell(
            _("%(name)s: %(count)s ta sahifasi yangi faylda yoʻq, ular saqlandi.") % {"name": new.name, "count": count}
        )
    if corrected:
        tell(_("%(name)s: tuzatilgan matni avvalgi variant sifatida saqlandi.") % {"name": new.name})
    return new


def page_rescan(page: Page, source: SourceFile, frame: int) -> None:
    """Let the page be made from another scan (called inside a transaction).

    The second half of a double page goes along, out of the book until the new scan turns out to have one too.
    """
    halves = Page.objects.filter(object=page.object_id, source=page.source_id, frame=page.frame, part=1)
    halves.update(source=source, frame=frame, excluded=True, changed_at=clock.now())
    page.source, page.frame, page.overrides, page.recipe = source, frame, {}, {}
    page.scan_width, page.scan_height = source.sizes[frame]
    page.run, page.status = page.run + 1, PageStatus.WAITING
    page.reviewed_by = page.reviewed_at = None
    page.save()


@transaction.atomic
def known_picture(*, source: SourceFile, tell: Tell) -> SourceFile:
    """Recognize a newly given file whose very bytes are a page of the object already.

    Where the file of that page is gone, this is the same file under a new name; else it is a copy and makes no page.
    """
    twin = _twin(source)
    if twin is None:
        return source
    if twin.place or twin.given_path.exists():
        source.status, source.code, source.detail = SourceStatus.SAME, SourceStatus.SAME.value, twin.name
        source.reason = said.keep(same_words(source))
        source.save(update_fields=["status", "code", "detail", "reason"])
        return source
    tell(
        _("%(name)s: bu %(old)s faylining oʻzi, nomi oʻzgargan. Sahifa oʻz joyida qoldi.")
        % {"name": source.name, "old": twin.name}
    )
    path, name, place, mtime_ns = source.path, source.name, source.place, source.mtime_ns
    source.delete()
    twin.path, twin.name, twin.place, twin.mtime_ns = path, name, place, mtime_ns
    twin.save(update_fields=["path", "name", "place", "mtime_ns"])
    Page.objects.filter(source=twin).update(changed_at=clock.now())
    return twin


def _twin(source: SourceFile) -> SourceFile | None:
    if source.status != SourceStatus.STORED:
        return None
    others = SourceFile.objects.filter(object=source.object_id, stored=source.stored_id, status=SourceStatus.STORED)
    return others.exclude(pk=source.pk).filter(pages__isnull=False).order_by("-place", "position").first()


def sources_arrange(*, object: DigitalObject, order: Sequence[tuple[str, str]]) -> None:
    """Write down the place of every file among those given now, named by path and name (in a transaction)."""
    places = {key: place for place, key in enumerate(order, start=1)}
    changed = []
    for source in _present(object):
        place = places.get((source.path, source.name), 0)
        if source.place != place:
            source.place = place
            changed.append(source)
    SourceFile.objects.bulk_update(changed, ["place"], batch_size=500)


def _present(object: DigitalObject) -> QuerySet[SourceFile]:
    return SourceFile.objects.filter(object=object).exclude(status=SourceStatus.REPLACED)
