"""Readers who turn pages while a book is digitized; with ``--attacks`` also what strangers do to the same site.

The site is the one that `./javon up` opens, with its worker, on this machine, and the readers are here too: what they
cost is missing from what they measure.  A reader opens a page (its description and the twelve tiles of the size that
fits a screen, over two connections that are kept open), looks at it, and turns to another.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import attacks, digitize, rendered
from bench.attacks import Attack, Target, Visits
from bench.tiles import TILE, Picture, free_port, pictures
from javon.cli.bench import add_number, bench_parser
from javon.config.words import gettext as _

ROOT = Path(__file__).resolve().parents[1]
#: Seconds that a new site may take to open, and that the worker gets to begin before the readers come.
OPENS_S, BEGINS_S = 120, 5
#: The level of the pyramid that fits a screen: every second pixel of 300 dpi.
FACTOR = 2
PATIENCE_S = 30.0
ATTACK_S = 10.0


@dataclass(slots=True)
class Figures:
    """What the readers met."""

    tiles: Visits = field(default_factory=Visits)
    turns: Visits = field(default_factory=Visits)


# --- the site ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Site:
    """A running site: its web process, where it keeps things, and the pages that can be read."""

    target: Target
    process: int
    data: Path
    names: tuple[str, ...]

    def pages_done(self) -> int:
        """Pages digitized so far."""
        with sqlite3.connect(f"file:{self.data}/javon.sqlite3?mode=ro", uri=True) as connection:
            done = connection.execute("select count(*) from digitization_page where status = 'done'").fetchone()
            return int(done[0])


@contextmanager
def open_site(shown: Sequence[Picture], folder: Path, *, files: int) -> Iterator[Site]:
    """`./javon up` over the pictures, as a program of its own that may open so many files (0: as many as we may)."""
    data, port = folder / "data", free_port()
    environment = {**os.environ, "JAVON_DATA": str(data), "JAVON_HOT_FOLDER": str(data / "inbox")}
    environment.setdefault("OMP_THREAD_LIMIT", "1")
    told = subprocess.run(
        [sys.executable, "-m", "bench.tiles", "--fill", *(f"{one.path}:{one.width}:{one.height}" for one in shown)],
        check=True, capture_output=True, text=True, cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "javon.config.settings"},
    )  # fmt: skip
    names = tuple(json.loads(told.stdout.strip().splitlines()[-1])["names"]["published"])
    (data / "inbox").mkdir(exist_ok=True)
    limit = f"ulimit -n {files}; " if files else ""
    command = f'{limit}exec "{sys.executable}" -m javon up --no-samples --port {port}'
    with (folder / "site.log").open("w") as log:
        process = subprocess.Popen(["sh", "-c", command], env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            asyncio.run(_opened(Target(port)))
            yield Site(Target(port), process.pid, data, names)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def _opened(target: Target) -> None:
    until = time.monotonic() + OPENS_S
    while time.monotonic() < until:
        visits = await attacks.visit(target, ["/"], 0.1)
        if visits.seconds:
            return
        await asyncio.sleep(0.5)
    raise SystemExit(f"the site did not open within {OPENS_S} s")


def book_to_digitize(inbox: Path, pages: int) -> None:
    """A book of drawn pages comes into the hot folder."""
    text = digitize.sample_text(digitize.TEXTS / "uz-latn.txt")
    made = rendered.set_pages(text, "uz-Latn", rendered.LEVELS["mild"], count=pages)
    draft = inbox.with_name("coming")
    rendered.write_pages(made, draft)
    for extra in [path for path in draft.iterdir() if path.suffix != ".jpg"]:
        extra.unlink()
    draft.rename(inbox / "kitob")


# --- readers -------------------------------------------------------------------------------------------------------
class Connection:
    """A connection that is kept open, and opened anew where the server has closed it meanwhile."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> int:
        """Ask once; gives the status."""
        async with asyncio.timeout(PATIENCE_S):
            if self._streams is None or self._streams[0].at_eof():
                self.close()
                self._streams = await self._target.open()
            reader, writer = self._streams
            writer.write(self._target.request(path))
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r")[0])
            await reader.readexactly(length)
            return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Hang up."""
        if self._streams:
            self._streams[1].close()
            self._streams = None


def addresses(name: str, picture: Picture) -> list[str]:
    """What a reader asks for to see a page: its description, and the tiles that fit a screen."""
    base, step = f"/iiif/3/{name}", TILE * FACTOR
    found = [f"{base}/info.json"]
    for top in range(0, picture.height, step):
        for left in range(0, picture.width, step):
            wide, high = min(step, picture.width - left), min(step, picture.height - top)
            size = f"{-(-wide // FACTOR)},{-(-high // FACTOR)}"
            found.append(f"{base}/{left},{top},{wide},{high}/{size}/0/default.jpg")
    return found


async def reader(target: Target, pages: Sequence[list[str]], figures: Figures, until: float, pause: float) -> None:
    """Turn pages until the time is over."""
    pair = Connection(target), Connection(target)
    await asyncio.sleep(random.uniform(0, pause))
    while time.monotonic() < until:
        first, *tiles = random.choice(pages)
        begun = time.perf_counter()
        whole = await _timed(pair[0], first, Visits())
        halves = await asyncio.gather(
            *(_all(connection, tiles[at::2], figures.tiles) for at, connection in enumerate(pair))
        )
        if whole and all(halves):
            figures.turns.seconds.append(time.perf_counter() - begun)
        else:
            figures.turns.failures.append("page")
        await asyncio.sleep(random.uniform(0.5, 1.5) * pause)
    for connection in pair:
        connection.close()


async def _all(connection: Connection, paths: Sequence[str], visits: Visits) -> bool:
    return all([await _timed(connection, path, visits) for path in paths])


async def _timed(connection: Connection, path: str, visits: Visits) -> bool:
    begun = time.perf_counter()
    try:
        status = await connection.get(path)
    except (OSError, TimeoutError, EOFError, ValueError) as error:
        connection.close()
        visits.failures.append(type(error).__name__)
        return False
    if status != 200:
        visits.failures.append(str(status))
        return False
    visits.seconds.append(time.perf_counter() - begun)
    return True


async def reading(site: Site, shown: Sequence[Picture], *, readers: int, seconds: float, pause: float) -> Figures:
    """So many readers for so long."""
    figures = Figures()
    pages = [addresses(name, picture) for name, picture in zip(site.names, shown, strict=True)]
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for _at in range(readers):
            group.create_task(reader(site.target, pages, figures, until, pause))
    return figures


# --- attacks -------------------------------------------------------------------------------------------------------
def all_attacks(names: Sequence[str]) -> dict[str, Attack]:
    """The attacks of ADR 5 against these pages."""
    large = [f"/iiif/3/{name}/0,0,{2400 + at},3000/^5000,6000/0/default.png" for at in range(20) for name in names][
        :100
    ]
    return {
        "none": attacks.silent(0),
        "a header of 100 MB": attacks.large_header(100),
        "1,004 silent connections": attacks.silent(1004),
        "1,004 half heads": attacks.half_headers(1004),
        "1,004 heads, a line in 2 s": attacks.dripping_headers(1004),
        "800 half-sent forms of 1 MB": attacks.half_bodies(800, 1 << 20),
        "200 who do not read": attacks.deaf(200, large),
        "100 large renders": attacks.renders(large),
    }


async def attacked(site: Site, attack: Attack) -> dict[str, Visits]:
    """Readers from another address and from the attacker's own, while it goes on."""
    chosen = random.Random(1)
    paths = []
    for _at in range(200):
        cover = f"/iiif/3/{chosen.choice(site.names)}/full/^!480,{chosen.randint(400, 6000)}/0/default.jpg"
        paths += ["/", cover]
    target = site.target
    async with attacks.under(attack, target, warm_up=3):
        other, same = await asyncio.gather(
            attacks.visit(Target(target.port, target.tls, "127.0.0.9"), paths, ATTACK_S),
            attacks.visit(target, paths, ATTACK_S),
        )
    return {"other address": other, "same address": same}


def attacked_rows(site: Site) -> list[dict[str, Any]]:
    """Every attack, one after the other, with the memory that stays."""
    rows = []
    for name, attack in all_attacks(site.names).items():
        before = attacks.memory_mb(site.process)
        found = asyncio.run(attacked(site, attack))
        time.sleep(3)
        after = attacks.memory_mb(site.process)
        for who, visits in found.items():
            rows.append(
                {"attack": name, "reader from": who, **_figures(visits), "MB before": before, "MB after": after}
            )
    return rows


# --- figures -------------------------------------------------------------------------------------------------------
def _figures(visits: Visits) -> dict[str, Any]:
    shares = {f"ms p{share}": 1000 * visits.share(share / 100) for share in (50, 95, 99)}
    return {"answered": len(visits.seconds), "errors": len(visits.failures), **shares, "ms worst": 1000 * visits.worst}


def _print(title: str, rows: Sequence[dict[str, Any]]) -> None:
    table = Table(title=title)
    for column in rows[0]:
        table.add_column(column, justify="right" if isinstance(rows[0][column], int | float) else "left")
    for row in rows:
        table.add_row(*(f"{value:,.0f}" if isinstance(value, int | float) else str(value) for value in row.values()))
    Console(width=140).print(table)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; with ``--json`` also write the figures."""
    parser = bench_parser("doors")
    add_number(parser, "--readers", 200, _("nechta kitobxon (odatda: %(default)s)"))
    add_number(parser, "--seconds", 60, _("necha soniya (odatda: %(default)s)"))
    add_number(parser, "--pause", 10, _("kitobxon bir sahifaga necha soniya qaraydi (odatda: %(default)s)"))
    add_number(parser, "--files", 1024, _("sayt nechta fayl ocha oladi (odatda: %(default)s)"))
    parser.add_argument("--attacks", action="store_true", help=_("hujumlarni ham oʻtkazish"))
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="javon-bench-") as name:
        folder = Path(name)
        shown = pictures(options.input, folder, 8)
        if not shown:
            parser.error(f"no images below {options.input}")
        with open_site(shown, folder, files=options.files) as site:
            rows, told = _read(site, shown, options)
            attack_rows = attacked_rows(site) if options.attacks else []
    _print(told, rows)
    if attack_rows:
        _print("attacks", attack_rows)
    if options.json:
        options.json.write_text(json.dumps({"reading": rows, "attacks": attack_rows}, ensure_ascii=False, indent=1))
    return 0


def _read(site: Site, shown: Sequence[Picture], options: Any) -> tuple[list[dict[str, Any]], str]:
    """Twice, so that one sees whether memory grows: the first time fills what is kept anyway."""
    book_to_digitize(site.data / "inbox", max(20, options.seconds))
    time.sleep(BEGINS_S)
    rows = []
    for run in ("first", "again"):
        before, done = attacks.memory_mb(site.process), site.pages_done()
        begun = time.monotonic()
        found = asyncio.run(reading(site, shown, readers=options.readers, seconds=options.seconds, pause=options.pause))
        took = time.monotonic() - begun
        memory = {"MB before": before, "MB after": attacks.memory_mb(site.process)}
        digitized = site.pages_done() - done
        for what, visits in by_name(found).items():
            rows.append({"run": run, "what": what, **_figures(visits), **memory, "pages digitized": digitized})
            if visits.failures:
                print(run, what, Counter(visits.failures), file=sys.stderr)
    told = f"{options.readers} readers, a page for {options.pause} s, {took:.0f} s, ulimit -n {options.files}"
    return rows, told


def by_name(figures: Figures) -> dict[str, Visits]:
    """The figures by name."""
    return {"tiles": figures.tiles, "pages turned": figures.turns}


if __name__ == "__main__":
    sys.exit(main())
