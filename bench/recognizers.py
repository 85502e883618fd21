"""Each model of the project beside those of Debian, on the same pages: letters wrong, signs right, CPU.

Pages are drawn in typefaces that no training draws, from texts that it does not read (the pairs of texts of the test
data where they are there, else the sample shelf), and worn in the bench's own way; a second set is strewn with signs.
Real lines and pages of the test data follow, those of the 18th century from books that training leaves out.  Errors are
counted with all marks as printed; what is written in several ways in Uzbek Latin (ʻ, ʼ) is brought to one on both
sides, as the pipeline does.  CPU is layout and recognition of a page in a warm process, one thread.
"""

from __future__ import annotations

import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from training.faces import coverage, kept_files
from training.respelling import yanalif

from bench import rendered, sign_texts, true_text
from bench.line_sets import LineSet, books_kept_apart, packed_lines
from javon.cli.bench import add_number, bench_parser
from javon.config.words import gettext as _
from javon.engines.language import canonical
from javon.engines.ocr import api, ink
from javon.engines.ocr.models import CYRILLIC, DEBIAN_UZBEK, ENGLISH, LATIN, RUSSIAN, Model, model_file
from javon.engines.ocr.recognizer import NoModelError, Pixels
from javon.engines.ocr.tesseract import X_HEIGHT

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "src/javon/apps/digitization/samples"
UZBEK_CYRILLIC = Model("uzb_cyrl", "tesseract-ocr-uzb-cyrl", "Cyrl")
FACES = (
    "CharisSIL-Regular",
    "PTF55F",
    "Roboto-Regular",
    "DejaVuSerif.",
    "NotoSerif-Regular",
    "EBGaramond12-Regular",
    "CharisSIL-Italic",
)
LEVELS = (rendered.MILD, rendered.HARD)
PEERS = {
    "uz-Latn": (DEBIAN_UZBEK, LATIN, ENGLISH),
    "en": (ENGLISH, LATIN),
    "uz-Cyrl": (CYRILLIC, UZBEK_CYRILLIC),
    "ru": (RUSSIAN, CYRILLIC),
    "old-ru": (RUSSIAN, CYRILLIC),
    "yanalif": (LATIN, DEBIAN_UZBEK),
}
OURS = {
    "uz-Latn": ("javon_latn",),
    "en": ("javon_latn",),
    "uz-Cyrl": ("javon_cyrl",),
    "ru": ("javon_cyrl", "javon_rus_old"),
    "old-ru": ("javon_rus_old",),
    "yanalif": ("javon_yanalif",),
}
TEXT_FILES = {"uz-Latn": "*_lat.txt", "uz-Cyrl": "*_cyr.txt"}
SAMPLE_FILES = {"uz-Latn": "uz-latn", "uz-Cyrl": "uz-cyrl", "ru": "ru", "en": "en"}
#: Real pages of the test data that are one column of text each, so that layout is no part of the question.
REAL_PAGES = {"uz-Cyrl": ("uzb-cyrl", "*.jpg"), "en": ("eng", "*_page_*.png")}


@dataclass(slots=True)
class Figures:
    """What a model made of a set; ``signs``: sign -> how often it stood there and how often it was read."""

    letters: int = 0
    edits: int = 0
    cpu: float = 0.0
    pages: int = 0
    signs: dict[str, list[int]] = field(default_factory=dict)

    def add(self, read: str, true: str, cpu: float) -> None:
        """Count one page or line."""
        read, true = _plain(read), _plain(true)
        self.letters += len(true)
        self.edits += Levenshtein.distance(read, true)
        self.cpu += cpu
        self.pages += 1
        for sign, (there, right) in _signs(read, true).items():
            counts = self.signs.setdefault(sign, [0, 0])
            counts[0] += there
            counts[1] += right

    @property
    def cer(self) -> float:
        return 100 * self.edits / max(1, self.letters)

    @property
    def signs_right(self) -> float:
        there, right = (sum(counts[which] for counts in self.signs.values()) for which in (0, 1))
        return 100 * right / max(1, there)


def _plain(text: str) -> str:
    """One way of writing ʻ and ʼ, and one of three dots: they look the same in print."""
    return " ".join(re.sub(r"(?<!\.)\.\.\.(?!\.)", "…", canonical(text)).split())


def _signs(read: str, true: str) -> dict[str, tuple[int, int]]:
    """For each sign of the true text: how often it stands there, and how often it was read in its place."""
    there, right = Counter[str](), Counter[str]()
    for step in Levenshtein.opcodes(true, read):
        piece = true[step.src_start : step.src_end]
        marks = [mark for mark in piece if (not mark.isalnum() and not mark.isspace()) or mark in "²³¹ʻʼ"]
        there.update(marks)
        if step.tag == "equal":
            right.update(marks)
    return {mark: (there[mark], right[mark]) for mark in there}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the bench; see the module."""
    parser = bench_parser("recognizers")
    add_number(parser, "--pages", 8, _("har toʻplamda koʻpi bilan shuncha sahifa (odatda: %(default)s)"))
    add_number(parser, "--seed", 1, _("boshqa son boshqa sahifalar chizadi (odatda: %(default)s)"))
    parser.add_argument("--only", metavar=_("TIL"), choices=sorted(PEERS), help=_("faqat shu til"))
    parser.add_argument("--model", type=Path, metavar=_("FAYL"), help=_("yana shu model bilan ham"))
    options = parser.parse_args(argv)
    data = options.input or Path(os.environ.get("JAVON_TEST_DATA") or ROOT.parent / "shared" / "data")
    console, found = Console(), {}
    for language in [options.only] if options.only else list(PEERS):
        models = _models(language, options.model)
        for name, pages in _page_sets(language, data, options.pages, options.seed):
            found[name] = _measured(console, name, pages, models)
        for lines in _line_sets(language, data):
            found[lines.name] = _measured_lines(console, lines, models)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _models(language: str, more: Path | None) -> list[Model]:
    """Ours first, then Debian's, then the one named; what is not installed is left out."""
    models = [Model(name, "", "") for name in OURS[language]] + list(PEERS[language])
    if more:
        os.environ["TESSDATA_PREFIX"] = str(more.parent)
        models.append(Model(more.stem, "", ""))
    present = []
    for model in models:
        try:
            model_file(model)
        except NoModelError:
            continue
        present.append(model)
    return present


Page = tuple[Pixels, int, str]


def _page_sets(language: str, data: Path, count: int, seed: int) -> Iterator[tuple[str, list[Page]]]:
    """Drawn pages, mild and hard, prose and signs; then real ones."""
    if language in SAMPLE_FILES:
        prose = _text(language, data)
        strewn = sign_texts.strewn(prose, language, random.Random(seed))
        for level in LEVELS:
            yield f"{language} {level.name}", _drawn(prose, language, level, count, seed)
        for level in LEVELS:
            yield f"{language} {level.name}, signs", _drawn(strewn, f"{language}-signs", level, count, seed)
    if language == "yanalif":
        prose = yanalif(_text("uz-Latn", data), random.Random(seed))
        for level in LEVELS:
            yield f"{language} {level.name}", _drawn(prose, language, level, count, seed)
    if language in REAL_PAGES:
        folder, names = REAL_PAGES[language]
        real = [(path, true_text.truth_of(path)) for path in sorted((data / "scans" / folder).glob(names))]
        pages = [
            (np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.uint8), 300, text)
            for path, text in real
            if text
        ]
        if pages:
            yield f"{language} scans", pages


def _text(language: str, data: Path) -> str:
    files = sorted((data / "text/uz-pairs").glob(TEXT_FILES.get(language, "none")))
    if files:
        text = "\n".join(file.read_text(encoding="utf-8-sig") for file in files)
    else:
        text = (
            (SAMPLES / f"{SAMPLE_FILES[language]}.txt")
            .read_text(encoding="utf-8")
            .partition("\n\n")[2]
            .replace("#", "")
        )
    return canonical(text.replace("\u00ad", "").replace("\ufeff", "")) if language == "uz-Latn" else text


def _drawn(text: str, language: str, level: rendered.Level, count: int, seed: int) -> list[Page]:
    """Pages in the kept typefaces, each only with words that it can draw."""
    pages = []
    words = text.split()
    faces = [font for begin in FACES for font in kept_files(begin)[:1]]
    for number in range(count):
        font = faces[number % len(faces)]
        known = coverage(font)
        start = len(words) * number // count
        own = [_with(word, known) for word in [*words[start:], *words[:start]]]
        text_here = " ".join(word for word in own if set(word) <= known)
        made = rendered.set_pages(text_here, f"{language}-{number}", level, count=1, seed=seed, faces=(str(font),))[0]
        pages.append((made.pixels, rendered.DPI, "\n".join(made.lines)))
    return pages


def _with(word: str, known: frozenset[str]) -> str:
    """The word as it is printed where the font has no ʻ or ʼ of its own."""
    return "".join({"ʻ": "‘", "ʼ": "’"}.get(mark, mark) if mark not in known else mark for mark in word)


def _line_sets(language: str, data: Path) -> Iterator[LineSet]:
    if language == "old-ru":
        yield from books_kept_apart(data)
        yield from packed_lines(data, "rus-prereform-a")
    elif language == "ru":
        yield from packed_lines(data, "rus-modern-a")
    elif language == "yanalif":
        yield from packed_lines(data, "komi-latin-1933")


def _measured(console: Console, name: str, pages: list[Page], models: list[Model]) -> dict[str, dict[str, float]]:
    made: dict[str, Figures] = {model.name: Figures() for model in models}
    for image, dpi, true in pages:
        small, factor = _reading_size(image, dpi)
        for model in models:
            began = time.process_time()
            text = api.text_of(api.read_blocks(model, small, round(dpi * factor)))
            made[model.name].add(text, true, time.process_time() - began)
    return _shown(console, name, made)


def _reading_size(image: Pixels, dpi: int) -> tuple[Pixels, float]:
    measure = ink.measure(image, dpi)
    factor = min(2.0, X_HEIGHT / measure.x_height) if measure.x_height else 1.0
    return ink.resized(image, factor, cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC), factor


def _measured_lines(console: Console, lines: LineSet, models: list[Model]) -> dict[str, dict[str, float]]:
    made: dict[str, Figures] = {model.name: Figures() for model in models}
    for image, true in lines.lines:
        for model in models:
            began = time.process_time()
            made[model.name].add(api.read_line(model, image, 300).text, true, time.process_time() - began)
    return _shown(console, lines.name, made)


def _shown(console: Console, name: str, made: dict[str, Figures]) -> dict[str, dict[str, float]]:
    count = max((figures.pages for figures in made.values()), default=0)
    table = Table(title=f"{name}, {count}", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for heading in ("", "letters\nwrong %", "signs\nright %", "CPU\ns"):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    table.add_column("signs read less than 99 %, of")
    for model, figures in made.items():
        weak = sorted(figures.signs.items(), key=lambda item: item[1][1] / item[1][0])
        words = " ".join(f"{sign} {right}/{there}" for sign, (there, right) in weak if right < 0.99 * there)
        table.add_row(
            model,
            f"{figures.cer:.2f}",
            f"{figures.signs_right:.1f}",
            f"{figures.cpu / max(1, figures.pages):.2f}",
            words,
        )
    console.print(table)
    return {
        model: {
            "cer": each.cer,
            "signs_right": each.signs_right,
            "cpu_s": each.cpu / max(1, each.pages),
            "count": each.pages,
        }
        for model, each in made.items()
    }


if __name__ == "__main__":
    raise SystemExit(main())
