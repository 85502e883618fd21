"""From files to a document: which pages there are, doing those that are missing, putting them together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from javon.engines.imaging.intake import LOCKED, BadFile, Notice, Source, Why, collect, inspect
from javon.engines.page import Document, DocumentPage, Metadata
from javon.engines.pipeline.across_object import ends_of, furnish_page, furnishings
from javon.engines.pipeline.executor import TIMEOUT_S, run_pages
from javon.engines.pipeline.journal import finished, mark_finished, read_result
from javon.engines.pipeline.outcome import Outcome, PageDone
from javon.engines.pipeline.result import PageOptions, PageResult, PageTask

#: Paths left out that a person must hear of.
_TOLD = {
    Why.MISSING: "there is no such file or folder.",
    Why.PERMISSION: "reading is not permitted. Give Javon the right to read it.",
    Why.UNKNOWN: "this is not a page image or PDF.",
    Why.SPECIAL: "this is not an ordinary file.",
}


@dataclass(frozen=True, slots=True)
class BadSource:
    """A file that could not be taken at all."""

    path: Path
    code: str
    message: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages of some files in reading order, the files that have none, and what is to be known of the others."""

    tasks: tuple[PageTask, ...]
    bad: tuple[BadSource, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A finished page of a document: the task it came from, its result and where its files are."""

    task: PageTask
    result: PageResult

    @property
    def folder(self) -> Path:
        return self.task.out_dir


def plan_pages(
    paths: Iterable[Path],
    out_dir: Path,
    options: PageOptions,
    *,
    passwords: Sequence[str] = (),
    leave_out: Sequence[Path] = (),
) -> Plan:
    """Find the pages of files and folders; nothing is decoded.

    ``passwords`` are tried in turn on files that need one; what lies at or below ``leave_out`` is passed over.
    """
    tasks: list[PageTask] = []
    bad: list[BadSource] = []
    notices: list[Notice] = []
    given = collect(paths)
    for skipped in given.skipped:
        if skipped.why in _TOLD and not _below(skipped.path, leave_out):
            bad.append(BadSource(skipped.path, str(skipped.why), f"{skipped.path}: {_TOLD[skipped.why]}"))
    for path in given.files:
        if _below(path, leave_out):
            continue
        try:
            source, password = _inspected(path, passwords)
        except BadFile as error:
            bad.append(BadSource(path, error.code.value, error.message, error.params["detail"]))
            continue
        notices += source.warnings
        for frame in source.frames:
            key = f"{len(tasks) + 1:05d}"
            tasks.append(PageTask(key, path, out_dir / key, frame.index, password, options))
    return Plan(tuple(tasks), tuple(bad), tuple(notices))


def _below(path: Path, places: Sequence[Path]) -> bool:
    return bool(places) and any(path.resolve().is_relative_to(place) for place in places)


def _inspected(path: Path, passwords: Sequence[str]) -> tuple[Source, str]:
    """What a file is, and the password that opens it ("" where it needs none)."""
    refusal = None
    for password in ("", *passwords):
        try:
            return inspect(path, password=password), password
        except BadFile as error:
            if error.code not in LOCKED:
                raise
            refusal = error
    assert refusal is not None
    raise refusal


def run_missing(
    tasks: Sequence[PageTask],
    *,
    workers: int,
    dask: str = "",
    timeout_s: float = TIMEOUT_S,
    again: bool = False,
) -> Iterator[Outcome]:
    """Outcomes of all tasks; those done before come first and cost nothing."""
    missing = []
    for task in tasks:
        results = None if again else finished(task)
        if results is None:
            missing.append(task)
        else:
            yield PageDone(task, tuple(results), attempts=0)
    for outcome in run_pages(missing, workers=workers, dask=dask, timeout_s=timeout_s):
        if isinstance(outcome, PageDone):
            mark_finished(outcome.task, outcome.results)
        yield outcome


def finished_pages(tasks: Iterable[PageTask]) -> Iterator[PageEntry]:
    """The pages that stand on disk, in order; a double page gives two."""
    for task in tasks:
        for part in ("0", "1"):
            folder = task.out_dir / part
            if (folder / "result.json").is_file():
                yield PageEntry(task, read_result(folder))


def furnished(entries: Sequence[PageEntry]) -> list[PageEntry]:
    """The pages with what only all of them together show: running heads, page numbers.  Nothing on disk changes."""
    told = furnishings([ends_of(entry.result.page) for entry in entries])
    return [
        replace(entry, result=replace(entry.result, page=furnish_page(entry.result.page, one)))
        for entry, one in zip(entries, told, strict=True)
    ]


def assemble(entries: Iterable[PageEntry], title: str, *, identifier: str = "") -> Document:
    """Put finished pages together.

    Raises:
        ValueError: there are none.
    """
    pages = tuple(_document_page(number, entry) for number, entry in enumerate(entries, start=1))
    if not pages:
        raise ValueError(f"{title}: not one page could be read")
    languages = Counter(page.page.language for page in pages if page.page.language != "und")
    language = languages.most_common(1)[0][0] if languages else "und"
    name = identifier or f"urn:sha256:{hashlib.sha256(title.encode()).hexdigest()[:32]}"
    return Document(name, Metadata(title=title, language=language), pages)


def _document_page(number: int, entry: PageEntry) -> DocumentPage:
    result = entry.result
    return DocumentPage(
        key=f"p{number:04d}",
        label=result.page.number or f"[{number}]",
        page=result.page,
        access=entry.folder / result.access,
        mask=entry.folder / result.mask,
        background=entry.folder / result.background if result.background else None,
        pictures=result.pictures,
    )
