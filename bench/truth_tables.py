"""The tables of the truth bench: faults by kind of page, and the goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bench.counting import INVENTED, LETTERS, LOST, NUMBERS, POINTS, SIGNS
from bench.truth_pages import Judged

SUM = "sum"
FAULTS = (NUMBERS, SIGNS, LOST, INVENTED, LETTERS, POINTS)
#: What is wrong, out of what it is counted, and the most that is allowed on good pages.
GOALS = (
    ("numbers wrong ≤ 1 in 2,000", (NUMBERS,), NUMBERS, 1 / 2000),
    ("signs wrong ≤ 1 in 200", (SIGNS,), SIGNS, 1 / 200),
    ("words lost or invented ≤ 1 in 1,000", (LOST, INVENTED), "words", 1 / 1000),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Pages of one kind, summed: how many, how many good, what was printed, what was wrong, the order of reading."""

    pages: int
    good: int
    printed: Counter[str]
    wrong: Counter[str]
    flagged: int
    unflagged: int
    order: float

    def as_json(self) -> dict[str, Any]:
        return {
            "pages": self.pages,
            "good": self.good,
            "printed": dict(self.printed),
            "wrong": dict(self.wrong),
            "faults_in_flagged_places": self.flagged,
            "faults_elsewhere": self.unflagged,
            "order": self.order,
        }


def tally(pages: Sequence[Judged]) -> Tally:
    """Sum up pages."""
    printed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    inside = outside = steps = right = 0
    for page in pages:
        printed += page.reading.printed
        wrong += Counter({what: page.reading.wrong(what) for what in FAULTS})
        marked = sum(page.flagged(fault) for fault in page.reading.faults)
        inside, outside = inside + marked, outside + len(page.reading.faults) - marked
        steps, right = steps + page.reading.steps, right + page.reading.steps_right
    good = sum(page.good for page in pages)
    return Tally(len(pages), good, printed, wrong, inside, outside, right / max(1, steps))


def show(console: Console, judged: Mapping[str, Sequence[Judged]]) -> dict[str, Any]:
    """Print the tables and give their figures, with every fault of every page."""
    ours = judged["javon"]
    good = [page for page in ours if page.good]
    _table(console, "Javon, pages judged good", by_kind(good), share_of=by_kind(ours))
    for name, pages in judged.items():
        _table(console, f"{name}, all pages", by_kind(pages))
    rest = [page for page in ours if not page.good]
    if rest:
        sums = tally(rest)
        console.print(f"flagged pages: {sums.flagged} faults in flagged places, {sums.unflagged} elsewhere")
    for line in goal_lines(tally(good)):
        console.print(line, highlight=False)
    return _figures(judged)


def by_kind(pages: Sequence[Judged]) -> dict[str, Tally]:
    """A tally for each kind of page, and the sum."""
    kinds = list(dict.fromkeys(page.truth.kind for page in pages))
    found = {kind: tally([page for page in pages if page.truth.kind == kind]) for kind in kinds}
    return {**found, SUM: tally(pages)}


def goal_lines(good: Tally) -> list[str]:
    """One line for each goal, reached or not."""
    lines = []
    for words, faults, unit, most in GOALS:
        wrong, printed = sum(good.wrong[fault] for fault in faults), good.printed[unit]
        mark = "[green]✓[/green]" if wrong <= most * printed else "[red]✗[/red]"
        rate = f"1 in {printed / wrong:,.0f}" if wrong else "none"
        lines.append(f"  {mark} good pages: {words}: {rate} ({wrong} of {printed:,})")
    return lines


def _table(
    console: Console, title: str, rows: Mapping[str, Tally], *, share_of: Mapping[str, Tally] | None = None
) -> None:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for heading in ("pages", "numbers\nwrong", "signs\nwrong", "lost", "inv.", "words", "CER\n%", "order\n%"):
        table.add_column(heading, justify="right", no_wrap=True)
    for kind in share_of or rows:
        row = rows.get(kind) or tally([])
        pages = f"{row.pages}/{share_of[kind].pages}" if share_of else str(row.pages)
        table.add_row(kind, pages, *_cells(row))
    console.print(table)


def _cells(row: Tally) -> list[str]:
    return [
        f"{row.wrong[NUMBERS]}/{row.printed[NUMBERS]}",
        f"{row.wrong[SIGNS]}/{row.printed[SIGNS]}",
        str(row.wrong[LOST]),
        str(row.wrong[INVENTED]),
        str(row.printed["words"]),
        f"{100 * row.wrong[LETTERS] / max(1, row.printed[LETTERS]):.2f}",
        f"{100 * row.order:.0f}",
    ]


def _figures(judged: Mapping[str, Sequence[Judged]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, pages in judged.items():
        found[name] = {"all": {kind: row.as_json() for kind, row in by_kind(pages).items()}}
        good = [page for page in pages if page.good]
        found[name]["good"] = {kind: row.as_json() for kind, row in by_kind(good).items()}
        found[name]["pages"] = {
            page.truth.name: {
                "verdict": page.verdict,
                "flags": page.flags,
                "faults": [[fault.what, fault.true, fault.read, fault.count] for fault in page.reading.faults],
            }
            for page in pages
        }
    return found
