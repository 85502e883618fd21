"""The reader in a browser beside Mirador 4, and the grid of quality control: what a person waits for.

Debian's Chromium opens the same published book in both, over the same server on this machine, and the picture itself is
watched: a page is *in view* when its canvas has stopped changing.  Opening is timed from the start of navigation with
an empty cache, turning from the key (Mirador: the click on its button), frame by frame.
"""

from __future__ import annotations

import functools
import http.server
import json
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table
from tests.browser import house as houses
from tests.browser.many import COUNT, make_many

from javon.cli.bench import bench_parser

ROOT = Path(__file__).resolve().parents[1]
MIRADOR = ROOT / "node_modules/mirador/dist/mirador.min.js"
CHROMIUM = "/usr/bin/chromium-headless-shell"
SIZE = {"width": 1440, "height": 900}
#: A book of the sample shelf, where no other is given.
SAMPLE = "Namuna oʻqish kitobi uz-Latn"
OPENED, TURNED = 5, 4
GRID_KEYS = ("End", "Home", "PageDown", "PageDown", "ArrowDown", "ArrowRight")
#: A picture that does not change for so long stands still, ms; nothing takes longer than the second figure, s.
QUIET_MS, LIMIT_S = 700, 30
MIRADOR_PAGE = """<!doctype html><meta charset="utf-8"><title>Mirador</title><body style="margin:0">
<div id="viewer"></div><script src="mirador.min.js"></script>
<script>Mirador.viewer({id: "viewer", windows: [{manifestId: "MANIFEST"}],
  osdConfig: {crossOriginPolicy: "Anonymous"}})</script>"""

#: Looks at the largest canvas once a frame, reduced, and keeps when it last changed and when a person last acted.
WATCH = """
(() => {
  const small = new OffscreenCanvas(120, 120).getContext("2d", { willReadFrequently: true });
  const seen = { changed: 0, acted: 0, ink: false };
  let before = null;
  const area = (canvas) => canvas.clientWidth * canvas.clientHeight;
  for (const kind of ["keydown", "click"]) {
    addEventListener(kind, (event) => { seen.acted = event.timeStamp; seen.changed = 0; }, true);
  }
  function look() {
    const canvas = [...document.querySelectorAll("canvas")].sort((one, two) => area(two) - area(one))[0];
    if (canvas && area(canvas) && canvas.width) {
      small.clearRect(0, 0, 120, 120);
      small.drawImage(canvas, 0, 0, 120, 120);
      const now = small.getImageData(0, 0, 120, 120).data;
      let differ = 0, low = 255, high = 0;
      for (let at = 1; at < now.length; at += 4) {
        if (!before || Math.abs(now[at] - before[at]) > 12) differ += 1;
        if (now[at + 2] && now[at] < low) low = now[at];
        if (now[at] > high) high = now[at];
      }
      seen.ink = high - low > 40;
      if (differ > 20) seen.changed = performance.now();
      before = now;
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
  window.stoodStill = (quiet) =>
    seen.ink && seen.changed && performance.now() - seen.changed > quiet ? seen.changed - seen.acted : 0;
})()
"""
#: Milliseconds from the key until another cell is selected and the pictures of all cells in view are there; else 0.
GRID_WATCH = """
(() => {
  let acted = 0, was = "", reacted = 0, loaded = 0;
  const chosen = () => document.querySelector(".qc-cell[aria-selected=true]");
  addEventListener("keydown", (event) => {
    [acted, was, reacted, loaded] = [event.timeStamp, chosen()?.getAttribute("aria-posinset"), 0, 0];
    requestAnimationFrame(function look() {
      const cell = chosen();
      const whole = [...document.querySelectorAll(".qc-cell img")].every((image) => image.complete);
      const there = cell && cell.getAttribute("aria-posinset") !== was;
      if (there && !reacted) reacted = performance.now() - acted;
      if (there && whole) loaded = performance.now() - acted;
      else requestAnimationFrame(look);
    });
  }, true);
  window.gridReacted = () => reacted;
  window.gridLoaded = () => loaded;
})()
"""


def _asked(page: Page, question: str) -> float:
    """The page's answer as soon as it is not 0; asked from outside, for our rules of content forbid waiting inside."""
    until = time.monotonic() + LIMIT_S
    while time.monotonic() < until:
        found = float(page.evaluate(question))
        if found:
            return found
        page.wait_for_timeout(50)
    raise SystemExit(f"{page.url}: nothing happened in {LIMIT_S} s")


def _still(page: Page) -> float:
    """Milliseconds from the start, or from what the person did, to the last change of the picture."""
    return _asked(page, f"stoodStill({QUIET_MS})")


def _measure(browser: Browser, address: str, turn: str) -> dict[str, float]:
    """Medians of opening a book and of turning its pages; ``turn`` is a key, or a selector of what to click."""
    opened, turned = [], []
    for _ in range(OPENED):
        context = browser.new_context(viewport=SIZE)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address, wait_until="commit")
        opened.append(_still(page))
        if len(opened) == OPENED:
            for _turn in range(TURNED):
                if turn.startswith("."):
                    page.click(turn)
                else:
                    page.keyboard.press(turn)
                turned.append(_still(page))
        context.close()
    return {"open_ms": median(opened), "turn_ms": median(turned), "slowest_turn_ms": max(turned)}


def _grid(browser: Browser, house: houses.House) -> dict[str, float]:
    """A grid of two thousand pages: from a key to the chosen page, and to the last thumbnail around it."""
    book = make_many(house)
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.goto(f"{house.url}/accounts/login/")
    page.fill("input[name=login]", "sinov-operator")
    page.fill("input[name=password]", houses.PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    page.add_init_script(GRID_WATCH)
    page.goto(f"{house.url}/work/{book}/pages/")
    page.wait_for_selector(".qc-cell[aria-selected=true]")
    page.wait_for_load_state("networkidle")
    reacted, loaded = [], []
    for key in GRID_KEYS:
        page.keyboard.press(key)
        loaded.append(_asked(page, "gridLoaded()"))
        reacted.append(_asked(page, "gridReacted()"))
    context.close()
    return {
        "pages": float(COUNT),
        "key_ms": median(reacted),
        "slowest_key_ms": max(reacted),
        "loaded_ms": median(loaded),
        "slowest_loaded_ms": max(loaded),
    }


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A folder at an address of its own, as a site that shows our manifest in Mirador would be."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _book(house: houses.House, given: Path | None) -> str:
    if given is None:
        return house.find(SAMPLE)
    done = house.run("digitize", str(given), "--title", "Bench uz-Latn", "--language", "uz-Latn", "--publish")
    if done.returncode == 2:
        raise SystemExit(done.stdout + done.stderr)
    return house.find("Bench uz-Latn")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; with ``--json`` also write the figures."""
    parser = bench_parser("reader")
    options = parser.parse_args(argv)
    if not MIRADOR.exists():
        raise SystemExit("Mirador is missing: npm ci")
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="javon-bench-") as name, sync_playwright() as player:
        folder = Path(name)
        house = houses.start(folder / "data")
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            book = _book(house, options.input)
            (folder / "site").mkdir()
            (folder / "site" / MIRADOR.name).symlink_to(MIRADOR)
            page = MIRADOR_PAGE.replace("MANIFEST", f"{house.url}/iiif/{book}/manifest")
            (folder / "site" / "index.html").write_text(page, encoding="utf-8")
            results["Javon"] = _measure(browser, f"{house.url}/book/{book}/read", "ArrowRight")
            with _served(folder / "site") as site:
                results["Mirador 4"] = _measure(browser, f"{site}/index.html", ".mirador-next-canvas-button")
            results["grid"] = _grid(browser, house)
        finally:
            browser.close()
            houses.stop(house)
    _show(Console(), results)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    return 0


def _show(console: Console, results: dict[str, dict[str, float]]) -> None:
    table = Table(title=f"median of {OPENED} openings with an empty cache, {TURNED} pages turned", title_justify="left")
    for heading in ("", "first page in view, ms", "next page, ms", "slowest, ms"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name in ("Javon", "Mirador 4"):
        row = results[name]
        table.add_row(name, *(f"{row[key]:.0f}" for key in ("open_ms", "turn_ms", "slowest_turn_ms")))
    console.print(table)
    ours, grid = results["Javon"], results["grid"]
    for reached, words in (
        (ours["open_ms"] < 1000, f"first page in view under 1 s: {ours['open_ms']:.0f} ms"),
        (ours["turn_ms"] < 150, f"next page under 150 ms: {ours['turn_ms']:.0f} ms"),
        (
            grid["slowest_key_ms"] < 200,
            f"grid of {COUNT} pages reacts under 200 ms: {grid['key_ms']:.0f} ms, slowest {grid['slowest_key_ms']:.0f}"
            f" (thumbnails in view {grid['loaded_ms']:.0f}, {grid['slowest_loaded_ms']:.0f})",
        ),
    ):
        console.print(f"  {'[green]✓[/green]' if reached else '[red]✗[/red]'} {words}", highlight=False)


if __name__ == "__main__":
    raise SystemExit(main())
