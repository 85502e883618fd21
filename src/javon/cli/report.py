"""The closing table of `javon digitize`: what became of one object, in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from javon.apps.digitization.enums import ObjectStatus, PageStatus, PageVerdict, SourceStatus
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.digitization.queries.objects import (
    copied_sources,
    locked_sources,
    missing_sources,
    refused_sources,
)
from javon.apps.digitization.queries.pages import pages_flagged, pages_of, with_sources
from javon.apps.digitization.queries.reasons import failure_words, flag_words, notice_words, refusal_words, same_words
from javon.cli.address import site_address

#: Exit status: all done; some pages or files not; nothing could be done.
DONE, PARTLY, NOTHING = 0, 1, 2
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
    rescan: int = 0
    flagged: list[tuple[str, str]] = field(default_factory=list)
    bad_files: list[str] = field(default_factory=list)
    locked: int = 0
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    bytes_in: int = 0
    bytes_out: int = 0
    where: str = ""
    published: bool = False
    state: str = ""
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


def fill(report: Report, object: DigitalObject, seconds: float, roots: Sequence[Path] = ()) -> None:
    """Write down how an object stands after ``seconds`` of work; ``roots`` are the paths that were given."""
    report.identifier, report.title, report.seconds = object.identifier, object.record.title, round(seconds, 1)
    report.pages = pages_of(object).filter(status=PageStatus.DONE).count()
    report.failed = pages_of(object).filter(status=PageStatus.FAILED).count()
    _fill_flagged(report, object)
    sources = SourceFile.objects.filter(object=object)
    report.bytes_in = sum(sources.filter(status=SourceStatus.STORED).values_list("size", flat=True))
    locked = list(locked_sources(object))
    report.locked = len(locked)
    report.bad_files += [refusal_words(source) for source in [*refused_sources(object), *locked]]
    if report.done_now:
        taken = sources.filter(status=SourceStatus.STORED).exclude(notices=[]).order_by("place", "position")
        report.notes += [words for source in taken for words in notice_words(source)]
    report.notes += [same_words(source) for source in copied_sources(object)]
    report.notes += [
        _("%(name)s: fayl endi yoʻq, sahifasi saqlandi.") % {"name": source.name}
        for source in missing_sources(object, roots)
    ]
    report.bytes_out = sum(path.stat().st_size for path in object.folder.glob("*") if path.is_file())
    report.published, report.state = object.is_published, str(ObjectStatus(object.status).label)
    where = reverse("library:book", args=[object.identifier]) if report.published else object.get_absolute_url()
    report.where = site_address() + where


def _fill_flagged(report: Report, object: DigitalObject) -> None:
    """The pages that a person should look at, those first that have to be scanned again or could not be read."""
    for page in sorted(with_sources(pages_flagged(object)), key=_mildness):
        words = (
            failure_words(page.error_code, page.error, page.source.name)
            if page.status == PageStatus.FAILED
            else "; ".join(flag_words(page.flags))
        )
        report.rescan += _mildness(page) == 1
        report.flagged.append((f"{page.label or page.key} ({page.source.name})", words))


def _mildness(page: Page) -> int:
    """0 not read at all, 1 to be scanned again, 2 to be looked at."""
    if page.status == PageStatus.FAILED:
        return 0
    return 1 if page.verdict == PageVerdict.RESCAN else 2


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
    if report.locked:
        console.print(_("Parolni berish uchun xuddi shu buyruqqa --password-file FAYL (yoki - ) qoʻshing."))
    if not report.identifier:
        return
    if report.known:
        console.print(_("Avval raqamlashtirilgan, yangi ish yoʻq."), style="green")
    console.print(_table(report))
    bad = report.failed + report.rescan
    _listed(console, report.flagged, ["red"] * bad + ["yellow"] * (len(report.flagged) - bad))
    _listed(console, [("", note) for note in report.notes], ["cyan"] * len(report.notes))
    _listed(console, [("", reason) for reason in report.bad_files], ["red"] * len(report.bad_files))


def _table(report: Report) -> Table:
    table = Table(show_header=False, title=escape(report.title), title_justify="left")
    rows = (
        (_("holati"), report.state),
        (_("sahifalar"), str(report.pages)),
        (_("ishlov berilmadi"), str(report.failed) if report.failed else ""),
        (_("qayta skanerlash kerak"), str(report.rescan) if report.rescan else ""),
        (_("koʻrib chiqish kerak"), str(len(report.flagged) - report.rescan - report.failed)),
        (_("vaqt"), _rate(report)),
        (_("hajmi"), f"{size_words(report.bytes_in)} → {size_words(report.bytes_out)}"),
        (_("oʻqish uchun") if report.published else _("tekshirish uchun"), report.where),
    )
    for name, value in rows:
        if value:
            table.add_row(name, escape(value))
    return table


def _rate(report: Report) -> str:
    text = _("%(seconds)s soniya") % {"seconds": f"{report.seconds:.1f}"}
    if report.done_now and report.seconds:
        text += " · " + _("%(rate)s sahifa/daq") % {"rate": f"{report.done_now * 60 / report.seconds:.0f}"}
    return text


def _listed(console: Console, lines: Sequence[tuple[str, str]], styles: Sequence[str]) -> None:
    """What has to be told, one thing a line; what does not fit goes on below itself."""
    grid = Table.grid(padding=(0, 1, 0, 2), pad_edge=True)
    for (name, words), style in list(zip(lines, styles, strict=True))[:NAMED]:
        cells = [escape(name), escape(words)] if name else [escape(words)]
        grid.add_row(*cells, style=style)
    if lines:
        console.print(grid)
    if len(lines) > NAMED:
        console.print(_("  … yana %(count)s ta") % {"count": len(lines) - NAMED}, style=styles[-1], highlight=False)
