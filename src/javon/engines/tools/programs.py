"""The external programs, models, dictionaries and libraries Javon uses: probed here, run here, listed once."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from javon.engines.tools.budget import Budget, LimitError, TimedOut, Usage, death_of


class Need(StrEnum):
    """What a thing is needed for."""

    RUN = "run"
    TEST = "test"
    BENCH = "bench"
    TRAIN = "train"
    OPTIONAL = "optional"


class Sort(StrEnum):
    """What sort of thing it is."""

    PROGRAM = "program"
    MODEL = "model"
    DICTIONARY = "dictionary"
    LIBRARY = "library"
    FONT = "font"
    JAR = "jar"


class Trouble(StrEnum):
    """What is wrong with a thing; its words are in ``TROUBLES``."""

    NONE = ""
    MISSING = "missing"
    OLD = "old"
    BROKEN = "broken"


#: In Uzbek Latin; ``minimum`` is the least version.
TROUBLES: Mapping[Trouble, str] = {
    Trouble.MISSING: "oʻrnatilmagan",
    Trouble.OLD: "%(minimum)s yoki undan yangisi kerak",
    Trouble.BROKEN: "ishga tushmadi",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a probe found.  ``version`` is empty where the thing has none."""

    found: bool
    version: str = ""
    place: str = ""
    trouble: Trouble = Trouble.NONE


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing from outside: how to find it, the least version, what installs it, and what it is for."""

    name: str
    sort: Sort
    package: str
    purpose: str
    need: Need = Need.RUN
    minimum: str = ""
    places: tuple[str, ...] = ()
    version_arguments: tuple[str, ...] = ("--version",)

    @property
    def install(self) -> str:
        """The line that installs it."""
        return "./javon up" if self.sort is Sort.LIBRARY else f"apt-get install {self.package}"


class ProgramError(Exception):
    """A program could not be run, or said no.  The message names the program and, if missing, what installs it."""

    def __init__(self, message: str, returncode: int = 0, output: str = "") -> None:
        super().__init__(message, returncode, output)
        self.message = message
        self.returncode = returncode
        self.output = output

    def __str__(self) -> str:
        return self.message


class ProgramMissing(ProgramError):  # noqa: N818 -- it reads as the event it names
    """The program is not installed."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a program wrote."""

    stdout: bytes
    stderr: bytes

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.stdout.decode(errors="replace")


_TESSDATA = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
)
_JAVA = "/usr/share/java"


def _program(
    name: str,
    package: str,
    purpose: str,
    need: Need = Need.RUN,
    *,
    minimum: str = "",
    version_arguments: tuple[str, ...] = ("--version",),
) -> Requirement:
    return Requirement(name, Sort.PROGRAM, package, purpose, need, minimum, version_arguments=version_arguments)


def _model(name: str, package: str, purpose: str, need: Need = Need.RUN) -> Requirement:
    places = tuple(f"{folder}/{part}{name}.traineddata" for folder in _TESSDATA for part in ("", "script/"))
    return Requirement(name, Sort.MODEL, package, purpose, need, places=places)


def _dictionary(name: str, package: str, purpose: str) -> Requirement:
    places = (f"/usr/share/hunspell/{name}.dic", f"/usr/share/myspell/dicts/{name}.dic")
    return Requirement(name, Sort.DICTIONARY, package, purpose, places=places)


def _jar(name: str, package: str, purpose: str) -> Requirement:
    return Requirement(name, Sort.JAR, package, purpose, Need.TEST, places=(f"{_JAVA}/{name}.jar",))


def _library(name: str, purpose: str, minimum: str = "") -> Requirement:
    return Requirement(name, Sort.LIBRARY, name, purpose, minimum=minimum)


#: Everything, in the order in which ``javon doctor`` shows it; purposes are Uzbek Latin, as in the engines' tables.
REQUIREMENTS: tuple[Requirement, ...] = (
    _program("qpdf", "qpdf", "har bir PDF tuzilishini tekshiradi", minimum="11.0"),
    _program("pdftotext", "poppler-utils", "tayyor PDF faylni oʻqib koʻradi", version_arguments=("-v",)),
    _program("scanimage", "sane-utils", "skanerdan sahifa oladi"),
    _program("msgfmt", "gettext", "tarjimalarni tayyorlaydi"),
    _program("node", "nodejs", "npm shu bilan ishlaydi", minimum="18.0"),
    _program("npm", "npm", "interfeys fayllarini keltiradi"),
    _program("psql", "postgresql", "PostgreSQL bilan testlar", Need.TEST),
    _program("chromium-headless-shell", "chromium-headless-shell", "brauzerdagi ssenariylar", Need.TEST),
    _program("java", "openjdk-17-jre-headless", "PDF/A va EPUB tekshiruvi", Need.TEST, version_arguments=("-version",)),
    _program("xmllint", "libxml2-utils", "XML sxemalari tekshiruvi", Need.TEST),
    _program("unpaper", "unpaper", "sahifalar oʻlchovida taqqoslanadigan dastur", Need.BENCH),
    _program("gs", "ghostscript", "sahifalar oʻlchovida taqqoslanadigan dastur", Need.BENCH),
    _program(
        "nginx",
        "nginx-light",
        "boʻlaklar oʻlchovida taqqoslanadigan dastur oldidagi veb-server",
        Need.BENCH,
        version_arguments=("-v",),
    ),
    _model("uzb", "tesseract-ocr-uzb", "oʻzbek, lotin"),
    _model("uzb_cyrl", "tesseract-ocr-uzb-cyrl", "oʻzbek, kirill"),
    _model("rus", "tesseract-ocr-rus", "rus"),
    _model("eng", "tesseract-ocr-eng", "ingliz"),
    _model("osd", "tesseract-ocr-osd", "sahifaning yuqorisi qayerda"),
    _model("Cyrillic", "tesseract-ocr-script-cyrl", "yumshatish belgili kirill"),
    _model("Latin", "tesseract-ocr-script-latn", "oʻzbek modelida yoʻq lotin belgilari"),
    _dictionary("uz_UZ", "hunspell-uz", "oʻzbek soʻzlari"),
    _dictionary("ru_RU", "hunspell-ru", "rus soʻzlari"),
    _dictionary("en_US", "hunspell-en-us", "ingliz soʻzlari"),
    Requirement(
        "DejaVu Sans",
        Sort.FONT,
        "fonts-dejavu-core",
        "namuna javoni",
        places=("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",),
    ),
    Requirement(
        "Noto Serif",
        Sort.FONT,
        "fonts-noto-core",
        "namuna javoni",
        places=("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",),
    ),
    _jar("preflight", "libpdfbox2-java", "PDF/A-1b tekshiruvi"),
    _jar("epubcheck", "epubcheck", "EPUB tekshiruvi"),
    _library("Django", "sayt", "5.2"),
    _library("numpy", "piksellar jadvali"),
    _library("opencv-python-headless", "sahifalarni oʻlchash va burish"),
    _library("pyvips", "hosila tasvirlar va boʻlaklar"),
    _library("pillow", "tasvirlarni ochish", "11.0"),
    _library("tesserocr", "matnni oʻqish"),
    _library("pikepdf", "PDF oʻqish va yozish", "9.0"),
    _library("pypdfium2", "PDF sahifalarini chizish"),
    _library("lxml", "XML"),
    _library("tantivy", "toʻliq matnli indeks"),
    _library("pymarc", "katalog yozuvlari"),
)


def requirement(name: str) -> Requirement:
    """The table's line of ``name``."""
    return next(line for line in REQUIREMENTS if line.name == name)


def version_key(version: str) -> tuple[int, ...]:
    """Numbers of a version, to compare."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:4])


def probe(line: Requirement) -> Finding:
    """Look for one thing and its version; never raises."""
    finding = _PROBES.get(line.sort, _probe_file)(line)
    if finding.found and line.minimum and finding.version and version_key(finding.version) < version_key(line.minimum):
        return Finding(False, finding.version, finding.place, Trouble.OLD)
    return finding


def _probe_program(line: Requirement) -> Finding:
    place = shutil.which(line.name)
    if place is None:
        return Finding(False, trouble=Trouble.MISSING)
    try:
        done = subprocess.run(
            [place, *line.version_arguments], capture_output=True, timeout=20, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return Finding(False, place=place, trouble=Trouble.BROKEN)
    found = re.search(r"\d+(\.\d+)+[\w.-]*", (done.stdout + done.stderr).decode(errors="replace"))
    return Finding(True, found[0] if found else "", place)


def _probe_file(line: Requirement) -> Finding:
    for place in line.places:
        if os.access(place, os.R_OK) and Path(place).stat().st_size > 0:
            return Finding(True, place=place)
    return Finding(False, trouble=Trouble.MISSING)


def _probe_library(line: Requirement) -> Finding:
    try:
        return Finding(True, importlib.metadata.version(line.name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(False, trouble=Trouble.MISSING)


_PROBES: Mapping[Sort, Callable[[Requirement], Finding]] = {
    Sort.PROGRAM: _probe_program,
    Sort.LIBRARY: _probe_library,
}


@lru_cache(maxsize=64)
def _place_of(name: str) -> str:
    place = shutil.which(name)
    if place is None:
        package = next((line.package for line in REQUIREMENTS if line.name == name), name)
        raise ProgramMissing(f"{name} is not installed. Install it: apt-get install {package}")
    return place


def run(
    arguments: Sequence[str | Path],
    *,
    budget: Budget | None = None,
    accept: frozenset[int] = frozenset({0}),
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: bytes = b"",
) -> Output:
    """Run a program without a shell, within ``budget``; its whole process group ends with it.

    Raises:
        ProgramMissing: not installed; the message says what installs it.
        ProgramError: it left with a code that is not in ``accept``.
        LimitError: it met a limit or died of a signal.
    """
    budget = budget or Budget(cpu_seconds=60, wall_seconds=120)
    name, *rest = (str(argument) for argument in arguments)
    command = [*_limiter(budget), _place_of(name), *rest]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
        cwd=cwd,
        start_new_session=True,
    )
    with process:
        try:
            stdout, stderr = process.communicate(stdin, timeout=budget.wall_seconds)
        except subprocess.TimeoutExpired as error:
            raise TimedOut(f"{name}: no end after {budget.wall_seconds:g} s") from error
        finally:
            _end_group(process)
    _judge(name, process.returncode, accept, stderr)
    return Output(stdout, stderr)


def _limiter(budget: Budget) -> list[str]:
    # prlimit (util-linux, part of every Debian) sets limits without code between fork and exec.
    seconds = max(1, round(budget.cpu_seconds + 0.5))
    return [
        _place_of("prlimit"),
        f"--as={budget.memory_bytes}",
        f"--cpu={seconds}",
        f"--fsize={budget.file_bytes}",
        "--core=0",
        "--",
    ]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _judge(name: str, code: int, accept: frozenset[int], stderr: bytes) -> None:
    words = stderr.decode(errors="replace").strip()
    if code < 0:
        error: LimitError = death_of(-code, Usage())
        error.detail = f"{name}: {error.detail}"
        raise error
    if code not in accept:
        raise ProgramError(f"{name} failed ({code}): {words[-1000:]}", code, words)


__all__ = [
    "REQUIREMENTS",
    "TROUBLES",
    "Budget",
    "Finding",
    "Need",
    "Output",
    "ProgramError",
    "ProgramMissing",
    "Requirement",
    "Sort",
    "Trouble",
    "probe",
    "requirement",
    "run",
    "version_key",
]
