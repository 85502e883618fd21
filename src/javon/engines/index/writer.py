"""Writing: one writer at a time over all processes, whole works at once, nothing committed is ever lost."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from javon.engines.index.damage import damage_of
from javon.engines.index.model import IndexPage, IndexWork
from javon.engines.index.places import Places
from javon.engines.index.schema import STAMP, about_keys, body_of, page_document, prepare, schema, work_document
from javon.engines.index.stored import PARTING, read_head

#: Memory that a writer may fill before it writes a segment, bytes; Tantivy asks for 15 MB at least.
HEAP = 64_000_000


class IndexBusyError(Exception):
    """Another process is writing; try again later."""


class IndexDamagedError(Exception):
    """The index has to be built anew: ``PageIndex.rebuild``."""


class IndexWriter:
    """Changes to the index.  Nothing is seen by readers before ``commit``; leaving the context commits."""

    def __init__(self, index: tantivy.Index, heap: int) -> None:
        self._index = index
        self._writer = index.writer(heap_size=heap, num_threads=1)

    def known(self, object_id: str) -> dict[str, bytes]:
        """The committed pages of a work by their ``stamp``, to be given back as ``IndexPage.body``."""
        self._index.reload()
        searcher = self._index.searcher()
        asked = tantivy.Query.term_query(self._index.schema, "object", object_id, "basic")
        found = searcher.search(asked, max(1, searcher.doc_freq("object", object_id)), False)
        bodies = (body_of(searcher.doc(address)) for _score, address in found.hits)
        return {read_head(body)[-1]: body for body in bodies if PARTING in body}

    def replace_object(self, work: IndexWork, pages: Iterable[IndexPage]) -> int:
        """Put a work and its pages in place of what the index had of it; returns the number of pages."""
        self.delete_object(work.object_id)
        self._writer.add_document(work_document(work))
        about = about_keys(work)
        count = 0
        for page in pages:
            self._writer.add_document(page_document(work, page, about))
            count += 1
        return count

    def delete_object(self, object_id: str) -> None:
        """Take a work and all its pages out."""
        self._writer.delete_documents_by_term("object", object_id)

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
def writing(places: Places, *, wait_s: float, heap: int = HEAP) -> Iterator[IndexWriter]:
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
            with _new_generation(places, heap) as (_, writer):
                yield writer
            return
        places.sweep(keep=folder)
        try:
            with _committing(prepare(tantivy.Index.open(str(folder))), heap) as writer:
                yield writer
        except (ValueError, OSError) as error:
            damage = damage_of(folder)
            if not damage:
                raise
            places.note_damage(folder, damage)
            raise IndexDamagedError(f"{folder}: {damage}") from error


@contextmanager
def rebuilding(places: Places, *, wait_s: float, heap: int = HEAP) -> Iterator[IndexWriter]:
    """Build a new index aside; it takes the place of the old one when the context ends without an error.

    Readers go on in the old one until then.  Other writers wait, so no change gets lost.
    """
    with locked(places, wait_s=wait_s), _new_generation(places, heap) as (_, writer):
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
def _new_generation(places: Places, heap: int) -> Iterator[tuple[Path, IndexWriter]]:
    old = places.current()
    places.sweep(keep=old)
    folder = places.next_folder()
    folder.mkdir(parents=True)
    try:
        with _committing(prepare(tantivy.Index(schema(), path=str(folder))), heap) as writer:
            yield folder, writer
        places.write_stamp(folder, STAMP)
        places.make_current(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    places.sweep(keep=folder)


@contextmanager
def _committing(index: tantivy.Index, heap: int) -> Iterator[IndexWriter]:
    writer = IndexWriter(index, heap)
    try:
        yield writer
    except BaseException:
        writer.abandon()
        raise
    writer.commit()
    writer.finish()
