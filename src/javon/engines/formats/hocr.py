"""hOCR 1.2 (http://kba.github.io/hocr-spec/1.2/): the text with its places, as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from javon.engines.formats.atomic import replacing
from javon.engines.formats.xml import attribute, clean
from javon.engines.page import Box, Document, Line, Page, Region, RegionKind

#: Blocks that hold no running text have classes of their own.
_FLOATS = {RegionKind.PICTURE: "ocr_photo", RegionKind.SEPARATOR: "ocr_separator", RegionKind.TABLE: "ocr_table"}
_LINES = {
    RegionKind.HEADING: "ocr_header",
    RegionKind.CAPTION: "ocr_caption",
    RegionKind.RUNNING_HEAD: "ocr_header",
    RegionKind.PAGE_NUMBER: "ocr_footer",
    RegionKind.FOOTNOTE: "ocr_textfloat",
    RegionKind.MARGIN: "ocr_textfloat",
}
_CAPABILITIES = (
    "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_header ocr_footer ocr_caption ocr_textfloat "
    "ocr_photo ocr_separator ocr_table ocrp_lang ocrp_wconf"
)


def write_hocr(document: Document, path: Path) -> None:
    """All pages in one file, written page by page."""
    with replacing(path) as out:
        out.write(_head(document).encode())
        for index, page in enumerate(document.pages):
            image = page.access.name if page.access is not None else f"{page.key}.tif"
            out.write("".join(page_hocr(page.page, image, index, page.key)).encode())
        out.write(b"</body>\n</html>\n")


def page_hocr(page: Page, image: str, index: int, key: str) -> Iterator[str]:
    """One ``ocr_page`` element in pieces; ``index`` counts images from 0, ``key`` begins the identifiers."""
    title = f'image "{image}"; bbox 0 0 {page.width} {page.height}; ppageno {index}; scan_res {page.dpi} {page.dpi}'
    yield f'<div class="ocr_page" id="{key}" lang={_lang(page.language)} title={attribute(title)}>\n'
    for number, region in enumerate(page.regions, 1):
        yield from _region(region, f"{key}_{number}")
    yield "</div>\n"


def _head(document: Document) -> str:
    title = escape(clean(document.metadata.title))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang={_lang(document.metadata.language)}>\n<head>\n'
        f'<title>{title}</title>\n<meta charset="utf-8"/>\n'
        '<meta name="ocr-system" content="Javon"/>\n'
        f'<meta name="ocr-capabilities" content="{_CAPABILITIES}"/>\n'
        f'<meta name="ocr-number-of-pages" content="{len(document.pages)}"/>\n</head>\n<body>\n'
    )


def _region(region: Region, name: str) -> Iterator[str]:
    kind = _FLOATS.get(region.kind, "ocr_carea")
    yield f'<div class="{kind}" id="{name}" title="{_bbox(region.box)}">'
    if region.lines:
        yield f'\n<p class="ocr_par" id="{name}_p" title="{_bbox(region.box)}">\n'
        for number, line in enumerate(region.lines, 1):
            yield _line(line, f"{name}_{number}", _LINES.get(region.kind, "ocr_line"))
        yield "</p>\n"
    yield "</div>\n"


def _line(line: Line, name: str, kind: str) -> str:
    place = _bbox(line.box)
    if line.baseline is not None:
        # the offset of the baseline from the bottom of the box, upwards negative
        place += f"; baseline 0 {line.baseline - line.box.bottom}"
    words = " ".join(
        f'<span class="ocrx_word" id="{name}_{number}" '
        f'title="{_bbox(word.box)}; x_wconf {round(100 * word.confidence)}">{escape(clean(word.text))}</span>'
        for number, word in enumerate(line.words, 1)
    )
    return f'<span class="{kind}" id="{name}" lang={_lang(line.language)} title="{place}">{words}</span>\n'


def _bbox(box: Box) -> str:
    return f"bbox {box.left} {box.top} {box.right} {box.bottom}"


def _lang(tag: str) -> str:
    return attribute(tag or "und")
