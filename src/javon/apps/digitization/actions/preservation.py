"""The preservation copy: one OCFL object, a new version for every change.

Names inside the package (``docs/operator/preservation.md`` describes them for a reader of 2126)::

    object.json              the object, its record, the files that were given
    release.json             of a published object: what readers see; all else is the work as it stands, drafts and all
    record.marcxml           the record as MARC 21
    history.jsonl            what was done to it, one line a deed; METS tells the same as PREMIS events
    mets.xml                 the package for other people's programs, with what was done to it
    masters/<number>-<name>  the untouched files
    unlocked/<number>-<name> of an encrypted PDF the copy that opens without a password: nobody has to know it later
    pages/<key>/page.json    the page: place, label, recipe, verdict, every version of its text
    pages/<key>/alto.xml     its newest text with its places
    pages/<key>/premis.xml   what was done to it, by whom or what, with which parameters
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from javon.apps.digitization.actions.archive_copies import contents_lost, masters_lost, written_anew
from javon.apps.digitization.models import ArchivedObject, DigitalObject, Page, PageText, SourceFile
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.documents import document_of, document_page
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.events import Deed, object_deeds, object_events, page_events
from javon.apps.digitization.queries.package import object_values, page_values, release_values, source_values
from javon.apps.digitization.queries.pages import all_pages_of, with_sources
from javon.base import clock
from javon.engines.formats import (
    FileObject,
    Known,
    MetsFile,
    MetsReference,
    OcflBusyError,
    OcflError,
    OcflFullError,
    OcflRoot,
    Second,
    metadata_to_marcxml,
    premis_xml,
    write_alto,
    write_mets,
)
from javon.engines.formats.ocfl.staging import digest_of

OBJECT, METS, RECORD, HISTORY = "object.json", "mets.xml", "record.marcxml", "history.jsonl"
RELEASE = "release.json"
PAGE, ALTO, PREMIS = "pages/{key}/page.json", "pages/{key}/alto.xml", "pages/{key}/premis.xml"
_UNSAFE = re.compile(r"[^\w.\-]+")
_NAME_LENGTH = 80
#: A change that was being written while the copy was made must be in the next one: so much is written twice.
OVERLAP = timedelta(minutes=5)


@dataclass(slots=True)
class _Package:
    """What is put together for one version; ``kept`` are the files of the version before."""

    folder: Path
    kept: Mapping[str, Known]
    since: datetime | None
    #: Checksums of contents that no copy can show any more: the new version does not speak for them.
    lost: frozenset[str]
    files: dict[str, Path | bytes | Known] = field(default_factory=dict)
    listed: list[MetsFile] = field(default_factory=list)
    references: list[MetsReference] = field(default_factory=list)

    def write(self, name: str, data: bytes) -> None:
        """Put a file in by way of the disk: a book of 2,000 pages must not stand in memory."""
        path = self.folder / name.replace("/", "~")
        path.write_bytes(data)
        self.files[name] = path

    def keep(self, page: Page) -> bool:
        """Take the files of an unchanged page from the version before; False when there are none."""
        names = [PAGE.format(key=page.key), ALTO.format(key=page.key), PREMIS.format(key=page.key)]
        changed = self.since is None or page.changed_at > self.since
        if changed or not all(name in self.kept for name in names):
            return False
        self.files |= {name: self.kept[name] for name in names}
        return True


def object_preserve(*, object: DigitalObject) -> int:
    """Put the object as it stands into the preservation store; gives the number of its newest version there.

    Masters, text, recipe, record, METS and PREMIS go in; what can be made from them does not.  The same state twice
    makes no new version.  What the store holds already is read first (``contents_lost``): a version speaks for no file
    whose bytes were not seen.
    """
    people = ("record__created_by", "created_by", "accepted_by", "published_by", "release__released_by")
    object = DigitalObject.objects.select_related(*people).get(pk=object.pk)
    root, start = preservation_root(), clock.now()
    try:
        version = _write(root, object, start, deep=False)
    except (OcflFullError, OcflBusyError):
        raise
    except OcflError:
        # A master is not what was stored: it is named, and the version made without it.
        version = _write(root, object, start, deep=True)
    DigitalObject.objects.filter(pk=object.pk).update(preserved_revision=object.revision, preserved_at=start - OVERLAP)
    if version == 1:
        ArchivedObject.objects.update_or_create(pk=object.identifier, defaults={"read_at": start})
    return version


def _write(root: OcflRoot, object: DigitalObject, start: datetime, *, deep: bool) -> int:
    name = object.identifier
    lost = contents_lost(root=root, identifier=name) | masters_lost(root=root, identifier=name, deep=deep)
    with _workbench(object) as folder:
        package = _Package(folder, _kept(root, object, lost), _since(object.preserved_at, start), lost)
        _fill(package, object)
        written_anew(root=root, identifier=name, files=package.files, lost=lost)
        return root.put(
            name,
            package.files,
            message=_message(object, lost),
            user=str(object.created_by or "Javon"),
            created=object.changed_at,
            link=True,
            second=Second(settings.JAVON_SECOND_COPY),
        )


@contextmanager
def _workbench(object: DigitalObject) -> Iterator[Path]:
    """A folder of this writer's own for the files of one package, gone afterwards.

    The command line and the worker may pack the same object at once: with one folder for both, each deleted the
    other's files.
    """
    object.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".package-", dir=object.folder))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _since(preserved_at: datetime | None, start: datetime) -> datetime | None:
    """Since when pages must have changed to be written anew; None for all of them.

    Where the copy before was made later than now, somebody has set the clock right, and no page's time can be trusted.
    """
    if preserved_at is None or start < preserved_at + OVERLAP:
        return None
    return preserved_at


def _message(object: DigitalObject, lost: frozenset[str]) -> str:
    text = f"revision {object.revision}"
    if object.released is not None:
        text += f", release {object.released.number} to readers"
    return f"{text}; not whole: {len(lost)} files are damaged in every copy" if lost else text


def _kept(root: OcflRoot, object: DigitalObject, lost: frozenset[str]) -> dict[str, Known]:
    if object.identifier not in root:
        return {}
    state = root.state(object.identifier)
    whole = {
        name: Known(root.get(object.identifier, name), digest) for name, digest in state.items() if digest not in lost
    }
    return whole if HISTORY in whole else {**whole, **_older_history(root, object.identifier, lost)}


def _older_history(root: OcflRoot, identifier: str, lost: frozenset[str]) -> dict[str, Known]:
    """The newest history that is still whole: after a rebuild the journal knows nothing of what stands there."""
    for version in reversed(root.versions(identifier)):
        digest = version.state.get(HISTORY, "")
        if digest and digest not in lost:
            return {HISTORY: Known(root.get(identifier, HISTORY, version.number), digest)}
    return {}


def _fill(package: _Package, object: DigitalObject) -> None:
    rows = SourceFile.objects.filter(object=object).select_related("stored", "unlocked")
    sources = list(rows.order_by("position", "pk"))
    for source in sources:
        _add_master(package, source)
    pages = with_sources(all_pages_of(object)).select_related("object", "reviewed_by")
    for order, page in enumerate(pages, start=1):
        if not package.keep(page):
            _add_page(package, page, order)
        _list_page(package, page)
    document = document_of(edition_now(object))
    deeds = object_deeds(object, _deeds_before(package))
    package.write(HISTORY, "".join(json.dumps(deed, ensure_ascii=False) + "\n" for deed in deeds).encode())
    events, agents = object_events(deeds)
    package.write(
        METS,
        write_mets(
            document,
            package.listed,
            created=object.changed_at,
            events=events,
            agents=agents,
            premis=package.references,
        ),
    )
    package.write(RECORD, metadata_to_marcxml(document.metadata, object.identifier))
    given = [
        {**source_values(source), "file": master_name(source), "unlocked_file": unlocked_name(source)}
        for source in sources
    ]
    package.write(OBJECT, _json({**object_values(object), "sources": given}))
    if object.released is not None:
        package.write(RELEASE, _json(release_values(object.released)))


def _deeds_before(package: _Package) -> list[Deed]:
    """What the version before tells of the object's history."""
    kept = package.kept.get(HISTORY)
    return [json.loads(line) for line in kept.path.read_bytes().splitlines()] if kept is not None else []


def master_name(source: SourceFile) -> str:
    """Where a master lies in the package: its number and a name that every file system takes; "" when refused."""
    return "" if source.stored_id is None else f"masters/{_numbered(source)}"


def unlocked_name(source: SourceFile) -> str:
    """Where the unlocked copy of an encrypted master lies; "" when there is none."""
    return "" if source.unlocked_id is None else f"unlocked/{_numbered(source)}"


def _numbered(source: SourceFile) -> str:
    name = _UNSAFE.sub("_", Path(source.name).name)[-_NAME_LENGTH:] or "file"
    return f"{source.position:05d}-{name}"


def _add_master(package: _Package, source: SourceFile) -> None:
    for group, stored, name in (
        ("MASTER", source.stored, master_name(source)),
        ("ACCESS", source.unlocked, unlocked_name(source)),
    ):
        if stored is not None and stored.sha512 not in package.lost:
            package.files[name] = Known(stored.path, stored.sha512)
            package.listed.append(MetsFile(group, name, stored.media_type, size=stored.size, sha512=stored.sha512))


def _add_page(package: _Package, page: Page, order: int) -> None:
    """The page's own files; one that was not processed yet has no text."""
    texts = list(PageText.objects.filter(page=page).select_related("created_by").order_by("version"))
    package.write(PAGE.format(key=page.key), _json(page_values(page, texts)))
    if not texts:
        return
    item = document_page(page, texts[-1].page_model, page.source)
    alto = write_alto(
        item.page,
        file_name=f"{page.key}.tif",
        order=order,
        identifier=page.object.identifier,
        created=page.processed_at,
    )
    package.write(ALTO.format(key=page.key), alto)
    package.write(PREMIS.format(key=page.key), _premis(page, texts, alto))


def _premis(page: Page, texts: list[PageText], alto: bytes) -> bytes:
    source, text = master_name(page.source), ALTO.format(key=page.key)
    files = [FileObject(text, digest_of(alto), len(alto), "application/xml", derived_from=source)]
    if page.source.stored is not None:
        stored = page.source.stored
        files.insert(0, FileObject(source, stored.sha512, stored.size, stored.media_type, page.source.name))
    events, agents = page_events(page, texts, source, text)
    return premis_xml(f"{page.object.identifier}~{page.key}", files, events, agents)


def _list_page(package: _Package, page: Page) -> None:
    """Tell METS of the page's text and history; a page taken out of the book is not in its structure."""
    name, history = ALTO.format(key=page.key), PREMIS.format(key=page.key)
    if name not in package.files or page.excluded:
        return
    content = package.files[name]
    path = content.path if isinstance(content, Known) else content
    assert isinstance(path, Path)
    size, digest = path.stat().st_size, digest_of(content)
    package.listed.append(MetsFile("ALTO", name, "application/xml", page=page.key, size=size, sha512=digest))
    package.references.append(MetsReference(page.key, history, digest_of(package.files[history])))


def _json(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
