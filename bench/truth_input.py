"""Own pages with their true text beside them: letters and words wrong, on all pages and on good ones, pages turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bench import true_text
from bench.digitize import PageSet, given, ocrmypdf
from bench.truth_pages import lines_of, results_of_javon

#: Letters wrong that a page judged good may have.
MOST = 0.02


@dataclass(frozen=True, slots=True)
class Sum:
    """Edits and lengths of pages; ``turned`` counts pages that were given another upright."""

    pages: int
    letters: float
    words: float
    turned: int = 0


def measure(
    console: Console, folder: Path, work: Path, pages: int, workers: int, only: str | None
) -> dict[str, dict[str, Any]]:
    """Read every set below ``folder`` that has true texts; the figures of each set, for the table and the file."""
    found: dict[str, dict[str, Any]] = {}
    for one in given(folder, pages, work / "plain"):
        known = [(image, text) for image, text in zip(one.images, one.truths, strict=True) if text]
        if known:
            images, truths = zip(*known, strict=True)
            with console.status(one.name):
                found[one.name] = _set(PageSet(one.name, images, truths), work / one.name, workers, only)
    _show(console, found)
    return found


def _set(pages: PageSet, work: Path, workers: int, only: str | None) -> dict[str, Any]:
    results = results_of_javon(pages.images, work / "javon", workers)
    rows: list[dict[str, Any]] = []
    for image, true in zip(pages.images, pages.truths, strict=True):
        parts = results[str(image)]
        text = "\n".join(
            " ".join(word[0] for word in line["words"]) for part in parts for line in lines_of(part["page"])
        )
        rows.append(
            {
                "page": image.name,
                "verdict": "good" if parts and all(part["verdict"] == "good" for part in parts) else "flagged",
                "flags": [flag[0] for part in parts for flag in part["flags"]],
                "turned": any(part["recipe"].get("orient", {}).get("angle") for part in parts),
                "javon": _errors(text, str(true)),
            }
        )
    if only != "javon":
        for row, text, true in zip(rows, ocrmypdf(pages, work, [], workers).texts, pages.truths, strict=True):
            row["ocrmypdf"] = _errors(text, str(true))
    return {"pages": rows}


def _errors(read: str, true: str) -> dict[str, int]:
    """Edits, marks folded; a truth in capitals only is compared in capitals."""
    if true == true.upper():
        read = read.upper()
    errors = true_text.compare(read, true)
    return {
        "letters": errors.letters,
        "letter_edits": errors.folded_letter_edits,
        "words": errors.words,
        "word_edits": errors.folded_word_edits,
    }


def _show(console: Console, found: dict[str, dict[str, Any]]) -> None:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    headings = (
        "pages",
        "good",
        "turned",
        "letters %\njavon",
        "\nocrmypdf",
        "words %\njavon",
        "\nocrmypdf",
        "letters %\ngood",
    )
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    for name, one in found.items():
        rows = one["pages"]
        good = [row for row in rows if row["verdict"] == "good"]
        turned = str(sum(row["turned"] for row in rows))
        shares = [_share(rows, program, unit) for unit in ("letter", "word") for program in ("javon", "ocrmypdf")]
        best = _share(good, "javon", "letter")
        mark = "" if not good else " ✓" if float(best) <= 100 * MOST else " ✗"
        table.add_row(name, str(len(rows)), str(len(good)), turned, *shares, best + mark)
    console.print(table)


def _share(rows: Sequence[dict[str, Any]], program: str, unit: str) -> str:
    """Percent wrong over pages; "" where the program did not run."""
    errors = [row[program] for row in rows if program in row]
    if not errors:
        return ""
    return f"{100 * sum(one[f'{unit}_edits'] for one in errors) / max(1, sum(one[f'{unit}s'] for one in errors)):.1f}"
