"""Writing: one writer at a time over all processes, whole works at once, nothing committed is ever lost."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import tantivy

from javon.engines.index.damage import damage_of
from javon.engines.index.model import IndexPage, IndexWork, KnownPage
from javon.engines.index.places import Places
from javon.engines.index.schema import (
    STAMP,
    about_keys,
    body_of,
    page_document,
    page_head,
    page_name,
    prepare,
    schema,
    work_document,
)
from javon.engines.index.stored import PARTING, read_head

#: Memory that a writer may fill before it writes a segment, bytes; Tantivy asks for 15 MB at least.
HEAP = 64_000_000
NOTHING: Mapping[str, KnownPage] = MappingProxyType({})


class IndexBusyError(Exception):
    """Another process is writing; try again later."""


class IndexDamagedError(Exception):
    """The index has to be built anew: ``PageIndex.rebuild``."""


class IndexWriter:
    """Changes to the index.  Nothing is seen by readers before ``commit``; leaving the context commits."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._writer = index.writer(heap_size=HEAP, num_threads=1)

    def known(self, object_id: str) -> dict[str, KnownPage]:
        """The committed pages of a work by their key; what is as it was is given back as ``IndexPage.body``."""
        self._index.reload()
        searcher = self._index.searcher()
        asked = tantivy.Query.term_query(self._index.schema, "object", object_id, "basic")
        found = searcher.search(asked, max(1, searcher.doc_freq("object", object_id)), False)
        bodies = (body_of(searcher.doc(address)) for _score, address in found.hits)
        heads = ((read_head(body), body) for body in bodies if PARTING in body)
        return {head[1]: KnownPage(head[-1], body) for head, body in heads}

    def replace_object(
        self, work: IndexWork, pages: Iterable[IndexPage], known: Mapping[str, KnownPage] = NOTHING
    ) -> int:
        """Put a work and its pages in place of what the index had of it; returns the number of pages.

        With ``known``, the pages that the index has, only those documents are written that are not as they were.
        """
        if known:
            self._delete("name", work.object_id)
        else:
            self.delete_object(work.object_id)
        self._writer.add_document(work_document(work))
        about, given = about_keys(work), set()
        for page in pages:
            given.add(page.key)
            if page.key in known:
                if page.body and read_head(page.body) == page_head(work, page):
                    continue
                self._delete("name", page_name(work.object_id, page.key))
            self._writer.add_document(page_document(work, page, about))
        for key in known.keys() - given:
            self._delete("name", page_name(work.object_id, key))
        return len(given)

    def delete_object(self, object_id: str) -> None:
        """Take a work and all its pages out."""
        self._delete("object", object_id)

    def _delete(self, field: str, value: str) -> None:
        self._writer.delete_documents_by_term(field, value)

    def commit(self) -> None:
        """Make everything so far durable and visible."""
        self._writer.commit()

    def abandon(self) -> None:
        """Forget everything since the last commit, and let go of Tantivy's own lock at once.

        Whoever keeps the error keeps this object with it; without this the process could not write again.
        """
        self._writer.rollback()
        del self._writer

    def finish(self) -> None:
        """Let the merging of small segments end; without this they would heap up."""
        self._writer.wait_merging_threads()


@contextmanager
def writing(places: Places, *, wait_s: float) -> Iterator[IndexWriter]:
    """Write into the current index, which is made first where it is missing or of an older format.

    Raises:
        IndexBusyError: another process kept the lock for ``wait_s`` seconds.
        IndexDamagedError: files of the index are missing or altered.
    """
    with locked(places, wait_s=wait_s):
        folder = places.current()
        if folder is not None and places.damage(folder):
            raise IndexDamagedError(f"{folder}: {places.damage(folder)}")
        if folder is None or places.stamp(folder) != STAMP:
            with _new_generation(places) as writer:
                yield writer
            return
        places.sweep(keep=folder)
        try:
            with _committing(prepare(tantivy.Index.open(str(folder)))) as writer:
                yield writer
        except (ValueError, OSError) as error:
            damage = damage_of(folder)
            if not damage:
                raise
            places.note_damage(folder, damage)
            raise IndexDamagedError(f"{folder}: {damage}") from error


@contextmanager
def rebuilding(places: Places, *, wait_s: float) -> Iterator[IndexWriter]:
    """Build a new index aside; it takes the place of the old one when the context ends without an error.

    Readers go on in the old one until then.  Other writers wait, so no change gets lost.
    """
    with locked(places, wait_s=wait_s), _new_generation(places) as writer:
        yield writer


@contextmanager
def locked(places: Places, *, wait_s: float) -> Iterator[None]:
    """Hold the one lock of all writers; it falls by itself when the process dies."""
    places.root.mkdir(parents=True, exist_ok=True)
    with places.lock.open("w") as lock:
        _wait_for(lock.fileno(), places.lock, wait_s)
        yield


def _wait_for(handle: int, path: Path, wait_s: float) -> None:
    until = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise IndexBusyError(f"{path} is held by another writer") from None
            time.sleep(0.05)
        else:
            return


@contextmanager
def _new_generation(places: Places) -> Iterator[IndexWriter]:
    old = places.current()
    places.sweep(keep=old)
    folder = places.next_folder()
    folder.mkdir(parents=True)
    try:
        with _committing(prepare(tantivy.Index(schema(), path=str(folder)))) as writer:
            yield writer
        places.write_stamp(folder, STAMP)
        places.make_current(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    places.sweep(keep=folder)


@contextmanager
def _committing(index: tantivy.Index) -> Iterator[IndexWriter]:
    writer = IndexWriter(index)
    try:
        yield writer
    except BaseException:
        writer.abandon()
        raise
    writer.commit()
    writer.finish()
