"""A digital object as the preservation store keeps it: all that is needed to bring everything back.

::

    object.json            identifier, metadata, status, pages in order with label, status, master, verdict
    record.marcxml         the record as MARC 21
    mets.xml               the package for other people's programs
    masters/<seal>_<name>  the untouched files, the first signs of their SHA-512 in front
    pages/<key>.json       result of the pipeline with its recipe, and every correction of the text
    alto/<key>.xml         the text with its places
    premis/<key>.xml       what was done to the page, by which program, with which parameters
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from javon.engines.formats.alto import write_alto
from javon.engines.formats.dublin_core import metadata_from_values, metadata_to_json
from javon.engines.formats.marc import metadata_to_marcxml
from javon.engines.formats.mets import MetsFile, MetsReference, write_mets
from javon.engines.formats.ocfl import Known, OcflError, OcflRoot
from javon.engines.formats.ocfl.staging import digest_of
from javon.engines.formats.premis import Agent, Event
from javon.engines.formats.provenance import page_premis
from javon.engines.page import Document, DocumentPage, MasterFile, Metadata, Page, page_from_json

_FORMAT = "javon-object/1"
_UNSAFE = re.compile(r"[^\w.() -]+")
_SEAL_LENGTH = 16
_NAME_LENGTH = 80

Content = Path | bytes | Known


@dataclass(frozen=True, slots=True)
class PreservedPage:
    """One page.  ``result`` is what ``result_to_json`` of the pipeline gives (empty before processing);
    ``corrections`` are the versions of its text in order, ``extra`` whatever the rows above need to come back.
    """

    key: str
    label: str
    master: MasterFile | None = None
    status: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)
    corrections: tuple[Mapping[str, Any], ...] = ()
    processed: datetime | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreservedObject:
    """One digital object, pages in reading order."""

    identifier: str
    metadata: Metadata
    pages: tuple[PreservedPage, ...]
    status: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def store(
    root: OcflRoot,
    preserved: PreservedObject,
    *,
    changed_at: datetime,
    message: str,
    user: str,
    events: Sequence[Event] = (),
    agents: Sequence[Agent] = (),
    changed: frozenset[str] | None = None,
    link: bool = False,
) -> int:
    """Put the object into the store and give the number of its version; nothing new makes no version.

    Args:
        root: the store.
        preserved: the whole object.
        changed_at: when it last changed; the same object with the same moment has the same bytes.
        message: why.
        user: who.
        events: what was done to the object as a whole.
        agents: every agent an event names.
        changed: keys of the pages to write anew; the files of the others are taken from the version before.
            None writes all.
        link: hard-link masters instead of copying them.
    """
    kept = _kept(root, preserved, changed) if changed is not None and preserved.identifier in root else {}
    files = pack(preserved, changed_at=changed_at, events=events, agents=agents, kept=kept)
    return root.put(preserved.identifier, files, message=message, user=user, created=changed_at, link=link)


def pack(
    preserved: PreservedObject,
    *,
    changed_at: datetime,
    events: Sequence[Event] = (),
    agents: Sequence[Agent] = (),
    kept: Mapping[str, Known] | None = None,
) -> dict[str, Content]:
    """All files of the object by logical path; ``kept`` are page files that are known not to have changed."""
    files: dict[str, Content] = {}
    for page in preserved.pages:
        files |= _page_files(page, changed_at, kept or {})
    files["record.marcxml"] = metadata_to_marcxml(preserved.metadata, preserved.identifier)
    files["object.json"] = _json(_object_json(preserved))
    files["mets.xml"] = _mets(preserved, files, changed_at, events, agents)
    return files


def unpack(root: OcflRoot, identifier: str, version: int | None = None) -> PreservedObject:
    """The object as it was stored, masters pointing into the store.

    Raises:
        OcflMissingError: no such object or version.
        OcflError: what is stored is no object of ours.
    """

    def read(name: str) -> Any:
        return json.loads(root.get(identifier, name, version).read_bytes())

    data = read("object.json")
    if data.get("format") != _FORMAT:
        raise OcflError(f"{identifier}: object.json is {data.get('format')!r}, not {_FORMAT}")
    pages = []
    for row in data["pages"]:
        values = read(f"pages/{row['key']}.json")
        pages.append(_page_from_json(row, values, root, identifier, version))
    return PreservedObject(
        identifier=data["identifier"],
        metadata=metadata_from_values(data["metadata"]),
        pages=tuple(pages),
        status=data["status"],
        extra=data["extra"],
    )


def document_of(preserved: PreservedObject) -> Document:
    """The object as the formats see it, without derivatives; an unprocessed page is empty."""
    return Document(
        preserved.identifier,
        preserved.metadata,
        tuple(DocumentPage(page.key, page.label, _page(page), master=page.master) for page in preserved.pages),
    )


def master_path(master: MasterFile) -> str:
    """Where a master lies in the object: told apart by its seal, still with a name for people."""
    stem, dot, suffix = _UNSAFE.sub("_", Path(master.name).name).rpartition(".")
    name = f"{stem[: _NAME_LENGTH - 10]}{dot}{suffix[:10]}" if dot else suffix[:_NAME_LENGTH]
    return f"masters/{master.sha512[:_SEAL_LENGTH]}_{name}"


def _page(page: PreservedPage) -> Page:
    return page_from_json(page.result["page"]) if page.result else Page(0, 0, 0)


def _page_files(page: PreservedPage, changed_at: datetime, kept: Mapping[str, Known]) -> dict[str, Content]:
    files: dict[str, Content] = {}
    if page.master is not None:
        files[master_path(page.master)] = Known(page.master.path, page.master.sha512)
    own = {name: kept[name] for name in _names(page) if name in kept}
    if len(own) == len(_names(page)):
        return {**files, **own}
    files[f"pages/{page.key}.json"] = _json({"result": dict(page.result), "corrections": list(page.corrections)})
    if page.result:
        moment = page.processed or changed_at
        alto = write_alto(_page(page), file_name=f"{page.key}.tif", created=moment)
        files[f"alto/{page.key}.xml"] = alto
        files[f"premis/{page.key}.xml"] = page_premis(page.key, page.result, page.master, _source(page), alto, moment)
    return files


def _names(page: PreservedPage) -> list[str]:
    """The files of a page of its own."""
    names = [f"pages/{page.key}.json"]
    return [*names, f"alto/{page.key}.xml", f"premis/{page.key}.xml"] if page.result else names


def _source(page: PreservedPage) -> str:
    return master_path(page.master) if page.master is not None else ""


def _kept(root: OcflRoot, preserved: PreservedObject, changed: frozenset[str]) -> dict[str, Known]:
    state = root.state(preserved.identifier)
    names = [name for page in preserved.pages if page.key not in changed for name in _names(page)]
    return {name: Known(root.get(preserved.identifier, name), state[name]) for name in names if name in state}


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _object_json(preserved: PreservedObject) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "identifier": preserved.identifier,
        "metadata": metadata_to_json(preserved.metadata),
        "status": preserved.status,
        "extra": dict(preserved.extra),
        "pages": [_page_row(page) for page in preserved.pages],
    }


def _page_row(page: PreservedPage) -> dict[str, Any]:
    return {
        "key": page.key,
        "label": page.label,
        "status": page.status,
        "processed": page.processed.isoformat() if page.processed else None,
        "extra": dict(page.extra),
        "master": None if page.master is None else _master_row(page.master),
    }


def _master_row(master: MasterFile) -> dict[str, Any]:
    return {
        "path": master_path(master),
        "sha512": master.sha512,
        "size": master.size,
        "media_type": master.media_type,
        "name": master.name,
        "frame": master.frame,
        "part": master.part,
    }


def _page_from_json(
    row: Mapping[str, Any], values: Mapping[str, Any], root: OcflRoot, identifier: str, version: int | None
) -> PreservedPage:
    master = None
    if row["master"] is not None:
        facts = dict(row["master"])
        master = MasterFile(path=root.get(identifier, facts.pop("path"), version), **facts)
    return PreservedPage(
        key=row["key"],
        label=row["label"],
        master=master,
        status=row["status"],
        result=values["result"],
        corrections=tuple(values["corrections"]),
        processed=datetime.fromisoformat(row["processed"]) if row["processed"] else None,
        extra=row["extra"],
    )


def _mets(
    preserved: PreservedObject,
    files: Mapping[str, Content],
    changed_at: datetime,
    events: Sequence[Event],
    agents: Sequence[Agent],
) -> bytes:
    entries: dict[str, MetsFile] = {}
    references = []
    for page in preserved.pages:
        if page.master is not None:
            name, master = master_path(page.master), page.master
            whole = MetsFile("MASTER", name, master.media_type, page.key, master.size, master.sha512)
            # a master that gave several pages belongs to the object
            entries[name] = replace(whole, page="") if name in entries else whole
        if page.result:
            name = f"alto/{page.key}.xml"
            size, seal = _facts(files[name])
            entries[name] = MetsFile("ALTO", name, "application/xml", page.key, size, seal)
            name = f"premis/{page.key}.xml"
            references.append(MetsReference(page.key, name, _facts(files[name])[1]))
    return write_mets(
        document_of(preserved),
        list(entries.values()),
        created=changed_at,
        events=events,
        agents=agents,
        premis=references,
    )


def _facts(content: Content) -> tuple[int, str]:
    """Size and SHA-512 of a file."""
    if isinstance(content, bytes):
        return len(content), digest_of(content)
    path = content.path if isinstance(content, Known) else content
    return path.stat().st_size, digest_of(content)
