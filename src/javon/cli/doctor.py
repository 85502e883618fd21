"""Show every external program, model, library and setting, and what installs what is missing."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from javon.cli.archive_health import archive_problems, archive_read, leavings_words
from javon.cli.database_health import database_place, database_problems
from javon.cli.guarding import lost_seals, open_folders
from javon.cli.parser import Help
from javon.cli.surprises import PLAIN
from javon.cli.terminal import Terminal
from javon.config.words import gettext as _
from javon.config.words import gettext_noop
from javon.engines.tools.plain import plain_json
from javon.engines.tools.programs import REQUIREMENTS, TROUBLES, Finding, Need, Requirement, Sort, Trouble, probe

HELP = Help(
    gettext_noop(
        "Har bir tashqi dastur, model, kutubxona va sozlamani hamda yetishmaganini nima oʻrnatishini koʻrsatadi."
    ),
    notes=(gettext_noop("chiqish kodi: 0 hammasi bor, 1 nimadir yetishmaydi"),),
)

ROOT = Path(__file__).resolve().parents[3]
_LEAST_PYTHON = (3, 11, 2)
_LEAST_FREE_BYTES = 2 << 30
_SORTS: dict[str, str] = {
    Sort.PROGRAM: gettext_noop("dasturlar"),
    Sort.MODEL: gettext_noop("oʻqish modellari"),
    Sort.DICTIONARY: gettext_noop("lugʻatlar"),
    Sort.LIBRARY: gettext_noop("Python kutubxonalari"),
    Sort.FONT: gettext_noop("shriftlar"),
    Sort.JAR: gettext_noop("Java dasturlari"),
    "machine": gettext_noop("kompyuter"),
    "setting": gettext_noop("sozlamalar"),
}
_NAMES = {
    "disk": gettext_noop("disk"),
    "cores": gettext_noop("yadrolar"),
    "settings": gettext_noop("sozlamalar"),
    "database": gettext_noop("maʼlumotlar bazasi"),
    "archive": gettext_noop("raqamli arxiv"),
    "leavings": gettext_noop("qoldiqlar"),
}
_NEEDS = {
    Need.TEST: gettext_noop("faqat testlar uchun"),
    Need.BENCH: gettext_noop("faqat oʻlchovlar uchun"),
    Need.TRAIN: gettext_noop("faqat tanish modellarini oʻrgatish uchun"),
    Need.OPTIONAL: gettext_noop("ixtiyoriy"),
}
_MARKS = {True: "[green]✓[/]", False: "[red]✗[/]", None: "[yellow]–[/]"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.  ``ok`` False = something needed for running is missing; None = only not needed now."""

    name: str
    sort: str
    ok: bool | None
    version: str
    minimum: str
    purpose: str
    problem: str
    install: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``javon doctor``."""
    parser.add_argument("--json", action="store_true", help=_("natijani JSON qilib yozish"))
    parser.add_argument(
        "--all",
        action="store_true",
        help=_("testlar, oʻlchovlar va oʻrgatishga keraklilarini ham tekshirish, bazani oxirigacha koʻrish"),
    )


def run(options: argparse.Namespace) -> int:
    """Print the findings; 0 where everything needed is there, else 1."""
    judge_all = bool(getattr(options, "all", False))
    lines = [*_requirement_lines(judge_all), *_machine_lines(), *_setting_lines(judge_all)]
    if getattr(options, "json", False):
        print(plain_json([asdict(line) for line in lines], indent=2))
    else:
        _print(lines, Terminal())
    return int(any(line.ok is False for line in lines))


def _requirement_lines(judge_all: bool) -> list[Line]:
    wanted = [one for one in REQUIREMENTS if judge_all or one.need in (Need.RUN, Need.OPTIONAL)]
    with ThreadPoolExecutor(4) as pool:
        findings = list(pool.map(probe, wanted))
    return [_line(one, finding, judge_all) for one, finding in zip(wanted, findings, strict=True)]


def _line(wanted: Requirement, finding: Finding, judge_all: bool) -> Line:
    needed = judge_all or wanted.need is Need.RUN
    ok = True if finding.found else False if needed else None
    purpose = _(wanted.purpose) + (f" ({_(_NEEDS[wanted.need])})" if wanted.need in _NEEDS else "")
    problem = _trouble(finding.trouble, wanted.minimum)
    install = "" if finding.found else wanted.install
    return Line(wanted.name, wanted.sort.value, ok, finding.version, wanted.minimum, purpose, problem, install)


def _trouble(trouble: Trouble, minimum: str) -> str:
    return _(TROUBLES[trouble]) % {"minimum": minimum} if trouble in TROUBLES else ""


def _machine_lines() -> Iterator[Line]:
    python = ".".join(str(part) for part in sys.version_info[:3])
    least = ".".join(str(part) for part in _LEAST_PYTHON)
    new_enough = sys.version_info >= _LEAST_PYTHON
    problem = "" if new_enough else _trouble(Trouble.OLD, least)
    install = "" if new_enough else "apt-get install python3"
    yield Line("python", "machine", new_enough, python, least, _("Javon shu bilan ishlaydi"), problem, install)
    yield from (_disk_line(folder) for folder in _data_folders())
    cores = str(os.cpu_count() or 1)
    yield Line("cores", "machine", True, cores, "", _("bir vaqtda shuncha sahifa"), "", "")
    variable = os.environ.get("OMP_THREAD_LIMIT", "")
    yield Line(
        "OMP_THREAD_LIMIT",
        "machine",
        True,
        variable,
        "",
        _("har sahifaga bitta oqim; boʻsh boʻlsa, Javon oʻzi qoʻyadi"),
        "",
        "",
    )


def _data_folders() -> list[Path]:
    """The folder of the data, and that of the preservation store where it lies on another disk.

    Read as the settings do, but also where the settings are broken.
    """
    data = Path(os.environ.get("JAVON_DATA") or ROOT / "var").expanduser().absolute()
    folders = [data, Path(os.environ.get("JAVON_PRESERVATION") or data).expanduser().absolute()]
    there = [next(path for path in (folder, *folder.parents) if path.exists()) for folder in folders]
    return list({path.stat().st_dev: path for path in reversed(there)}.values())[::-1]


def _disk_line(folder: Path) -> Line:
    free = shutil.disk_usage(folder).free
    enough = free > _LEAST_FREE_BYTES
    problem = "" if enough else _("2 GB dan kam joy qoldi: joy boʻshating")
    room = _("%(size)s GB boʻsh") % {"size": f"{free / 1e9:.1f}"} + f" ({folder})"
    return Line("disk", "machine", enough, room, "2 GB", _("asl va hosila tasvirlar"), problem, "")


def _setting_lines(judge_all: bool = False) -> list[Line]:
    """What Django's own checks say of the settings."""
    printed = io.StringIO()
    try:
        # Everything else of the doctor must work where Django is missing or its settings are broken.
        import django  # noqa: PLC0415 -- optional dependency
        from django.core.management import call_command  # noqa: PLC0415 -- optional dependency

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
        with contextlib.redirect_stderr(printed):
            django.setup()
            call_command("check", stdout=printed, stderr=printed)
    except Exception as error:  # whatever is wrong with the settings is what the person wants to read
        words = str(error) if type(error).__name__ in PLAIN else f"{type(error).__name__}: {error}"
        return [Line("settings", "setting", False, "", "", "javon.config.settings", words, "")]
    whole = Line("settings", "setting", True, "", "", "javon.config.settings", _warnings(printed.getvalue()), "")
    database = _database_line(judge_all)
    # Of a database that is lost or broken nothing else can be asked.
    return [whole, database, *([] if database.ok is False else [*_guarded_lines(), *_archive_lines()])]


def _database_line(judge_all: bool) -> Line:
    wrong, known = database_problems(thorough=judge_all)
    purpose = _("arxivga mos va butun")
    return Line("database", "setting", not wrong, database_place(), "", purpose, "\n".join([*wrong, *known]), "")


def _guarded_lines() -> Iterator[Line]:
    for problem in open_folders():
        yield Line("JAVON_DATA", "setting", None, "", "", _("maʼlumotlar begonalardan yopiq"), problem, "")
    for problem in lost_seals():
        yield Line("JAVON_SEAL_KEY", "setting", False, "", "", _("ikki bosqichli kirish"), problem, "")


def _archive_lines() -> Iterator[Line]:
    problem = " ".join(archive_problems())
    yield Line(
        "archive", "setting", not problem, archive_read(), "", _("har bir bayti oʻqib tekshiriladi"), problem, ""
    )
    left = leavings_words()
    if left:
        yield Line("leavings", "setting", None, "", "", _("yarim qolgan fayllar"), left, "")


def _warnings(printed: str) -> str:
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    return " ".join(line for line in lines if not line.startswith("System check identified no issues"))


def _print(lines: list[Line], console: Console) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("", _("nima"), _("versiya"), _("nima uchun"), _("muammo")):
        table.add_column(head, overflow="fold")
    last = ""
    for line in lines:
        if line.sort != last:
            table.add_row("", f"[dim]{_(_SORTS[line.sort])}[/]")
            last = line.sort
        name = _(_NAMES[line.name]) if line.name in _NAMES else line.name
        table.add_row(_MARKS[line.ok], name, line.version, line.purpose, escape(line.problem))
    console.print(table)
    missing = [line for line in lines if line.ok is False]
    if not missing:
        console.print("\n" + _("Javonga kerakli hamma narsa bor."))
        return
    console.print("\n" + _("Yetishmaydi yoki notoʻgʻri: %(count)s ta.") % {"count": len(missing)}, style="red")
    packages = sorted({line.install.removeprefix("apt-get install ") for line in missing if "apt-get" in line.install})
    if packages:
        install = {"line": f"apt-get install {' '.join(packages)}"}
        console.print(_("Oʻrnatish uchun:  %(line)s") % install, soft_wrap=True)
    if any(line.sort == Sort.LIBRARY.value for line in missing):
        console.print(_("Python kutubxonalari uchun:  %(line)s") % {"line": "./javon up"}, soft_wrap=True)
