"""Pages through Javon and through OCRmyPDF: CPU, wall clock, memory, errors, bytes.

The same images go through `javon read`, through `ocrmypdf` and through `ocrmypdf --deskew --clean`, each with two
workers.  OCRmyPDF gets all four models, because nobody tells either program what language a page is in.  Without
``--input``, pages are rendered from the texts of the sample shelf, in the states of ``rendered.LEVELS``.  With it,
every folder below DIR is a set; a page's true text is taken from the file beside it (plain text, ALTO, PAGE) where
there is one, and pictures with transparency or a palette, which the peer refuses, go to all programs as plain copies.
CPU is user and system time of the whole process tree; memory its proportional set size; figures of several repeats are
medians.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bench import process, rendered, true_text
from javon.cli.bench import add_number, bench_parser
from javon.config.words import gettext as _

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "src/javon/apps/digitization/samples"
LANGUAGES = {"uz-Latn": "uz-latn", "uz-Cyrl": "uz-cyrl", "ru": "ru", "en": "en"}
MODELS = "uzb+uzb_cyrl+rus+eng"
IMAGES = {".jpg", ".jpeg", ".png", ".tif", ".tiff"}
WORKERS = 2
#: Resolution for pictures that declare none.
DPI = 300


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages that belong together, with their true texts where known."""

    name: str
    images: tuple[Path, ...]
    truths: tuple[str | None, ...]


@dataclass(slots=True)
class Figures:
    """What a program did with a set."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)
    bytes_a_page: float = 0.0
    recognition: float = 0.0
    texts: list[str] = field(default_factory=list)
    errors: list[true_text.Errors] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        """Figures a page; error rates over all pages with a known text."""
        found = {
            "cpu_s": median(self.cpu),
            "wall_s": median(self.wall),
            "peak_mb": max(self.peak),
            "kb": self.bytes_a_page / 1000,
        }
        if self.recognition:
            found["beyond_recognition"] = 1 - self.recognition / median(self.cpu)
        letters = sum(error.letters for error in self.errors)
        words = sum(error.words for error in self.errors)
        if letters:
            found["cer"] = 100 * sum(error.letter_edits for error in self.errors) / letters
            found["cer_folded"] = 100 * sum(error.folded_letter_edits for error in self.errors) / letters
            found["wer"] = 100 * sum(error.word_edits for error in self.errors) / words
            found["wer_folded"] = 100 * sum(error.folded_word_edits for error in self.errors) / words
            found["cer_folded_median"] = 100 * median(error.folded_cer for error in self.errors)
        return found


def main(argv: Sequence[str] | None = None) -> int:
    """Run the bench; see the module."""
    parser = bench_parser("digitize")
    add_number(parser, "--pages", 24, _("har toʻplamda koʻpi bilan shuncha sahifa (odatda: %(default)s)"))
    add_number(parser, "--seed", 1, _("boshqa son boshqa sahifalar chizadi (odatda: %(default)s)"))
    add_number(
        parser, "--repeat", 1, _("har dastur necha marta ishlaydi, oʻrtadagisi koʻrsatiladi (odatda: %(default)s)")
    )
    parser.add_argument(
        "--keep", type=Path, metavar=_("PAPKA"), help=_("chizilgan sahifalar va natijalar shu papkada qoladi")
    )
    options = parser.parse_args(argv)
    console = Console()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.keep or Path(temporary)
        if options.input:
            sets = given(options.input, options.pages, work / "plain")
        else:
            sets = _rendered(work / "rendered", options.pages, options.seed)
        if not sets:
            console.print(f"no images under {options.input}")
            return 2
        figures = {one.name: _measure(console, one, work / one.name, options.repeat) for one in sets}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _show(console, figures)
    return 0


def given(folder: Path, pages: int, plain: Path) -> list[PageSet]:
    """Every folder with images below ``folder`` as a set of at most ``pages``; copies on white go below ``plain``."""
    sets = []
    for place in [folder, *sorted(path for path in folder.rglob("*") if path.is_dir())]:
        name = str(place.relative_to(folder)) if place != folder else folder.name
        files = [path for path in sorted(place.iterdir()) if path.suffix.lower() in IMAGES][:pages]
        pairs = [(image, true_text.truth_of(path)) for path in files if (image := _plain(path, plain / name))]
        if pairs:
            images, truths = zip(*pairs, strict=True)
            sets.append(PageSet(name, images, truths))
    return sets


def _plain(path: Path, place: Path) -> Path | None:
    """The picture itself, or a copy on white where the peer could not take it; None where it is none."""
    try:
        with Image.open(path) as image:
            if getattr(image, "n_frames", 1) > 1:
                return None
            if image.mode in {"1", "L", "RGB"}:
                return path
            layers = image.convert("RGBA")
            copy = place / f"{path.stem}.png"
            place.mkdir(parents=True, exist_ok=True)
            sheet = Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers)
            sheet.convert("RGB").save(copy, dpi=image.info.get("dpi", (DPI, DPI)))
            return copy
    except OSError:
        return None


def _rendered(folder: Path, pages: int, seed: int) -> list[PageSet]:
    """Pages of all four languages in every state."""
    sets = []
    for level in rendered.LEVELS.values():
        place = folder / f"rendered-{level.name}"
        for language, name in LANGUAGES.items():
            text, count = sample_text(TEXTS / f"{name}.txt"), max(1, pages // 4)
            made = rendered.set_pages(text, language, level, count=count, seed=seed)
            rendered.write_pages(made, place)
        images = tuple(sorted(place.glob("*.jpg")))
        sets.append(PageSet(place.name, images, tuple(true_text.truth_of(image) for image in images)))
    return sets


def sample_text(path: Path) -> str:
    """The running text of a sample: without its head of "key: value" lines and the marks of headings."""
    _, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return body.replace("#", "")


def _measure(console: Console, pages: PageSet, work: Path, repeat: int) -> dict[str, dict[str, float]]:
    work.mkdir(parents=True, exist_ok=True)
    programs: dict[str, Callable[[PageSet, Path], Figures]] = {
        "javon": _javon,
        "ocrmypdf": lambda one, place: ocrmypdf(one, place, []),
        "ocrmypdf --deskew --clean": lambda one, place: ocrmypdf(one, place, ["--deskew", "--clean"]),
    }
    found = {}
    for name, program in programs.items():
        figures = Figures()
        for turn in range(repeat):
            with console.status(f"{pages.name}: {name} ({turn + 1} of {repeat})"):
                once = program(pages, work / f"{name.split()[-1].strip('-')}-{turn}")
            figures.cpu += once.cpu
            figures.wall += once.wall
            figures.peak += once.peak
            figures.bytes_a_page, figures.texts, figures.recognition = once.bytes_a_page, once.texts, once.recognition
        figures.errors = [
            true_text.compare(read, true)
            for read, true in zip(figures.texts, pages.truths, strict=True)
            if true is not None
        ]
        found[name] = {"pages": float(len(pages.images)), **figures.summary()}
    return found


def _javon(pages: PageSet, work: Path) -> Figures:
    command = [sys.executable, "-m", "javon", "read", *map(str, pages.images), "--out", str(work), "--again", "--json"]
    cost = process.run([*command, "--workers", str(WORKERS)], environment={"PYTHONPATH": str(ROOT / "src")})
    lines = [json.loads(line) for line in (work / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    texts: dict[str, list[str]] = {str(image): [] for image in pages.images}
    recognition = 0.0
    for line in lines:
        if "files" in line:
            result = json.loads((Path(line["files"]) / "result.json").read_text(encoding="utf-8"))
            texts[line["file"]].append(_printed(result["page"]))
            recognition += result["seconds"]["read_cpu"]
    count = len(pages.images)
    size = sum(path.stat().st_size for path in work.glob("*.pdf"))
    return Figures(
        [cost.cpu_seconds / count],
        [cost.wall_seconds / count],
        [cost.peak_bytes / 1e6],
        size / count,
        recognition / count,
        ["\n".join(texts[str(image)]) for image in pages.images],
    )


def _printed(page: dict[str, Any]) -> str:
    lines = [line for region in page["regions"] for line in region["lines"]]
    return "\n".join(" ".join(word[0] for word in line["words"]) for line in lines)


def ocrmypdf(pages: PageSet, work: Path, flags: list[str], workers: int = WORKERS) -> Figures:
    """The peer on a set of images, with all models; texts are in the order of the images."""
    import img2pdf  # noqa: PLC0415 -- optional dependency: a library of the peer; help is given without it

    work.mkdir(parents=True, exist_ok=True)
    source, target, sidecar = work / "in.pdf", work / "out.pdf", work / "out.txt"
    default = img2pdf.get_fixed_dpi_layout_fun((DPI, DPI))
    declared = all(_has_dpi(image) for image in pages.images)
    layout = {} if declared else {"layout_fun": default}
    source.write_bytes(img2pdf.convert([str(image) for image in pages.images], **layout))
    program = Path(sys.executable).parent / "ocrmypdf"
    command = [str(program), "-q", "-l", MODELS, "-j", str(workers), *flags, "--sidecar", str(sidecar)]
    cost = process.run([*command, str(source), str(target)], environment={"PATH": _path()})
    if cost.status:
        raise RuntimeError(f"ocrmypdf ended with {cost.status}: {cost.output[-2000:]}")
    count = len(pages.images)
    texts = sidecar.read_text(encoding="utf-8").split("\f")
    return Figures(
        [cost.cpu_seconds / count],
        [cost.wall_seconds / count],
        [cost.peak_bytes / 1e6],
        target.stat().st_size / count,
        0.0,
        (texts + [""] * count)[:count],
    )


def _has_dpi(path: Path) -> bool:
    with Image.open(path) as image:
        return float(image.info.get("dpi", (0, 0))[0]) >= 100


def _path() -> str:
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


@dataclass(frozen=True, slots=True)
class Goal:
    """Javon's figure against a peer's: at most ``ratio`` times it, or at most ``most`` by itself."""

    words: str
    figure: str
    peer: str = ""
    ratio: float = 0.0
    most: float = 0.0
    sets: str = ""


GOALS = (
    Goal("CPU ≤ 0.25 × ocrmypdf --deskew --clean", "cpu_s", "ocrmypdf --deskew --clean", 0.25),
    Goal("CPU ≤ 0.6 × ocrmypdf", "cpu_s", "ocrmypdf", 0.6),
    Goal("letters wrong ≤ ocrmypdf", "cer_folded", "ocrmypdf", 1.0),
    Goal("letters wrong ≤ ocrmypdf --deskew --clean", "cer_folded", "ocrmypdf --deskew --clean", 1.0),
    Goal("letters wrong ≤ half on degraded pages", "cer_folded", "ocrmypdf", 0.5, sets="hard"),
    Goal("bytes ≤ 0.2 × ocrmypdf", "kb", "ocrmypdf", 0.2),
    Goal("peak memory ≤ 600 MB", "peak_mb", most=600),
    Goal("beyond recognition ≤ 20 % of CPU", "beyond_recognition", most=0.2),
)


#: Heading, figure and form of a column: eighty signs a line hold the table.  The file of --json has more.
COLUMNS = (
    ("CPU\ns/page", "cpu_s", ".2f"),
    ("wall\ns/page", "wall_s", ".2f"),
    ("peak\nMB", "peak_mb", ".0f"),
    ("kB/\npage", "kb", ".0f"),
    ("CER\n%", "cer", ".2f"),
    ("CER %\nfolded", "cer_folded", ".2f"),
    ("WER %\nfolded", "wer_folded", ".2f"),
)


def _show(console: Console, figures: dict[str, dict[str, dict[str, float]]]) -> None:
    for name, programs in figures.items():
        table = Table(
            title=f"{name}, {programs['javon']['pages']:.0f} pages",
            title_justify="left",
            box=SIMPLE_HEAD,
            padding=(0, 1, 0, 0),
            pad_edge=False,
        )
        table.add_column("", no_wrap=True)
        for heading, _key, _form in COLUMNS:
            table.add_column(heading, justify="right", no_wrap=True)
        for program, row in programs.items():
            table.add_row(program, *(f"{row[key]:{form}}" if key in row else "" for _heading, key, form in COLUMNS))
        console.print(table)
        for goal in GOALS:
            line = _goal_line(goal, name, programs)
            if line:
                console.print(line, highlight=False)
        console.print()


def _goal_line(goal: Goal, name: str, programs: dict[str, dict[str, float]]) -> str:
    ours = programs["javon"].get(goal.figure)
    if ours is None or goal.sets not in name:
        return ""
    if not goal.peer:
        return f"  {_tick(ours <= goal.most)} {goal.words}: {ours:.2f}"
    theirs = programs[goal.peer].get(goal.figure)
    if theirs is None:
        return ""
    reached = ours <= goal.ratio * theirs
    ratio = f"{ours / theirs:.2f} ×" if theirs else f"{ours:.2f} against {theirs:.2f}"
    return f"  {_tick(reached)} {goal.words}: {ratio}"


def _tick(reached: bool) -> str:
    return "[green]✓[/green]" if reached else "[red]✗[/red]"


if __name__ == "__main__":
    raise SystemExit(main())
