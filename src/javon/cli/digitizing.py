"""The dialog of `javon digitize`: bars while it works, a table when it is done, one sentence for what went wrong."""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from javon.apps.catalog.actions import record_import_values
from javon.apps.catalog.errors import CatalogError
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.give import default_title, object_from_paths, unpacked_clear, unpacked_folder
from javon.apps.digitization.actions.intake import object_intake, source_key_of, sources_pending
from javon.apps.digitization.actions.lock import object_lock
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_process
from javon.apps.digitization.actions.redo import pages_retry
from javon.apps.digitization.actions.release import object_open
from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.errors import (
    AlreadyDigitizedError,
    AssemblyError,
    BusyError,
    DigitizationError,
    LockedError,
)
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.drafts import draft_waits
from javon.apps.digitization.queries.objects import object_by_identifier
from javon.apps.digitization.queries.pages import pages_of, pages_to_process
from javon.apps.people.models import User
from javon.apps.people.queries.people import user_by_name
from javon.base import clock
from javon.base.jobs import Job, State, run_until_idle
from javon.base.jobs.registry import find
from javon.cli.address import site_answers
from javon.cli.passwords import PasswordsUnreadableError, passwords_of
from javon.cli.report import NOTHING, Report, close, fill
from javon.cli.terminal import Terminal
from javon.engines.formats import OcflError
from javon.engines.imaging.intake import natural_key
from javon.engines.tools.causes import cause

#: Another program at work on the object is looked at so often.
FOLLOW_S = 1.0
#: A disk with less room than this is full, bytes.
FULL = 2**20


def terminal(*, quiet: bool = False) -> Console:
    """Where the dialog goes: the terminal, or beside it when the answer itself is JSON."""
    return Terminal(stderr=quiet)


def digitize(options: argparse.Namespace, console: Console) -> tuple[int, list[Report]]:
    """Digitize what was given; gives the exit status and a report for every object."""
    groups = _groups(options.paths, each=options.each_folder, console=console)
    if groups is None:
        return NOTHING, []
    if not groups:
        console.print(_("Berilgan joyda birorta ham papka yoʻq."), style="red")
    try:
        options.passwords = passwords_of(options)
    except PasswordsUnreadableError as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        return NOTHING, []
    reports = []
    for paths in groups:
        report = _tried(paths, options, console, several=len(groups) > 1)
        close(console, report)
        reports.append(report)
    if any(report.identifier for report in reports) and not site_answers():
        console.print(_("Sayt hozir ochiq emas. Ochish uchun: ./javon up"), highlight=False)
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
                passwords=options.passwords,
                person=_person(options.person),
            )
    except AlreadyDigitizedError as error:
        return _filled(Report(known=True), error.identifier, 0.0)
    except LockedError as error:
        return Report(error=str(error), locked=1)
    except (DigitizationError, CatalogError, OcflError, DatabaseError) as error:
        return Report(error=str(error))
    except OSError as error:
        return Report(error=f"{error.filename or ''}: {_(cause(error))}".lstrip(": "))
    except KeyboardInterrupt:
        console.print(_("Toʻxtatildi. Davom ettirish uchun xuddi shu buyruqni qayta bering."))
        raise


def _person(name: str) -> User | None:
    """The member of staff in whose name the work is done; None is the program itself."""
    if not name:
        return None
    found = user_by_name(name)
    if found is None or not found.is_active:
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
    text = _("%(path)s ichida %(count)s ta papka bor. Har biri alohida resursmi?") % {"path": path, "count": count}
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
    paths: Sequence[Path],
    values: dict[str, Any],
    *,
    bar: Progress,
    profile: str = "book",
    language: str = "",
    publish: bool = False,
    workers: int | None = None,
    passwords: Sequence[str] = (),
    person: User | None = None,
) -> Report:
    """Everything from files to a book that can be read, here and now, without a running worker."""
    start, report = time.monotonic(), Report()
    row = bar.add_task(_("Fayllar koʻrilmoqda"), total=None, rate="")
    wanted = (values.get("title", ""), language)
    values = {"title": default_title(paths), **values}
    # One file has one path, however the folder was named: the same folder given again must find its files again.
    paths = [path.resolve() for path in paths]
    taken = object_from_paths(paths=paths, by=person, record_values=values, profile=profile, language=language)
    bar.remove_task(row)
    report.bad_files = list(taken.left_out)
    waited = draft_waits(taken.object)
    report.notes = _unheeded(taken.object, *wanted) if taken.known else []
    key = source_key_of(paths)
    with _held(taken.object, bar):
        object = _take_in(taken.object, person, passwords, report.notes.append, bar)
        unpacked_clear(key)
        if taken.known:
            pages_retry(object=object, by=person)
        report.done_now = _process(object, workers, bar)
        if publish:
            object = object_open(object=object, by=person, waited=waited)
            report.notes += _opened(object, fresh=taken.known and report.done_now > 0)
        report.bad_files += _make(object, bar)
    _filled(report, object.identifier, time.monotonic() - start, [*paths, unpacked_folder(key)])
    report.known = taken.known and not report.done_now
    return report


def _unheeded(object: DigitalObject, title: str, language: str) -> list[str]:
    """What was asked for and is not done to an object that is there already: people may have worked on it since."""
    notes = []
    if title and title != object.record.title:
        names = {"old": object.record.title, "new": title}
        notes.append(
            _(
                "Nomi “%(old)s” boʻlib qoldi. “%(new)s” qilish uchun kitob sahifasida “Bibliografik "
                "yozuvni tahrirlash”ni bosing."
            )
            % names
        )
    if language and language != object.language:
        notes.append(_("--language faqat kitob birinchi marta berilganda hisobga olinadi."))
    return notes


def _opened(object: DigitalObject, *, fresh: bool) -> list[str]:
    """What became of a book that was to be published: not for readers yet, or ``fresh`` pages of it are now."""
    if not object.is_published:
        return [_("Eʼlon qilinmadi: hali birorta ham tayyor sahifa yoʻq yoki sahifalarga ishlov berilmoqda.")]
    if draft_waits(object):
        return [
            _(
                "Kitobda avvaldan eʼlon kutayotgan oʻzgarishlar bor edi, shuning uchun hech narsa oʻz-oʻzidan eʼlon "
                "qilinmadi. Ularni saytda koʻrib chiqib, eʼlon qiling."
            )
        ]
    return [_("Yangi sahifalar kitobxonlarga eʼlon qilindi.")] if fresh else []


def _filled(report: Report, identifier: str, seconds: float, roots: Sequence[Path] = ()) -> Report:
    object = object_by_identifier(identifier)
    assert object is not None
    fill(report, object, seconds, roots)
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


def _take_in(
    object: DigitalObject, person: User | None, passwords: Sequence[str], tell: Callable[[str], None], bar: Progress
) -> DigitalObject:
    waiting = sources_pending(object, passwords).count()
    if not waiting and object.pages.exists():
        return object
    row = bar.add_task(_("fayllar"), total=waiting, rate="")
    return object_intake(
        object=object, by=person, passwords=passwords, on_file=lambda _source: bar.advance(row), tell=tell
    )


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
    problems, start = [], clock.now()
    try:
        object_assemble(object=object)
    except AssemblyError as error:
        problems.append(str(error))
    bar.advance(row)
    kinds = {name: f"{name}:{object.pk}" for name in ("process", "assemble", "preserve", "index")}
    # The rows that the actions have added are done here, so that none waits for a worker that may never come.
    run_until_idle(uniques=list(kinds.values()), limit=len(kinds))
    done = Job.objects.in_state(State.DONE).filter(finished_at__gte=start)
    if not done.filter(unique_key=kinds["preserve"]).exists():
        problems += _preserved(object)
    bar.advance(row)
    if not done.filter(unique_key=kinds["index"]).exists():
        problems += _indexed(object)
    bar.advance(row)
    return problems


def _preserved(object: DigitalObject) -> list[str]:
    """Write the preservation copy; a book without it can be read, so this is a problem and not the end."""
    try:
        object_preserve(object=object)
    except (OcflError, OSError) as error:
        return [_("Arxiv nusxasi yozilmadi: %(reason)s. Xuddi shu buyruq uni qayta yozadi.") % _reason(error)]
    return []


def _indexed(object: DigitalObject) -> list[str]:
    """Have the book found by its words; one that is not can still be read."""
    index = find("library.index_object")
    try:
        if index is not None:
            index.function(object_id=object.pk)
    except (OSError, ValueError, RuntimeError) as error:  # what the index library raises on a full disk, among others
        return [_("Qidiruv indeksi yangilanmadi: %(reason)s. Xuddi shu buyruq uni qayta yozadi.") % _reason(error)]
    return []


def _reason(error: Exception) -> dict[str, str]:
    if shutil.disk_usage(settings.JAVON_DATA).free < FULL:
        return {"reason": _("diskda joy tugadi")}
    if isinstance(error, OSError) and error.strerror:
        return {"reason": f"{error.filename}: {_(cause(error))}"}
    return {"reason": str(error)[:300]}


def bar_of(console: Console) -> Progress:
    """The bar with pages a minute and the time left; nothing where no person looks on."""
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
