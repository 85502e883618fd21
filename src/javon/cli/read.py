"""Read scans into a searchable PDF/A, ALTO, plain text and a JSON line per page; no database, no server."""

from __future__ import annotations

import argparse
import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from javon.cli.failures import flag_words, notice_words, page_words, source_words
from javon.cli.parser import Help
from javon.cli.passwords import PasswordsUnreadableError, add_password_arguments, passwords_of
from javon.cli.terminal import Terminal
from javon.cli.values import LANGUAGES, PROFILES, at_least_one, cluster
from javon.config.words import gettext as _
from javon.config.words import gettext_noop, system_words
from javon.engines.formats import write_alto, write_pdf, write_text
from javon.engines.page import Document
from javon.engines.pipeline import Flag, PageDone, PageFailed, PageOptions, Verdict
from javon.engines.pipeline.document import (
    BadSource,
    PageEntry,
    Plan,
    assemble,
    finished_pages,
    furnished,
    plan_pages,
    run_missing,
)
from javon.engines.pipeline.page import READ_CPU
from javon.engines.tools import limits
from javon.engines.tools.plain import plain_json

#: Exit status: all read; some pages or files not; nothing to read at all.
DONE, PARTLY, NOTHING = 0, 1, 2
#: A disk with less room than a page's images is full, bytes.
FULL = 1 << 20
#: What is written, and what it is called in the closing table.
KINDS = {"pdf": "PDF/A", "text": gettext_noop("matn"), "alto": "ALTO", "pages": gettext_noop("JSON satrlari")}
#: So many bad files are named one by one at the end.
NAMED = 20

HELP = Help(
    gettext_noop(
        "Skanlarni qidiriladigan PDF/A, ALTO, matn va har sahifaga bir JSON satriga aylantiradi;\n"
        "maʼlumotlar bazasi ham, sayt ham kerak emas."
    ),
    (
        ("./javon read scan.pdf --out natija", gettext_noop("bitta fayl")),
        ("./javon read KITOB --out natija --language ru --workers 2", gettext_noop("butun papka")),
    ),
    (
        gettext_noop("Xuddi shu buyruq faqat yetishmagan sahifalarni oʻqiydi."),
        gettext_noop(
            "chiqish kodi: 0 hammasi oʻqildi, 1 ayrim sahifa yoki fayl yoʻq, 2 hech narsa oʻqilmadi, 130 toʻxtatildi"
        ),
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon read` takes."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar=_("FAYL"), help=_("tasvirlar, PDF yoki ularning papkasi")
    )
    parser.add_argument("--out", required=True, type=Path, metavar=_("PAPKA"), help=_("natijalar papkasi"))
    parser.add_argument(
        "--language", choices=LANGUAGES, default="", help=_("tili; berilmasa, har sahifada oʻzi aniqlanadi")
    )
    parser.add_argument("--profile", choices=PROFILES, default="book", help=_("material turi (odatda: %(default)s)"))
    parser.add_argument(
        "--workers",
        type=at_least_one,
        default=0,
        metavar=_("SON"),
        help=_("jarayonlar soni (odatda: har yadroga bitta)"),
    )
    parser.add_argument(
        "--dask", type=cluster, default="", metavar=_("MANZIL"), help=_("shu Dask klasterida ishlash, tcp://host:8786")
    )
    add_password_arguments(parser)
    parser.add_argument("--again", action="store_true", help=_("tayyor sahifalarni ham qaytadan oʻqish"))
    parser.add_argument("--json", action="store_true", help=_("oxirida jadval oʻrniga JSON"))


class DiskFullError(Exception):
    """There is no room for the results."""


@dataclass(slots=True)
class _Tally:
    """What the closing table says."""

    pages: int = 0
    resumed: int = 0
    failed: list[PageFailed] = field(default_factory=list)
    cpu_seconds: float = 0.0
    seconds: float = 0.0


def run(options: argparse.Namespace) -> int:
    """Read the files; see the module."""
    console = Terminal(stderr=options.json)
    try:
        return _run(options, console)
    except KeyboardInterrupt:
        console.print(_("Toʻxtatildi. Davom ettirish uchun xuddi shu buyruqni qayta bering."))
        raise


def _run(options: argparse.Namespace, console: Console) -> int:
    out: Path = options.out
    page_options = PageOptions(language=options.language, profile=options.profile)
    try:
        passwords = passwords_of(options)
    except PasswordsUnreadableError as error:
        print(f"javon read: {error}", file=sys.stderr)
        return NOTHING
    trouble = _unwritable(out)
    if trouble:
        print(f"javon read: --out {out}: {trouble}", file=sys.stderr)
        return NOTHING
    with console.status(_("Fayllar koʻrilmoqda")):
        name = _name(options.files, out)
        own = _own_places(options.files, out, name)
        plan = plan_pages(options.files, out / "pages", page_options, passwords=passwords, leave_out=own)
    limits.close()  # its process would only stand there while the workers, which have their own, do the pages
    if not plan.tasks:
        _name_bad(console, plan.bad, [])
        console.print(_("Oʻqiladigan narsa yoʻq."))
        return NOTHING
    try:
        tally = _read(console, plan, options)
    except DiskFullError:
        text = _("%(folder)s diskida joy qolmadi. Joy boʻshating; xuddi shu buyruq davom ettiradi.") % {"folder": out}
        print(f"javon read: {text}", file=sys.stderr)
        return PARTLY
    written = _write(console, plan, tally, out, name)
    _close(console, plan, tally, written, as_json=options.json)
    if not written:
        return NOTHING
    return PARTLY if plan.bad or tally.failed else DONE


def _unwritable(out: Path) -> str:
    """Why nothing can be written into the folder; "" where it can."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return system_words(error)
    return "" if os.access(out, os.W_OK | os.X_OK) else system_words(PermissionError(errno.EACCES, ""))


def _name(files: list[Path], out: Path) -> str:
    """What the files of the whole are called; beside the sources another name, so that none is written over."""
    name = (files[0].stem if len(files) == 1 else out.resolve().name) or "document"
    beside = {file.resolve() if file.is_dir() else file.resolve().parent for file in files}
    return f"{name}-read" if out.resolve() in beside else name


def _own_places(files: list[Path], out: Path, name: str) -> list[Path]:
    """What was written here before and is no page of the sources."""
    place = out.resolve()
    if any(file.is_dir() and place != file.resolve() and place.is_relative_to(file.resolve()) for file in files):
        return [place]
    return [place / part for part in ("pages", "alto", "pages.jsonl", f"{name}.pdf")]


def _read(console: Console, plan: Plan, options: argparse.Namespace) -> _Tally:
    tally = _Tally()
    start = time.monotonic()
    workers = options.workers or len(os.sched_getaffinity(0))
    with _bar(console) as bar:
        row = bar.add_task(_("sahifalar"), total=len(plan.tasks), rate="")
        for outcome in run_missing(plan.tasks, workers=workers, dask=options.dask, again=options.again):
            if isinstance(outcome, PageFailed):
                _stop_when_full(options.out)
                tally.failed.append(outcome)
            else:
                _count(tally, outcome)
            tally.seconds = time.monotonic() - start
            _advance(bar, row, tally)
    return tally


def _stop_when_full(out: Path) -> None:
    """A page that fails on a full disk is no bad page."""
    if shutil.disk_usage(out).free < FULL:
        raise DiskFullError


def _count(tally: _Tally, outcome: PageDone) -> None:
    tally.pages += len(outcome.results)
    tally.resumed += len(outcome.results) if not outcome.attempts else 0
    tally.cpu_seconds += outcome.cpu_seconds


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _advance(bar: Progress, row: TaskID, tally: _Tally) -> None:
    fresh = tally.pages - tally.resumed
    rate = _rate(fresh, tally.seconds) if fresh and tally.seconds else ""
    bar.update(row, advance=1, rate=rate)


def _rate(pages: int, seconds: float) -> str:
    return _("%(rate)s sahifa/daq") % {"rate": f"{60 * pages / max(seconds, 1e-3):.1f}"}


def _more(count: int) -> str:
    return _("… yana %(count)s ta, pages.jsonl faylida") % {"count": count - NAMED}


def _write(console: Console, plan: Plan, tally: _Tally, out: Path, name: str) -> dict[str, Path]:
    """Write the files of the whole; returns them by kind, none where no page could be read."""
    failed = {outcome.task.key: outcome for outcome in tally.failed}
    entries = furnished(list(finished_pages(task for task in plan.tasks if task.key not in failed)))
    if not entries:
        return {}
    written = {
        "pdf": out / f"{name}.pdf",
        "text": out / f"{name}.txt",
        "alto": out / "alto",
        "pages": out / "pages.jsonl",
    }
    with console.status(_("PDF/A, ALTO va matn yozilmoqda")):
        document = assemble(entries, name)
        write_pdf(document, written["pdf"])
        write_text(document, written["text"])
        _write_alto(document, written["alto"])
        _write_lines(written["pages"], _page_lines(entries, plan, failed))
    return written


def _write_alto(document: Document, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for order, page in enumerate(document.pages, start=1):
        path = folder / f"{page.key}.xml"
        write_alto(page.page, path, file_name=page.key, order=order, identifier=document.identifier)


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    part.replace(path)


def _page_lines(entries: list[PageEntry], plan: Plan, failed: dict[str, PageFailed]) -> Iterator[dict[str, Any]]:
    """One object a page in reading order; a page or file that failed stands in its place with the reason."""
    number = 0
    by_task: dict[str, list[PageEntry]] = {}
    for entry in entries:
        by_task.setdefault(entry.task.key, []).append(entry)
    for task in plan.tasks:
        where = {"file": str(task.source), "frame": task.frame}
        if task.key in failed:
            lost = failed[task.key]
            yield {**where, "error": lost.reason.value, "code": lost.code, "message": page_words(lost)}
        for entry in by_task.get(task.key, ()):
            number += 1
            yield {"page": number, **where, **_figures(entry)}
    for source in plan.bad:
        yield {"file": str(source.path), "error": "bad-file", "code": source.code, "message": source_words(source)}


def _figures(entry: PageEntry) -> dict[str, Any]:
    result = entry.result
    return {
        "part": result.part,
        "files": str(entry.folder / str(result.part)),
        "language": result.page.language,
        "script": result.page.script,
        "number": result.page.number,
        "angle": result.angle,
        "confidence": round(result.page.confidence, 4),
        "verdict": result.verdict.value,
        "flags": [_flag(flag) for flag in result.flags],
        "blank": result.blank,
        "words": sum(1 for _word in result.page.words),
        "seconds": round(sum(spent for step, spent in result.seconds.items() if step != READ_CPU), 3),
    }


def _flag(flag: Flag) -> dict[str, Any]:
    """A flag with its places as left, top, right, bottom in pixels of the processed page."""
    plain = {"code": flag.code, "value": flag.value, "limit": flag.limit}
    return {**plain, "places": [box.as_list() for box in flag.places]} if flag.places else plain


def _close(console: Console, plan: Plan, tally: _Tally, written: dict[str, Path], *, as_json: bool) -> None:
    flagged = _flagged(plan, tally)
    if as_json:
        summary = {
            "pages": tally.pages,
            "resumed": tally.resumed,
            "flagged": len(flagged),
            "failed": [{"file": str(lost.task.source), "message": page_words(lost)} for lost in tally.failed],
            "bad": [{"file": str(source.path), "message": source_words(source)} for source in plan.bad],
            "notes": [notice_words(notice) for notice in plan.notices],
            "seconds": round(tally.seconds, 2),
            "cpu_seconds": round(tally.cpu_seconds, 2),
            "bytes": _size(written),
            "files": {kind: str(path) for kind, path in written.items()},
        }
        sys.stdout.write(plain_json(summary) + "\n")
        return
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True)
    # A path that does not fit goes on in the next line: half a path is no help to anybody.
    table.add_column(overflow="fold")
    fresh = tally.pages - tally.resumed
    before = " " + _("(%(count)s tasi avval oʻqilgan)") % {"count": tally.resumed} if tally.resumed else ""
    table.add_row(_("sahifalar"), f"{tally.pages}{before}")
    if fresh:
        cpu = {"seconds": f"{tally.cpu_seconds / fresh:.2f}"}
        speed = _rate(fresh, tally.seconds) + ", " + _("sahifaga %(seconds)s soniya protsessor") % cpu
        table.add_row(_("tezlik"), speed)
    for where, reasons in flagged[:NAMED]:
        table.add_row(_("koʻrib chiqish kerak"), escape(f"{where}: {reasons}"))
    if len(flagged) > NAMED:
        table.add_row("", _more(len(flagged)))
    for notice in plan.notices[:NAMED]:
        table.add_row(_("eslatma"), escape(notice_words(notice)))
    for kind, path in written.items():
        table.add_row(_(KINDS[kind]), escape(str(path)))
    table.add_row(_("bayt"), f"{_size(written):,}".replace(",", " "))
    console.print(table)
    _name_bad(console, plan.bad, tally.failed)


def _flagged(plan: Plan, tally: _Tally) -> list[tuple[str, str]]:
    lost = {outcome.task.key for outcome in tally.failed}
    return [
        (f"{entry.task.source.name} [{entry.task.frame + 1}]", flag_words(entry.result.flags))
        for entry in finished_pages(task for task in plan.tasks if task.key not in lost)
        if entry.result.verdict is not Verdict.GOOD
    ]


def _size(written: dict[str, Path]) -> int:
    """Bytes of the PDF: what a reader gets."""
    return written["pdf"].stat().st_size if "pdf" in written else 0


def _name_bad(console: Console, bad: Iterable[BadSource], failed: list[PageFailed]) -> None:
    messages = [source_words(source) for source in bad]
    messages += [_("%(number)s-sahifa") % {"number": lost.task.frame + 1} + f": {page_words(lost)}" for lost in failed]
    label = _("oʻqilmadi")
    for message in messages[:NAMED]:
        console.print(f"[red]{label}[/red]  {escape(message)}", highlight=False)
    if len(messages) > NAMED:
        console.print(_more(len(messages)))
