"""ALTO 4.4 from a page (https://www.loc.gov/standards/alto/v4/alto-4-4.xsd); ``alto_read`` goes the other way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from javon.engines.formats.atomic import replacing
from javon.engines.formats.flow import join_texts
from javon.engines.formats.sound import language_tag
from javon.engines.formats.tables import cells_of, has_cells
from javon.engines.formats.xml import attribute, clean
from javon.engines.page import ASIDE, FURNITURE, Box, Line, Page, Region, RegionKind

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
#: Signs that part a word at a line end: hyphen-minus, soft hyphen, hyphen, not sign (an old typewriter's habit).
HYPHENS = ("-", "\u00ad", "\u2010", "¬")
#: Regions that ALTO has its own element for.
_ELEMENTS = {RegionKind.PICTURE: "Illustration", RegionKind.SEPARATOR: "GraphicalElement"}


def write_alto(
    page: Page,
    path: Path | None = None,
    *,
    file_name: str = "",
    order: int = 1,
    identifier: str = "",
    created: datetime | None = None,
) -> bytes:
    """The page as ALTO 4.4 in UTF-8, written to ``path`` too if one is given.

    Args:
        page: what was recognized; boxes are pixels and stay pixels.
        path: where the file goes (atomically), or None.
        file_name: the image that the coordinates belong to.
        order: the number of the image in its object, from 1.
        identifier: of the whole document, written as ``documentIdentifier``.
        created: when the page was recognized; left out when None.
    """
    parts = [*_head(page, file_name, identifier, created), *_tags(page), *_layout(page, order), "</alto>\n"]
    data = "".join(parts).encode()
    if path is not None:
        with replacing(path) as out:
            out.write(data)
    return data


def _head(page: Page, file_name: str, identifier: str, created: datetime | None) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<alto xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{NAMESPACE} {_SCHEMA}" SCHEMAVERSION="4.4">\n'
        "<Description><MeasurementUnit>pixel</MeasurementUnit>\n<sourceImageInformation>"
        f"<fileName>{_text(file_name)}</fileName>"
    )
    if identifier:
        yield f"<documentIdentifier>{_text(identifier)}</documentIdentifier>"
    yield '</sourceImageInformation>\n<Processing ID="ocr"><processingCategory>contentGeneration</processingCategory>'
    if created is not None:
        stamp = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield f"<processingDateTime>{stamp}</processingDateTime>"
    yield (
        f"<processingStepSettings>dpi={page.dpi}</processingStepSettings><processingSoftware>"
        f"<softwareName>{_text(page.engine or 'Javon')}</softwareName></processingSoftware>"
        "</Processing></Description>\n"
    )


def tag_id(region: Region) -> str:
    """The identifier of the layout tag that says what a text block is; empty for running text."""
    if region.kind is RegionKind.TEXT:
        return ""
    return f"layout-{region.kind.value}-{region.level}" if region.level else f"layout-{region.kind.value}"


def _tags(page: Page) -> Iterator[str]:
    """One layout tag for every kind of text block on the page."""
    tags = {tag_id(region): region for region in page.regions if _is_text_block(region)}
    tags.pop("", None)
    if tags:
        yield "<Tags>\n"
        for name, region in tags.items():
            depth = f' DESCRIPTION="level {region.level}"' if region.level else ""
            yield f'<LayoutTag ID="{name}" TYPE="region" LABEL="{region.kind.value}"{depth}/>\n'
        yield "</Tags>\n"


def _layout(page: Page, order: int) -> Iterator[str]:
    printed = f" PRINTED_IMG_NR={attribute(page.number)}" if page.number else ""
    size = f'WIDTH="{page.width}" HEIGHT="{page.height}"'
    yield (
        f'<Layout><Page ID="page" PHYSICAL_IMG_NR="{order}"{printed} {size} PC="{_share(page.confidence)}"'
        f'{_language(page.language)} PROCESSINGREFS="ocr">\n<PrintSpace HPOS="0" VPOS="0" {size}>\n'
    )
    last_words = _parted_words(page)
    for number, region in enumerate(page.regions, 1):
        yield from _region(region, f"b{number}", last_words)
    yield "</PrintSpace>\n</Page></Layout>\n"


def _is_text_block(region: Region) -> bool:
    return bool(region.lines) and region.kind not in _ELEMENTS


def _region(region: Region, name: str, parted: dict[int, str]) -> Iterator[str]:
    place = _place(region.box)
    if not region.lines and region.kind in _ELEMENTS:
        yield f'<{_ELEMENTS[region.kind]} ID="{name}" {place}/>\n'
    elif has_cells(region):
        yield from _table(region, name, parted)
    elif _is_text_block(region):
        yield from _text_block(region, name, parted)
    else:
        yield f'<ComposedBlock ID="{name}" TYPE="{region.kind.value}" {place}>\n'
        if region.lines:
            yield from _text_block(region, f"{name}.text", parted)
        yield "</ComposedBlock>\n"


def _table(region: Region, name: str, parted: dict[int, str]) -> Iterator[str]:
    """A composed block of rows, each a composed block of cells; the identifiers count rows and columns from 1."""
    yield f'<ComposedBlock ID="{name}" TYPE="table" {_place(region.box)}>\n'
    for row, line in enumerate(region.lines, 1):
        yield f'<ComposedBlock ID="{name}.r{row}" TYPE="row" {_place(line.box)}>\n'
        for column, cell in cells_of(line):
            inner = Region(region.kind, cell.box, (cell,), region.level)
            yield from _text_block(inner, f"{name}.r{row}.c{column + 1}", parted)
        yield "</ComposedBlock>\n"
    yield "</ComposedBlock>\n"


def _text_block(region: Region, name: str, parted: dict[int, str]) -> Iterator[str]:
    tag = tag_id(region) if _is_text_block(region) else ""
    reference = f' TAGREFS="{tag}"' if tag else ""
    yield f'<TextBlock ID="{name}" {_place(region.box)}{reference}>\n'
    for number, line in enumerate(region.lines, 1):
        if line.words:
            yield from _line(line, f"{name}.l{number}", parted)
    yield "</TextBlock>\n"


def _line(line: Line, name: str, parted: dict[int, str]) -> Iterator[str]:
    box = line.box
    level = f' BASELINE="{box.left},{line.baseline} {box.right},{line.baseline}"' if line.baseline is not None else ""
    yield f'<TextLine ID="{name}" {_place(box)}{level}{_language(line.language)}>'
    for number, word in enumerate(line.words):
        if number:
            yield "<SP/>"
        whole = parted.get(id(word))
        text, hyphen, substitution = word.text, "", ""
        if whole is not None:
            part = "HypPart2"
            if number == len(line.words) - 1 and text.endswith(HYPHENS):
                part, text, hyphen = "HypPart1", text[:-1], f"<HYP CONTENT={attribute(text[-1])}/>"
            substitution = f' SUBS_TYPE="{part}" SUBS_CONTENT={attribute(whole)}'
        yield f'<String {_place(word.box)} CONTENT={attribute(text)} WC="{_share(word.confidence)}"{substitution}/>'
        yield hyphen
    yield "</TextLine>\n"


def _parted_words(page: Page) -> dict[int, str]:
    """The whole word by the identity of each of its two halves, for words parted by a line end."""
    found: dict[int, str] = {}
    for first, second in _neighbours(page):
        before, after = first.words[-1], second.words[0]
        if before.text.endswith(HYPHENS) and len(before.text) > 1:
            joined = join_texts([before.text, after.text], first.language)
            if " " not in joined:
                found[id(before)] = found[id(after)] = joined
    return found


def _neighbours(page: Page) -> Iterator[tuple[Line, Line]]:
    """Every line with the one that goes on from it; furniture and notes are no part of the running text."""
    running = [region for region in page.regions if region.kind not in ASIDE | FURNITURE]
    for kind in (None, *ASIDE):
        regions = running if kind is None else [region for region in page.regions if region.kind is kind]
        yield from pairwise(line for region in regions for line in region.lines if line.words)


def _place(box: Box) -> str:
    return f'HPOS="{box.left}" VPOS="{box.top}" WIDTH="{box.width}" HEIGHT="{box.height}"'


def _language(tag: str) -> str:
    return "" if language_tag(tag) == "und" else f" LANG={attribute(tag)}"


def _share(value: float) -> str:
    """A confidence between 0 and 1 with at most four digits."""
    return f"{min(max(value, 0.0), 1.0):.4f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    return escape(clean(text))
