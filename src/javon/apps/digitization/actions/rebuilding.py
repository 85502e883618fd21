"""Everything back from the preservation store alone: rows, masters, text; then derivatives and files anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import transaction

from javon.apps.catalog.actions import record_restore
from javon.apps.digitization.actions.archive_copies import read_digest
from javon.apps.digitization.actions.freezing import release_freeze
from javon.apps.digitization.actions.object import remake, subject_of
from javon.apps.digitization.actions.preservation import OBJECT, PAGE, RELEASE
from javon.apps.digitization.actions.processing import available_cores, page_task
from javon.apps.digitization.enums import ObjectStatus, PageStatus
from javon.apps.digitization.errors import AssemblyError
from javon.apps.digitization.models import (
    ContentsEntry,
    DigitalObject,
    Page,
    PageText,
    Release,
    ReleasedPage,
    SourceFile,
)
from javon.apps.digitization.models.release import COMMON, state_of
from javon.apps.digitization.models.text import pack_json
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.lost import images_of, released_pictures
from javon.apps.digitization.queries.package import (
    CONTENTS_FIELDS,
    OBJECT_FIELDS,
    OBJECT_LATER,
    OBJECT_PEOPLE,
    OBJECT_TIMES,
    PAGE_FIELDS,
    PAGE_TIMES,
    RELEASE_FIELDS,
    RELEASE_LATER,
    RELEASE_TIMES,
    SOURCE_FIELDS,
    time_of,
)
from javon.apps.digitization.queries.pages import with_sources
from javon.apps.people.actions.user import user_restore
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import record as journal
from javon.base.files import StoredFile, file_store
from javon.base.files.models import path_of
from javon.base.jobs import enqueue
from javon.engines.formats import OcflError, OcflMissingError, OcflRoot
from javon.engines.pipeline import PageFailed, PageTask, run_pages


@dataclass(frozen=True, slots=True)
class Counted:
    """How much there is of an object."""

    objects: int = 0
    pages: int = 0
    texts: int = 0
    masters: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.objects + other.objects,
            self.pages + other.pages,
            self.texts + other.texts,
            self.masters + other.masters,
        )


def preserved_identifiers() -> list[str]:
    """Every object in the store."""
    return list(preservation_root().objects())


def preserved_count(identifier: str) -> Counted:
    """What the store holds of an object."""
    values, pages = _read(preservation_root(), identifier)
    masters = {source["sha512"] for source in values["sources"] if source["sha512"]}
    return Counted(1, len(pages), sum(len(page["texts"]) for page in pages), len(masters))


def restored_count(identifier: str) -> Counted:
    """What the database and the file store hold of it."""
    object = DigitalObject.objects.filter(identifier=identifier).first()
    if object is None:
        return Counted()
    sums = set(SourceFile.objects.filter(object=object, stored__isnull=False).values_list("stored_id", flat=True))
    present = sum(1 for stored in StoredFile.objects.filter(pk__in=sums) if stored.path.exists())
    texts = PageText.objects.filter(page__object=object).count()
    return Counted(1, object.pages.count(), texts, present)


def object_restore(*, identifier: str) -> DigitalObject:
    """Bring one object back; an object that is there already is left alone.

    Every byte is compared with the store's inventory before anything is written: damage does not come back silently.

    Raises:
        OcflError: the store does not hold it whole.
    """
    known = DigitalObject.objects.filter(identifier=identifier).first()
    if known is not None:
        return known
    root = preservation_root()
    values, pages = _read(root, identifier)
    # All are found whole before the first is stored: of a damaged object nothing comes back.
    files = {
        source[digest]: (_file(root, identifier, source[name]), source["name"])
        for source in values["sources"]
        for digest, name in (("sha512", "file"), ("unlocked_sha512", "unlocked_file"))
        if source.get(digest)
    }
    stored = {digest: file_store(path, name=name) for digest, (path, name) in files.items()}
    with transaction.atomic():
        object = _object(identifier, values)
        sources = {source["position"]: _source(object, source, stored) for source in values["sources"]}
        restored = {page["key"]: _page(object, page, sources[page["source"]]) for page in pages}
        _contents(object, values.get("contents", []), restored)
        if values["status"] == ObjectStatus.PUBLISHED:
            _released(object, _read_release(root, identifier), restored, sources)
        journal(
            action="digitization.object_restore", subject=subject_of(object), by=None, details={"pages": len(pages)}
        )
        remake(object)
        if object.pages.filter(status=PageStatus.WAITING, excluded=False).exists():
            enqueue("digitization.process_object", unique=f"process:{object.pk}", object_id=object.pk)
    return object


def _read(root: OcflRoot, identifier: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    values = json.loads(root.whole(identifier, OBJECT).read_bytes())
    prefix, suffix = PAGE.split("{key}")
    names = [name for name in root.state(identifier) if name.startswith(prefix) and name.endswith(suffix)]
    pages = [json.loads(root.whole(identifier, name).read_bytes()) for name in names]
    return values, sorted(pages, key=lambda page: page["position"])


def _read_release(root: OcflRoot, identifier: str) -> dict[str, Any] | None:
    """What readers saw; None in packages that were made before releases were kept."""
    if RELEASE not in root.state(identifier):
        return None
    values: dict[str, Any] = json.loads(root.whole(identifier, RELEASE).read_bytes())
    return values


def _file(root: OcflRoot, identifier: str, name: str) -> Path:
    """A file of the newest version, or of an older one where it is not in that any more."""
    for version in reversed(root.versions(identifier)):
        try:
            return root.whole(identifier, name, version.number)
        except OcflMissingError:
            continue
        except OcflError:
            # The other copy may be there, and true, where only the database was lost.
            master = path_of(version.state[name])
            if read_digest(master) != version.state[name]:
                raise
            return master
    raise OcflMissingError(f"{identifier}: no file {name}")


def _person(name: str) -> User | None:
    return user_restore(username=name) if name else None


def _object(identifier: str, values: dict[str, Any]) -> DigitalObject:
    record = record_restore(**_record_values(values["record"]))
    fields = {name: values[name] for name in OBJECT_FIELDS}
    fields |= {name: values[name] for name in OBJECT_LATER if name in values}
    times = {name: time_of(values[name]) for name in OBJECT_TIMES}
    people = {name: _person(values[name]) for name in OBJECT_PEOPLE}
    if fields["status"] == ObjectStatus.PUBLISHED:  # until its release stands
        fields["status"] = ObjectStatus.ACCEPTED
    object = DigitalObject(record=record, preserved_revision=values["revision"], **fields, **people)
    for name, moment in times.items():
        setattr(object, name, moment)
    object.save(force_insert=True)
    return object


def _record_values(values: dict[str, Any]) -> dict[str, Any]:
    """Packages made before the times and the person were kept have none of them."""
    people_and_times = {
        "created_by": _person(values.get("created_by", "")),
        "created_at": time_of(values.get("created_at", "")),
        "changed_at": time_of(values.get("changed_at", "")),
    }
    return {**values, **people_and_times}


def _source(object: DigitalObject, values: dict[str, Any], stored: dict[str, StoredFile]) -> SourceFile:
    fields = {name: values[name] for name in SOURCE_FIELDS if name in values}
    return SourceFile.objects.create(
        object=object,
        stored=stored.get(values["sha512"]),
        unlocked=stored.get(values.get("unlocked_sha512", "")),
        stored_at=time_of(values["stored_at"]),
        **fields,
    )


def _page(object: DigitalObject, values: dict[str, Any], source: SourceFile) -> Page:
    fields = {name: values[name] for name in PAGE_FIELDS}
    page = Page(object=object, source=source, reviewed_by=_person(values["reviewed_by"]), **fields)
    for name in PAGE_TIMES:
        setattr(page, name, time_of(values[name]))
    page.save(force_insert=True)
    for text in values["texts"]:
        PageText.objects.create(
            page=page,
            version=text["version"],
            kind=text["kind"],
            packed=pack_json(text["page"]),
            created_by=_person(text["created_by"]),
            created_at=time_of(text["created_at"]) or clock.now(),
        )
    return page


def _contents(object: DigitalObject, entries: list[dict[str, Any]], pages: dict[str, Page]) -> None:
    """Packages made before contents were kept have none."""
    ContentsEntry.objects.bulk_create(
        ContentsEntry(object=object, page=pages[entry["page"]], **{name: entry[name] for name in CONTENTS_FIELDS})
        for entry in entries
    )


def _released(
    object: DigitalObject, values: dict[str, Any] | None, pages: dict[str, Page], sources: dict[int, SourceFile]
) -> None:
    """Give readers back what they saw; of an older package that is the state in which it was put in."""
    if values is None:
        release = release_freeze(object=object, by=object.published_by)
        release.shown_at = object.published_at
    else:
        release = Release(object=object, released_by=_person(values["released_by"]))
        for name in (*RELEASE_FIELDS, *(name for name in RELEASE_LATER if name in values)):
            setattr(release, name, values[name])
        for name in RELEASE_TIMES:
            setattr(release, name, time_of(values[name]))
        release.save(force_insert=True)
        texts = {
            (page, version): pk
            for page, version, pk in PageText.objects.filter(page__object=object).values_list(
                "page_id", "version", "pk"
            )
        }
        ReleasedPage.objects.bulk_create(
            (_released_page(release, page, pages, sources, texts) for page in values["pages"]), batch_size=200
        )
    release.shown_at = release.shown_at or clock.now()
    release.save()
    object.status, object.release = ObjectStatus.PUBLISHED, release
    object.save(update_fields=["status", "release"])


def _released_page(
    release: Release,
    values: dict[str, Any],
    pages: dict[str, Page],
    sources: dict[int, SourceFile],
    texts: dict[tuple[int, int], int],
) -> ReleasedPage:
    page = pages[values["key"]]
    return ReleasedPage(
        release=release,
        page=page,
        source=sources[values["source"]],
        text_id=texts.get((page.pk, values["text_version"])),
        state=state_of(values),
        **{name: values[name] for name in COMMON},
    )


def derivatives_remake(
    *, object: DigitalObject, workers: int | None = None, on_page: Callable[[], None] | None = None
) -> int:
    """Make the images of every page again from its master and its recipe, without reading it; gives their number.

    Raises:
        AssemblyError: some could not be made; the message names the pages, all others have their images.
    """
    tasks, failed = list(_image_tasks(object)), []
    for outcome in run_pages(tasks, workers=workers or available_cores()):
        if isinstance(outcome, PageFailed):
            failed.append(f"{outcome.task.key}: {outcome.message}")
        if on_page is not None:
            on_page()
    if failed:
        raise AssemblyError("; ".join(failed))
    return len(tasks)


def _image_tasks(object: DigitalObject) -> Iterator[PageTask]:
    pages = Page.objects.filter(object=object, status=PageStatus.DONE).exclude(folder="")
    now = with_sources(pages).select_related("object").order_by("position")
    for page in chain(now, released_pictures(object)):
        if all(page.path(name).exists() for name in images_of(page)):
            continue  # a rebuild that was killed may have left only some of them
        task = page_task(page)
        steps = {**page.recipe, "read": {"off": True}}
        out_dir = object.folder.joinpath(*page.folder.split("/")[:-1])
        yield replace(task, out_dir=out_dir, options=replace(task.options, steps=steps))
