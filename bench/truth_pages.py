"""Pages of the truth bench as they were read: their verdict, their faults, and which of these were flagged."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import process
from bench.counting import Fault, Reading, count
from bench.tokens import Box, Token, tokens_of

ROOT = Path(__file__).resolve().parents[1]
#: A place with this many pixels around it still holds the word.
NEAR = 12
#: Parts of a double page lie so far apart that their boxes never meet.
APART = 100_000


@dataclass(frozen=True, slots=True)
class Truth:
    """What was printed on a page, cut into tokens with their boxes on the clean page."""

    name: str
    kind: str
    language: str
    level: str
    pieces: tuple[tuple[str, tuple[Box, ...]], ...]

    def tokens(self, *, kindly: bool = False) -> list[list[Token]]:
        """The tokens of each piece."""
        return [tokens_of(text, boxes, kindly=kindly) for text, boxes in self.pieces]


@dataclass(frozen=True, slots=True)
class Judged:
    """A page as one program read it.  ``flags`` are codes; ``places`` the boxes that they point at."""

    truth: Truth
    reading: Reading
    verdict: str = ""
    flags: tuple[str, ...] = ()
    places: tuple[Box, ...] = field(default=())

    @property
    def good(self) -> bool:
        return self.verdict == "good"

    def flagged(self, fault: Fault) -> bool:
        """Whether the fault lies in a flagged place."""
        return fault.box is not None and any(_meets(fault.box, place) for place in self.places)


def truth_beside(image: Path) -> Truth:
    """What ``bench.pages.write`` put beside an image."""
    data = json.loads(image.with_suffix(".truth.json").read_text(encoding="utf-8"))
    pieces = tuple((piece["text"], tuple(tuple(box) for box in piece["boxes"])) for piece in data["pieces"])
    return Truth(image.stem, data["kind"], data["language"], data["level"], pieces)


def read_by_javon(images: Sequence[Path], work: Path, workers: int) -> list[Judged]:
    """Javon's readings with its verdicts, in the order of the images."""
    results = results_of_javon(images, work, workers)
    return [_judge(truth_beside(image), results[str(image)]) for image in images]


def results_of_javon(images: Sequence[Path], work: Path, workers: int) -> dict[str, list[dict[str, Any]]]:
    """For each image what `javon read` kept of it: one result, two for a double page, none where it failed."""
    command = [sys.executable, "-m", "javon", "read", *map(str, images), "--out", str(work), "--again", "--json"]
    cost = process.run([*command, "--workers", str(workers)], environment={"PYTHONPATH": str(ROOT / "src")})
    if not (work / "pages.jsonl").is_file():
        raise RuntimeError(f"javon read ended with {cost.status}: {cost.output[-2000:]}")
    found: dict[str, list[dict[str, Any]]] = {str(image): [] for image in images}
    for line in map(json.loads, (work / "pages.jsonl").read_text(encoding="utf-8").splitlines()):
        if "files" in line:
            result = json.loads((Path(line["files"]) / "result.json").read_text(encoding="utf-8"))
            found[line["file"]].append(result)
    return found


def _judge(truth: Truth, results: Sequence[Mapping[str, Any]]) -> Judged:
    read: list[Token] = []
    places: list[Box] = []
    for number, result in enumerate(results):
        for line in lines_of(result["page"]):
            boxes = [_shifted(word[1:5], number) for word in line["words"]]
            read += tokens_of(" ".join(word[0] for word in line["words"]), boxes)
        places += [_shifted(box, number) for flag in result["flags"] for box in _places(flag)]
    verdicts = {result["verdict"] for result in results} or {"rescan"}
    verdict = next(name for name in ("rescan", "look", "good") if name in verdicts)
    flags = tuple(flag[0] for result in results for flag in result["flags"])
    return Judged(truth, count(truth.tokens(), read), verdict, flags, tuple(places))


def lines_of(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The lines of a page in reading order."""
    return [line for region in page["regions"] for line in region["lines"]]


def _places(flag: Sequence[Any]) -> Sequence[Sequence[float]]:
    """Boxes behind the code, severity, value and limit of a flag, where it has any."""
    return flag[4] if len(flag) > 4 else ()


def _shifted(box: Sequence[float], part: int) -> Box:
    left, top, right, bottom = box
    return left + part * APART, top, right + part * APART, bottom


def judge_plain(truth: Truth, text: str) -> Judged:
    """A plain text beside the truth; its marks are folded, and so are those of the truth."""
    read = [token for line in text.splitlines() for token in tokens_of(line, kindly=True)]
    return Judged(truth, count(truth.tokens(kindly=True), read))


def _meets(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + NEAR and other[0] < one[2] + NEAR and one[1] < other[3] + NEAR and other[1] < one[3] + NEAR
    )


def write_faults(pages: Sequence[Judged], folder: Path) -> None:
    """``NAME.faults.txt`` for each page: verdict, flags, then one fault a line."""
    for page in pages:
        lines = [f"{page.truth.name}: {page.verdict} {' '.join(page.flags)}"]
        for fault in page.reading.faults:
            place = ",".join(str(round(value)) for value in fault.box) if fault.box else "?"
            mark = "flagged" if page.flagged(fault) else ""
            lines.append(f"{fault.what}\t{fault.true or '-'}\t{fault.read or '-'}\t×{fault.count}\t{place}\t{mark}")
        (folder / f"{page.truth.name}.faults.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
