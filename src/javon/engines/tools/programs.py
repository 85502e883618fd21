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
    OPTIONAL = "optional"


class Sort(StrEnum):
    """What sort of thing it is."""

    PROGRAM = "program"
    MODEL = "model"
    DICTIONARY = "dictionary"
    LIBRARY = "library"
    FONT = "font"
    JAR = "jar"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a probe found.  ``version`` is empty where the thing has none."""

    found: bool
    version: str = ""
    place: str = ""
    problem: str = ""


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


#: Everything, in the order in which ``javon doctor`` shows it.
REQUIREMENTS: tuple[Requirement, ...] = (
    _program("qpdf", "qpdf", "checks the syntax of every PDF", minimum="11.0"),
    _program("pdftotext", "poppler-utils", "reads PDFs back", version_arguments=("-v",)),
    _program("scanimage", "sane-utils", "takes pages from a scanner"),
    _program("msgfmt", "gettext", "compiles the translations"),
    _program("node", "nodejs", "npm's interpreter", minimum="18.0"),
    _program("npm", "npm", "fetches the assets of the interface"),
    _program("psql", "postgresql", "the suite on PostgreSQL", Need.TEST),
    _program("chromium", "chromium", "browser journeys", Need.TEST),
    _program(
        "java", "openjdk-17-jre-headless", "validators of PDF/A and EPUB", Need.TEST, version_arguments=("-version",)
    ),
    _program("xmllint", "libxml2-utils", "checks XML against schemas", Need.TEST),
    _program("unpaper", "unpaper", "peer of the digitize bench", Need.BENCH),
    _program("gs", "ghostscript", "peer of the digitize bench", Need.BENCH),
    _program("nginx", "nginx-light", "front of the peer of the tiles bench", Need.BENCH, version_arguments=("-v",)),
    _model("uzb", "tesseract-ocr-uzb", "Uzbek Latin"),
    _model("uzb_cyrl", "tesseract-ocr-uzb-cyrl", "Uzbek Cyrillic"),
    _model("rus", "tesseract-ocr-rus", "Russian"),
    _model("eng", "tesseract-ocr-eng", "English"),
    _model("osd", "tesseract-ocr-osd", "which way is up"),
    _model("Cyrillic", "tesseract-ocr-script-cyrl", "Cyrillic with the soft sign"),
    _model("Latin", "tesseract-ocr-script-latn", "Latin signs that the Uzbek model lacks"),
    _dictionary("uz_UZ", "hunspell-uz", "Uzbek words"),
    _dictionary("ru_RU", "hunspell-ru", "Russian words"),
    _dictionary("en_US", "hunspell-en-us", "English words"),
    Requirement(
        "DejaVu Sans",
        Sort.FONT,
        "fonts-dejavu-core",
        "the sample shelf",
        places=("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",),
    ),
    Requirement(
        "Noto Serif",
        Sort.FONT,
        "fonts-noto-core",
        "the sample shelf",
        places=("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",),
    ),
    _jar("preflight", "libpdfbox2-java", "PDF/A-1b validator"),
    _jar("epubcheck", "epubcheck", "EPUB validator"),
    _library("Django", "the web", "5.2"),
    _library("numpy", "arrays of pixels"),
    _library("opencv-python-headless", "measuring and turning pages"),
    _library("pyvips", "derivatives and tiles"),
    _library("pillow", "decoding pictures", "11.0"),
    _library("tesserocr", "recognition"),
    _library("pikepdf", "reading and writing PDF", "9.0"),
    _library("pypdfium2", "drawing PDF pages"),
    _library("lxml", "XML"),
    _library("tantivy", "the full-text index"),
    _library("pymarc", "catalogue records"),
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
        return Finding(False, finding.version, finding.place, f"{line.minimum} or newer is needed")
    return finding


def _probe_program(line: Requirement) -> Finding:
    place = shutil.which(line.name)
    if place is None:
        return Finding(False, problem="not installed")
    try:
        done = subprocess.run(
            [place, *line.version_arguments], capture_output=True, timeout=20, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(False, place=place, problem=f"does not start: {type(error).__name__}")
    found = re.search(r"\d+(\.\d+)+[\w.-]*", (done.stdout + done.stderr).decode(errors="replace"))
    return Finding(True, found[0] if found else "", place)


def _probe_file(line: Requirement) -> Finding:
    for place in line.places:
        if os.access(place, os.R_OK) and Path(place).stat().st_size > 0:
            return Finding(True, place=place)
    return Finding(False, problem="not installed")


def _probe_library(line: Requirement) -> Finding:
    try:
        return Finding(True, importlib.metadata.version(line.name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(False, problem="not installed")


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
    "Budget",
    "Finding",
    "Need",
    "Output",
    "ProgramError",
    "ProgramMissing",
    "Requirement",
    "Sort",
    "probe",
    "requirement",
    "run",
    "version_key",
]
