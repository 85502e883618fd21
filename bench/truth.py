"""Is what is read true?  Pages that break readers go through Javon and OCRmyPDF; what is wrong is counted.

    ./javon bench truth --pages 6                       six pages of every kind: three languages, two states of wear
    ./javon bench truth --kind numbers --kind roman --only javon --keep DIR
    ./javon bench truth --input DIR                     own pages with their true text beside them

Rendered pages are those of ``bench.pages``, their truth is exact.  Javon reads them as `javon read` does, OCRmyPDF as
it is, with all four models; both get the same images.  Words, numbers, signs and points of the truth look for the
stretch of the reading that is most like them (``bench.alignment``), so columns and cells read in another order are not
lost; how often the next word read is the next word printed is a figure of its own.  What counts as wrong is told in
``bench.counting``.  For OCRmyPDF letter marks and quotation marks of any form count as right, for Javon only those
printed.

Javon's faults are counted on the pages it judges *good*, where nobody looks again, and on all pages; on flagged pages
those inside the flagged places apart from those outside.  With ``--keep DIR`` the images, the readings and
``NAME.faults.txt`` (each fault with what was printed, what was read and where) stay there.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import digitize, truth_input, truth_tables
from bench.pages import KINDS, draw_pages, write
from bench.truth_pages import Judged, judge_plain, read_by_javon, truth_beside, write_faults
from javon.cli.bench import add_number, bench_parser
from javon.config.words import gettext as _


def main(argv: Sequence[str] | None = None) -> int:
    """Run the bench; see the module."""
    parser = bench_parser("truth")
    add_number(parser, "--pages", 6, _("har turdan shuncha sahifa (odatda: %(default)s)"))
    add_number(parser, "--seed", 1, _("boshqa son boshqa sahifalar chizadi (odatda: %(default)s)"))
    add_number(parser, "--workers", 2, _("jarayonlar soni (odatda: %(default)s)"))
    parser.add_argument("--only", choices=("javon",), help=_("oʻxshash dastursiz, faqat Javon"))
    parser.add_argument(
        "--kind",
        action="append",
        choices=KINDS,
        metavar=_("TUR"),
        help=_("faqat shu turdagi sahifalar, bir necha marta"),
    )
    parser.add_argument(
        "--keep", type=Path, metavar=_("PAPKA"), help=_("chizilgan sahifalar va natijalar shu papkada qoladi")
    )
    options = parser.parse_args(argv)
    console = Console()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        if options.input:
            found = truth_input.measure(console, options.input, work, options.pages, options.workers, options.only)
        else:
            found = _rendered(console, options, work)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if found else 2


def _rendered(console: Console, options: Any, work: Path) -> dict[str, Any]:
    images = [
        write(page, work / "pages")
        for kind in options.kind or KINDS
        for page in draw_pages(kind, options.pages, options.seed)
    ]
    with console.status(f"javon: {len(images)} pages"):
        judged = {"javon": read_by_javon(images, work / "javon", options.workers)}
    write_faults(judged["javon"], work / "pages")
    if options.only != "javon":
        with console.status(f"ocrmypdf: {len(images)} pages"):
            judged["ocrmypdf"] = _peer(images, work / "ocrmypdf", options.workers)
    return truth_tables.show(console, judged)


def _peer(images: Sequence[Path], work: Path, workers: int) -> list[Judged]:
    pages = digitize.PageSet("truth", tuple(images), (None,) * len(images))
    figures = digitize.ocrmypdf(pages, work, [], workers)
    return [judge_plain(truth_beside(image), text) for image, text in zip(images, figures.texts, strict=True)]


if __name__ == "__main__":
    raise SystemExit(main())
