"""The dialog of `javon digitize`: bars while it works, a table when it is done, one sentence for what went wrong."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from javon.apps.catalog.actions import record_import_values
from javon.apps.catalog.errors import CatalogError
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.give import object_from_paths, unpacked_clear
from javon.apps.digitization.actions.intake import object_intake, source_key_of
from javon.apps.digitization.actions.lock import object_lock
from javon.apps.digitization.actions.object import object_open
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_process
from javon.apps.digitization.enums import PageStatus, SourceStatus
from javon.apps.digitization.errors import AlreadyDigitizedError, AssemblyError, BusyError, DigitizationError
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.digitization.queries.objects import object_by_identifier
from javon.apps.digitization.queries.pages import pages_flagged, pages_of, pages_to_process
from javon.apps.digitization.queries.reasons import failure_words, flag_words, refusal_words
from javon.apps.people.models import User
from javon.base.jobs.registry import find
from javon.engines.formats import OcflError
from javon.engines.imaging.intake import natural_key

DONE, PARTLY, NOTHING = 0, 1, 2
#: Another program at work on the object is looked at so often.
FOLLOW_S = 1.0
#: So many flagged pages and bad files are named one by one.
NAMED = 20
SUFFIXES = ("B", "kB", "MB", "GB", "TB")


@dataclass(slots=True)
class Report:
    """What became of one object."""

    identifier: str = ""
    title: str = ""
    pages: int = 0
    done_now: int = 0
    failed: int = 0
    flagged: list[tuple[str, str]] = field(default_factory=list)
    bad_files: list[str] = field(default_factory=list)
    seconds: float = 0.0
    bytes_in: int = 0
    bytes_out: int = 0
    where: str = ""
    known: bool = False
    error: str = ""

    def values(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @property
    def status(self) -> int:
        """The exit status that this object alone would give."""
        if self.error and not self.identifier:
            return NOTHING
        return PARTLY if self.error or self.failed or self.bad_files else DONE


def terminal(*, quiet: bool = False) -> Console:
    """Where the dialog goes: the terminal, or beside it when the answer itself is JSON."""
    return Console(stderr=quiet)


def digitize(options: argparse.Namespace, console: Console) -> tuple[int, list[Report]]:
    """Digitize what was given; gives the exit status and a report for every object."""
    groups = _groups(options.paths, each=options.each_folder, console=console)
    if groups is None:
        return NOTHING, []
    reports = []
    for paths in groups:
        report = _tried(paths, options, console, several=len(groups) > 1)
        close(console, report)
        reports.append(report)
    return max((report.status for report in reports), default=NOTHING), reports


def _tried(paths: list[Path], options: argparse.Namespace, console: Console, *, several: bool) -> Report:
    """One object; what goes wrong with it is a sentence in its report, and the others go on."""
    try:
        values = _record_values(options, paths, several=several)
        with bar_of(console) as bar:
            return make_object(
                paths,
                values,
                bar=bar,
                profile=options.profile,
                language=options.language,
                publish=options.publish,
                workers=options.workers,
                person=_person(options.person),
            )
    except AlreadyDigitizedError as error:
        report = Report(known=True)
        _fill(report, object_by_identifier(error.identifier), 0.0)
        return report
    except (DigitizationError, CatalogError, OcflError, DatabaseError) as error:
        return Report(error=str(error))
    except OSError as error:
        return Report(error=f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    except KeyboardInterrupt:
        console.print(_("Toʻxtatildi. Davom ettirish uchun xuddi shu buyruqni qayta bering."))
        raise


def _person(name: str) -> User | None:
    """The member of staff in whose name the work is done; None is the program itself."""
    if not name:
        return None
    found = User.objects.filter(username__iexact=name, is_active=True).first()
    if found is None:
        raise DigitizationError(_("%(name)s: bunday xodim yoʻq.") % {"name": name})
    return found


def _groups(paths: list[Path], *, each: bool, console: Console) -> list[list[Path]] | None:
    """One list of paths for every object; None when the person has to decide first."""
    if each:
        folders = [child for path in paths if path.is_dir() for child in path.iterdir() if child.is_dir()]
        return [[folder] for folder in sorted(folders, key=natural_key)]
    if len(paths) == 1 and paths[0].is_dir():
        inside = [child for child in paths[0].iterdir() if not child.name.startswith(".")]
        if len(inside) > 1 and all(child.is_dir() for child in inside):
            return _ask(paths[0], len(inside), console)
    return [paths]


def _ask(path: Path, count: int, console: Console) -> list[list[Path]] | None:
    text = _("%(path)s ichida %(count)s ta jild bor. Har biri alohida obyektmi?") % {"path": path, "count": count}
    if not console.is_interactive:
        console.print(text, _("--each-folder bilan yoki har birini alohida bering."), style="red", sep="\n")
        return None
    answer = console.input(f"{escape(text)} [h/y] ").strip().lower()
    return _groups([path], each=True, console=console) if answer in {"h", "ha", "y", "yes", "д", "да"} else [[path]]


def _record_values(options: argparse.Namespace, paths: list[Path], *, several: bool) -> dict[str, Any]:
    values: dict[str, Any] = record_import_values(path=options.record)[0] if options.record else {}
    if options.title and not several:
        values["title"] = options.title
    if options.language:
        values.setdefault("language", options.language)
    if options.profile == "newspaper":
        values.setdefault("kind", "newspaper")
    return values


def make_object(
    paths: list[Path],
    values: dict[str, Any],
    *,
    bar: Progress,
    profile: str = "book",
    language: str = "",
    publish: bool = False,
    workers: int | None = None,
    person: User | None = None,
) -> Report:
    """Everything from files to a book that can be read, here and now, without a running worker."""
    start, report = time.monotonic(), Report()
    row = bar.add_task(_("Fayllar koʻrilmoqda"), total=None, rate="")
    taken = object_from_paths(paths=paths, by=person, record_values=values, profile=profile, language=language)
    bar.remove_task(row)
    report.bad_files = list(taken.left_out)
    with _held(taken.object, bar):
        object = _take_in(taken.object, person, bar)
        unpacked_clear(source_key_of(paths))
        report.done_now = _process(object, workers, bar)
        if publish:
            object = object_open(object=object, by=person)
        report.bad_files += _make(object, bar)
    _fill(report, object_by_identifier(object.identifier), time.monotonic() - start)
    report.known = taken.known and not report.done_now
    return report


@contextmanager
def _held(object: DigitalObject, bar: Progress) -> Iterator[None]:
    """Hold the object; while another program (the worker, a second terminal) does, show how it gets on."""
    row: TaskID | None = None
    while True:
        with ExitStack() as stack:
            try:
                stack.enter_context(object_lock(object.identifier))
            except BusyError:
                row = _followed(object, bar, row)
                time.sleep(FOLLOW_S)
                continue
            if row is not None:
                bar.remove_task(row)
            yield
            return


def _followed(object: DigitalObject, bar: Progress, row: TaskID | None) -> TaskID:
    pages = pages_of(object)
    total, waiting = pages.count(), pages.filter(status=PageStatus.WAITING).count()
    if row is None:
        row = bar.add_task(_("boshqa dastur ishlayapti"), total=total, rate="")
    bar.update(row, total=total, completed=total - waiting)
    return row


def _take_in(object: DigitalObject, person: User | None, bar: Progress) -> DigitalObject:
    waiting = SourceFile.objects.filter(object=object, status=SourceStatus.WAITING).count()
    if not waiting and object.pages.exists():
        return object
    row = bar.add_task(_("fayllar"), total=waiting, rate="")
    return object_intake(object=object, by=person, on_file=lambda _source: bar.advance(row))


def _process(object: DigitalObject, workers: int | None, bar: Progress) -> int:
    """Put the waiting pages through the pipeline; gives how many came out."""
    total = pages_to_process(object).count()
    row = bar.add_task(_("sahifalar"), total=total, rate="", visible=bool(total))
    counted = _counter(bar, row)
    object_process(object=object, workers=workers, on_page=counted)
    return total


def _counter(bar: Progress, row: TaskID) -> Callable[[Page], None]:
    start, done = time.monotonic(), 0

    def count(page: Page) -> None:
        nonlocal done
        done += 1
        minutes = (time.monotonic() - start) / 60
        rate = _("%(rate)s sahifa/daq") % {"rate": f"{done / minutes:.0f}"} if minutes else ""
        bar.update(row, advance=1, rate=rate)

    return count


def _make(object: DigitalObject, bar: Progress) -> list[str]:
    """The files of the book, the preservation copy and the index, here and now; gives what could not be made."""
    row = bar.add_task(_("kitob"), total=3, rate="")
    problems = []
    try:
        object_assemble(object=object)
    except AssemblyError as error:
        problems.append(str(error))
    bar.advance(row)
    object_preserve(object=object)
    bar.advance(row)
    index = find("library.index_object")
    if index is not None:
        index.function(object_id=object.pk)
    bar.advance(row)
    return problems


def bar_of(console: Console) -> Progress:
    """The bar with pages a minute and the time left."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def _fill(report: Report, object: DigitalObject | None, seconds: float) -> None:
    assert object is not None
    report.identifier, report.title, report.seconds = object.identifier, object.record.title, round(seconds, 1)
    report.pages = pages_of(object).filter(status=PageStatus.DONE).count()
    report.failed = pages_of(object).filter(status=PageStatus.FAILED).count()
    for page in pages_flagged(object).select_related("source"):
        words = (
            failure_words(page.error_code, page.error, page.source.name)
            if page.status == PageStatus.FAILED
            else "; ".join(flag_words(page.flags))
        )
        report.flagged.append((f"{page.label or page.key} ({page.source.name})", words))
    sources = SourceFile.objects.filter(object=object)
    report.bytes_in = sum(sources.filter(status=SourceStatus.STORED).values_list("size", flat=True))
    report.bad_files += [refusal_words(source) for source in sources.filter(status=SourceStatus.REFUSED)]
    report.bytes_out = sum(path.stat().st_size for path in object.folder.glob("*") if path.is_file())
    report.where = f"{settings.JAVON_BASE_URL}{object.get_absolute_url()}"


def size_words(size: float) -> str:
    """Bytes as people read them."""
    for suffix in SUFFIXES:
        if size < 1000 or suffix == SUFFIXES[-1]:
            return f"{size:.0f} {suffix}" if suffix == "B" else f"{size:.1f} {suffix}"
        size /= 1000
    return ""


def close(console: Console, report: Report) -> None:
    """The closing table of one object, or the sentence that says why there is none."""
    if report.error:
        console.print(escape(report.error), style="red")
    if not report.identifier:
        return
    if report.known:
        console.print(_("Avval raqamlashtirilgan, yangi ish yoʻq."), style="green")
    table = Table(show_header=False, title=escape(report.title), title_justify="left")
    rows = (
        (_("sahifalar"), str(report.pages)),
        (_("ishlov berilmadi"), str(report.failed) if report.failed else ""),
        (_("koʻrib chiqish kerak"), str(len(report.flagged))),
        (_("vaqt"), _rate(report)),
        (_("hajmi"), f"{size_words(report.bytes_in)} → {size_words(report.bytes_out)}"),
        (_("oʻqish uchun"), report.where),
    )
    for name, value in rows:
        if value:
            table.add_row(name, escape(value))
    console.print(table)
    _listed(console, [f"{name}: {words}" for name, words in report.flagged], "yellow")
    _listed(console, report.bad_files, "red")


def _rate(report: Report) -> str:
    text = _("%(seconds)s soniya") % {"seconds": f"{report.seconds:.1f}"}
    if report.done_now and report.seconds:
        text += " · " + _("%(rate)s sahifa/daq") % {"rate": f"{report.done_now * 60 / report.seconds:.0f}"}
    return text


def _listed(console: Console, lines: list[str], style: str) -> None:
    for line in lines[:NAMED]:
        console.print(f"  {escape(line)}", style=style)
    if len(lines) > NAMED:
        console.print(_("  … yana %(count)s ta") % {"count": len(lines) - NAMED}, style=style)
