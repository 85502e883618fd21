"""The preservation copy: one OCFL object, a new version for every change."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from javon.apps.digitization.actions.assembly import alto_files
from javon.apps.digitization.models import DigitalObject, Page, PageText, SourceFile
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.events import object_events, page_events
from javon.apps.digitization.queries.package import object_values, page_values, source_values
from javon.apps.digitization.queries.pages import all_pages_of
from javon.base import clock
from javon.engines.formats.mets import MetsFile, MetsReference, write_mets
from javon.engines.formats.mods import mods_xml
from javon.engines.formats.ocfl import Known, OcflRoot
from javon.engines.formats.premis import FileObject, premis_xml

#: Logical names inside the package.  ``docs/operator/preservation.md`` describes them for a reader of 2126.
OBJECT, METS, MODS = "object.json", "mets.xml", "record.mods.xml"
_UNSAFE = re.compile(r"[^\w.\-]+")

Contents = dict[str, Path | bytes | Known]


def preservation_root() -> OcflRoot:
    """The storage root of this house."""
    path = Path(settings.JAVON_PRESERVATION)
    path.mkdir(parents=True, exist_ok=True)
    return OcflRoot(path)


def object_preserve(*, object: DigitalObject) -> int:
    """Put the object as it stands into the preservation store; gives the number of its newest version there.

    Masters, text, recipe, record, METS and PREMIS go in; what can be made from them does not.  The same state twice
    makes no new version.
    """
    object = DigitalObject.objects.select_related("record", "created_by").get(pk=object.pk)
    revision = object.revision
    with _workbench(object) as bench:
        files = _contents(object, bench)
        version = preservation_root().put(
            object.identifier,
            files,
            message=f"revision {revision}",
            user=str(object.created_by or "Javon"),
            created=clock.now(),
        )
    DigitalObject.objects.filter(pk=object.pk).update(preserved_revision=revision)
    return version


@contextmanager
def _workbench(object: DigitalObject) -> Iterator[Path]:
    """A folder for the files of one package, gone afterwards."""
    folder = object.folder / ".package"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _contents(object: DigitalObject, bench: Path) -> Contents:
    document = document_of(object)
    sources = list(SourceFile.objects.filter(object=object).select_related("stored").order_by("position"))
    files: Contents = {}
    listed: list[MetsFile] = []
    for source in sources:
        if source.stored is not None:
            name = master_name(source)
            files[name] = Known(source.stored.path, source.stored.sha512)
            listed.append(
                MetsFile("MASTER", name, source.stored.media_type, size=source.stored.size, sha512=source.stored.sha512)
            )
    references = []
    alto = alto_files(object, document)
    for page in all_pages_of(object).select_related("source__stored"):
        texts = list(PageText.objects.filter(page=page).select_related("created_by").order_by("version"))
        files[f"pages/{page.key}/page.json"] = _json_file(bench / f"{page.key}.json", page_values(page, texts))
        if page.key in alto:
            name = f"pages/{page.key}/alto.xml"
            files[name] = alto[page.key]
            listed.append(_listed("ALTO", name, alto[page.key], page))
            premis = _premis(page, texts)
            files[f"pages/{page.key}/premis.xml"] = premis
            references.append(
                MetsReference(page.key, f"pages/{page.key}/premis.xml", hashlib.sha512(premis).hexdigest())
            )
    events, agents = object_events(object)
    files[METS] = write_mets(
        document, listed, created=object.changed_at, events=events, agents=agents, premis=references
    )
    files[MODS] = mods_xml(document.metadata, object.identifier)
    values = {**object_values(object), "sources": [{**source_values(row), "file": master_name(row)} for row in sources]}
    files[OBJECT] = _json(values)
    return files


def master_name(source: SourceFile) -> str:
    """Where a master lies in the package: its place and a name that every file system takes; "" when refused."""
    if source.stored_id is None:
        return ""
    name = _UNSAFE.sub("_", Path(source.name).name)[-80:] or "file"
    return f"masters/{source.position:05d}-{name}"


def _listed(group: str, name: str, path: Path, page: Page) -> MetsFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha512").hexdigest()
    return MetsFile(group, name, "application/xml", page=page.key, size=path.stat().st_size, sha512=digest)


def _premis(page: Page, texts: list[PageText]) -> bytes:
    events, agents = page_events(page, texts)
    stored = page.source.stored
    assert stored is not None
    master = FileObject(
        f"master:{page.source_id}", stored.sha512, stored.size, stored.media_type, original_name=page.source.name
    )
    return premis_xml(f"{page.object.identifier}~{page.key}", [master], events, agents)


def _json(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _json_file(path: Path, values: dict[str, Any]) -> Path:
    path.write_bytes(_json(values))
    return path
