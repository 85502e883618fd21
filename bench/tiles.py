"""Tiles from our image server and from Debian's iipimage-server: the same pictures, the same client, this machine.

Both read the same pyramidal TIFF files and are asked for the same tiles at every level, edges included, over four
connections that are kept open.  Ours is the whole web application as it runs: address, Host header, session and right
to see are checked for every tile.  IIPImage stands behind nginx, as its manual has it, and checks nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from javon.cli.bench import add_number, bench_parser
from javon.config.words import gettext as _
from javon.engines.imaging.derivatives import write_access

IIPSRV = Path("/usr/lib/iipimage-server/iipsrv.fcgi")
SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff"}
TILE, CONNECTIONS, REPEATS = 512, 4, 3
WAIT_S = 30
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.err crit;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; keepalive_requests 1000000;
  upstream iipsrv {{ server 127.0.0.1:{inner}; }}
  server {{
    listen 127.0.0.1:{port};
    location ~ ^/iiif(?<picture>/.*)$ {{
      fastcgi_pass iipsrv;
      fastcgi_param REQUEST_METHOD $request_method; fastcgi_param QUERY_STRING IIIF=$picture;
      fastcgi_param SERVER_PROTOCOL $server_protocol; fastcgi_param HTTP_HOST $http_host;
      fastcgi_param REQUEST_URI $request_uri;
    }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A pyramid and its full size."""

    path: Path
    width: int
    height: int

    def tiles(self) -> Iterator[str]:
        """Every tile of every level, as a viewer asks for it."""
        factor = 1
        while True:
            step = TILE * factor
            for top in range(0, self.height, step):
                for left in range(0, self.width, step):
                    wide, high = min(step, self.width - left), min(step, self.height - top)
                    size = f"{-(-wide // factor)},{-(-high // factor)}"
                    yield f"{left},{top},{wide},{high}/{size}/0/default.jpg"
            if step >= max(self.width, self.height):
                return
            factor *= 2


@dataclass(frozen=True, slots=True)
class Figures:
    """One server's answer to the whole list of tiles."""

    tiles_s: float
    p50_ms: float
    p99_ms: float
    bytes_a_tile: float


# --- pictures ------------------------------------------------------------------------------------------------------
def made_pixels(seed: int) -> Any:
    """A colour page of A4 at 300 dpi: lines of grey on paper with grain, so that tiles weigh what pages weigh."""
    chance = np.random.default_rng(seed)
    paper = chance.normal(232, 5, (877, 620, 3)).astype(np.float32)
    page = cv2.resize(paper, (2480, 3508), interpolation=cv2.INTER_CUBIC)
    for line in range(260, 3250, 62):
        at = 220
        while at < 2250:
            letter = int(chance.integers(10, 26))
            page[line : line + 30, at : at + letter] *= float(chance.uniform(0.2, 0.5))
            at += letter + int(chance.integers(4, 22))
    return np.clip(page, 0, 255).astype(np.uint8)


def pictures(given: Path | None, folder: Path, number: int) -> list[Picture]:
    """Pyramids of the given images, or of made ones."""
    found = []
    files = [file for file in sorted(given.rglob("*")) if file.suffix.lower() in SUFFIXES] if given else []
    for at in range(min(number, len(files)) if given else number):
        pixels = cv2.imread(str(files[at]), cv2.IMREAD_COLOR_RGB) if given else made_pixels(at)
        if pixels is None:
            continue
        path = folder / f"{at:03}.tif"
        write_access(pixels, path)
        found.append(Picture(path, pixels.shape[1], pixels.shape[0]))
    return found


# --- servers -------------------------------------------------------------------------------------------------------
def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, **environment: str) -> Iterator[None]:
    """A program that listens on a port."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + WAIT_S
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if time.monotonic() > until or process.poll() is not None:
                raise SystemExit(f"{command[0]} does not listen on port {port}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(WAIT_S)


@contextmanager
def javon(shown: Sequence[Picture], folder: Path) -> Iterator[tuple[int, dict[str, list[str]], str]]:
    """Our web application with one published and one closed object; gives port, image names and a session."""
    port = free_port()
    os.environ.update(JAVON_DATA=str(folder / "data"), DJANGO_SETTINGS_MODULE="javon.config.settings")
    told = subprocess.run(
        [sys.executable, "-m", "bench.tiles", "--fill", *(f"{one.path}:{one.width}:{one.height}" for one in shown)],
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    filled = json.loads(told.stdout.strip().splitlines()[-1])
    command = [
        sys.executable, "-m", "uvicorn", "javon.config.asgi:application", "--port", str(port), "--log-level", "error",
        "--no-access-log",
    ]  # fmt: skip
    with running(command, port):
        yield port, filled["names"], filled["session"]


@contextmanager
def iipsrv(folder: Path) -> Iterator[int]:
    """IIPImage behind nginx."""
    for program in (str(IIPSRV), "nginx"):
        if not shutil.which(program) and not Path("/usr/sbin", program).exists():
            raise SystemExit(f"{program} is missing: apt-get install iipimage-server nginx-light")
    inner, port = free_port(), free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, inner=inner, port=port))
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    settings = {"VERBOSITY": "0", "MAX_IMAGE_CACHE_SIZE": "50", "JPEG_QUALITY": "80", "MAX_CVT": "40000"}
    with (
        running([str(IIPSRV), "--bind", f"127.0.0.1:{inner}", "--backlog", "64"], inner, **settings),
        running([nginx, "-c", str(configuration), "-p", str(folder)], port),
    ):
        yield port


def fill(described: Sequence[str]) -> None:
    """Run as a program of its own: rows for the pictures in an empty house; prints their names and a session."""
    import django  # noqa: PLC0415 -- app ready

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready
    from django.test import Client  # noqa: PLC0415 -- app ready
    from tests.apps.library.books import release  # noqa: PLC0415 -- app ready

    from javon.apps.catalog.models import Record  # noqa: PLC0415 -- app ready
    from javon.apps.digitization.models import DigitalObject, Page, SourceFile  # noqa: PLC0415 -- app ready
    from javon.apps.people.models import User  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0)
    record = Record.objects.create(title="Oʻlchov")
    names: dict[str, list[str]] = {"published": [], "review": []}
    for status, found in names.items():
        made = DigitalObject.objects.create(record=record, status="review")
        source = SourceFile.objects.create(object=made, position=1, name="oʻlchov")
        for at, text in enumerate(described):
            path, width, height = text.rsplit(":", 2)
            page = Page.objects.create(
                object=made, key=f"p{at:04}", position=at, source=source, frame=at, folder=f"p{at:04}/1/0",
                width=int(width), height=int(height),
            )  # fmt: skip
            page.path("access.tif").parent.mkdir(parents=True)
            page.path("access.tif").symlink_to(path)
            found.append(page.image_id)
        if status == "published":
            release(made)
    client = Client()
    client.force_login(
        User.objects.create(username="oʻlchov", role="operator"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    print(json.dumps({"names": names, "session": client.cookies["sessionid"].value}))


# --- measuring -----------------------------------------------------------------------------------------------------
async def ask(port: int, paths: Sequence[str], headers: str) -> Figures:
    """Ask for all paths over some connections that are kept open."""
    times: list[float] = []
    sizes: list[int] = []
    queue = iter(paths)

    async def worker() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for path in queue:
            begun = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            if " 200 " not in head.partition("\r\n")[0]:
                raise SystemExit(f"{path}: {head.partition(chr(13))[0]}")
            sizes.append(await _body(reader, head))
            times.append(1000 * (time.perf_counter() - begun))
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(worker() for _connection in range(CONNECTIONS)))
    took = time.perf_counter() - begun
    return Figures(
        len(times) / took, median(times), sorted(times)[int(0.99 * (len(times) - 1))], sum(sizes) / len(sizes)
    )


async def _body(reader: asyncio.StreamReader, head: str) -> int:
    if "content-length:" in head:
        return len(await reader.readexactly(int(head.partition("content-length:")[2].partition("\r")[0])))
    size = 0
    while chunk := int(await reader.readline(), 16):
        await reader.readexactly(chunk + 2)
        size += chunk
    await reader.readline()
    return size


def measure(port: int, paths: list[str], headers: str = "") -> Figures:
    """The middle one of some runs, each in an order of its own, after one to warm up."""
    asyncio.run(ask(port, paths, headers))
    runs = []
    for seed in range(REPEATS):
        random.Random(seed).shuffle(paths)
        runs.append(asyncio.run(ask(port, paths, headers)))
    return sorted(runs, key=lambda run: run.tiles_s)[REPEATS // 2]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; with ``--json`` also write the figures."""
    parser = bench_parser("tiles")
    add_number(parser, "--pictures", 8, _("nechta tasvir (odatda: %(default)s)"))
    parser.add_argument("--fill", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.fill is not None:
        fill(options.fill)
        return 0
    results: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="javon-bench-") as name:
        folder = Path(name)
        shown = pictures(options.input, folder, options.pictures)
        if not shown:
            parser.error(f"no images below {options.input}")
        with javon(shown, folder) as (port, names, session):
            ours, closed = (
                [f"/iiif/3/{name}/{tile}" for name, one in zip(found, shown, strict=True) for tile in one.tiles()]
                for found in (names["published"], names["review"])
            )
            inner = [path for path in ours if "/512,512/" in path]
            cookie = f"Cookie: sessionid={session}\r\n"
            results["Javon, all tiles"] = measure(port, list(ours))
            results["Javon, whole tiles only"] = measure(port, list(inner))
            results["Javon, closed book, staff session"] = measure(port, closed, cookie)
        with iipsrv(folder) as port:
            theirs = [f"/iiif{one.path}/{tile}" for one in shown for tile in one.tiles()]
            results["IIPImage behind nginx, all tiles"] = measure(port, theirs)
    table = Table(title=f"{len(ours)} tiles of {len(shown)} pictures, {CONNECTIONS} connections")
    for column in ("server", "tiles/s", "ms p50", "ms p99", "kB a tile"):
        table.add_column(column, justify="left" if column == "server" else "right")
    for server, one in results.items():
        table.add_row(
            server, f"{one.tiles_s:,.0f}", f"{one.p50_ms:.2f}", f"{one.p99_ms:.2f}", f"{one.bytes_a_tile / 1000:.1f}"
        )
    Console(width=110).print(table)
    if options.json:
        figures = {server: {name: getattr(one, name) for name in Figures.__slots__} for server, one in results.items()}
        options.json.write_text(json.dumps({"tiles": len(ours), "results": figures}, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
