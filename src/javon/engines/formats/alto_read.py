"""Reading ALTO of any version (1 to 4) back into the page model: our own files and those of others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from javon.engines.formats.xml import local_name, parse
from javon.engines.page import Box, Line, Page, Region, RegionKind, Word

_FALLBACK_DPI = 300
#: A cell of a table as ``alto`` names it.
_CELL = re.compile(r"\.r\d+\.c(\d+)$")
_PARTS = frozenset({"TextBlock", "Illustration", "GraphicalElement", "ComposedBlock"})
#: ISO 639-2 tags of older files that have a shorter BCP 47 form.
_SHORT_TAGS = {"rus": "ru", "eng": "en", "uzb": "uz", "deu": "de", "ger": "de", "fre": "fr", "fra": "fr"}
_SCRIPTS = {"CYRILLIC": "Cyrl", "LATIN": "Latn", "ARABIC": "Arab", "GREEK": "Grek", "HEBREW": "Hebr"}


def read_alto(data: bytes, *, dpi: int = 0) -> Page:
    """The first page of an ALTO file.

    Args:
        data: the file.
        dpi: resolution of the image; 0 takes the one our own files note, or 300.

    Raises:
        ValueError: not well-formed, or no ALTO page inside.
    """
    root = parse(data)
    pages = [element for element in root.iter() if local_name(element) == "Page"]
    if local_name(root) != "alto" or not pages:
        raise ValueError("no ALTO page in this file")
    unit = _text_of(root, "MeasurementUnit") or "pixel"
    resolution = dpi or _noted_dpi(root) or _FALLBACK_DPI
    return _page(pages[0], _Reader(_tags(root), _factor(unit, resolution)), resolution, _text_of(root, "softwareName"))


def _factor(unit: str, dpi: int) -> float:
    """Pixels in one unit of the file."""
    return {"mm10": dpi / 254, "inch1200": dpi / 1200}.get(unit, 1.0)


def _noted_dpi(root: etree._Element) -> int:
    found = re.search(r"\bdpi=(\d+)", _text_of(root, "processingStepSettings"))
    return int(found[1]) if found else 0


def _text_of(root: etree._Element, name: str) -> str:
    return next((element.text or "" for element in root.iter() if local_name(element) == name), "")


def _tags(root: etree._Element) -> dict[str, tuple[RegionKind, int]]:
    """What the layout tags of the file mean in our terms."""
    kinds = {kind.value: kind for kind in RegionKind}
    found = {}
    for element in root.iter():
        label = element.get("LABEL", "").lower()
        if local_name(element) in ("LayoutTag", "StructureTag") and label in kinds:
            level = re.fullmatch(r"level (\d+)", element.get("DESCRIPTION", ""))
            found[element.get("ID", "")] = kinds[label], int(level[1]) if level else 0
    return found


def _page(element: etree._Element, reader: _Reader, dpi: int, engine: str) -> Page:
    regions = tuple(reader.regions(element))
    text = " ".join(region.text for region in regions)
    tag = _language(element)
    return Page(
        width=reader.pixels(element, "WIDTH"),
        height=reader.pixels(element, "HEIGHT"),
        dpi=dpi,
        regions=regions,
        language=tag,
        script=_script(tag, text),
        number=element.get("PRINTED_IMG_NR"),
        engine=engine,
    )


class _Reader:
    """Walks the blocks of one page with the tags and the unit of its file."""

    def __init__(self, tags: dict[str, tuple[RegionKind, int]], factor: float) -> None:
        self._tags = tags
        self._factor = factor

    def pixels(self, element: etree._Element, name: str) -> int:
        return round(float(element.get(name) or 0) * self._factor)

    def regions(self, parent: etree._Element, inside: RegionKind | None = None) -> Iterator[Region]:
        """The blocks below an element in file order; a composed block gives its kind to what it holds."""
        for element in parent:
            name = local_name(element)
            if name not in _PARTS:
                yield from self.regions(element, inside)
            elif name == "ComposedBlock":
                yield from self._composed(element)
            else:
                yield self._region(element, name, inside)

    def _composed(self, element: etree._Element) -> Iterator[Region]:
        kinds = {kind.value: kind for kind in RegionKind}
        kind = kinds.get(element.get("TYPE", "").lower())
        inner = list(self.regions(element, kind))
        rows = self._rows(element) if kind is RegionKind.TABLE else ()
        if rows:
            yield Region(RegionKind.TABLE, self._box(element, rows), rows)
            return
        if not inner and kind is not None:
            yield Region(kind, self._box(element))
        yield from inner

    def _rows(self, table: etree._Element) -> tuple[Line, ...]:
        """The rows of a table of ours, empty where it is another's: cells are named by row and column."""
        rows = []
        for row in table:
            cells = [(_CELL.search(cell.get("ID", "")), cell) for cell in row]
            if local_name(row) != "ComposedBlock" or row.get("TYPE") != "row" or not all(name for name, _ in cells):
                return ()
            parts = [(int(name[1]) - 1, self._region(cell, "TextBlock", None)) for name, cell in cells if name]
            lines = [(column, line) for column, region in parts for line in region.lines]
            if lines:
                words = tuple(word for _, line in lines for word in line.words)
                columns = tuple(column for column, line in lines for _ in line.words)
                script = _script(lines[0][1].language, " ".join(word.text for word in words))
                rows.append(replace(lines[0][1], words=words, box=self._box(row), script=script, cells=columns))
        return tuple(rows)

    def _region(self, element: etree._Element, name: str, inside: RegionKind | None) -> Region:
        kind, level = inside or RegionKind.TEXT, 0
        if name == "Illustration":
            kind = RegionKind.PICTURE
        elif name == "GraphicalElement":
            kind = RegionKind.SEPARATOR
        for tag in element.get("TAGREFS", "").split():
            kind, level = self._tags.get(tag, (kind, level))
        tag = _language(element)
        lines = tuple(self._line(line, tag) for line in element if local_name(line) == "TextLine")
        return Region(kind, self._box(element, lines), lines, level)

    def _line(self, element: etree._Element, language: str) -> Line:
        words: list[Word] = []
        for part in element:
            if local_name(part) == "String" and part.get("CONTENT"):
                words.append(Word(part.get("CONTENT", ""), self._box(part), float(part.get("WC") or 0)))
            elif local_name(part) == "HYP" and words:
                last = words[-1]
                box = last.box.union(self._box(part)) if part.get("WIDTH") else last.box
                words[-1] = Word(last.text + part.get("CONTENT", "-"), box, last.confidence)
        tag = _language(element)
        tag = language if tag == "und" else tag
        text = " ".join(word.text for word in words)
        return Line(tuple(words), self._box(element, words), tag, _script(tag, text), self._baseline(element))

    def _baseline(self, element: etree._Element) -> int | None:
        """The mean height of the baseline: one number in old files, points in new ones."""
        numbers = [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", element.get("BASELINE", ""))]
        heights = numbers if len(numbers) == 1 else numbers[1::2]
        return round(sum(heights) / len(heights) * self._factor) if heights else None

    def _box(self, element: etree._Element, inside: tuple[Line, ...] | list[Word] = ()) -> Box:
        """The box of an element, or of what it holds where it names none."""
        if element.get("HPOS") is None and inside:
            box = inside[0].box
            for item in inside[1:]:
                box = box.union(item.box)
            return box
        left, top = self.pixels(element, "HPOS"), self.pixels(element, "VPOS")
        return Box(left, top, left + self.pixels(element, "WIDTH"), top + self.pixels(element, "HEIGHT"))


def _language(element: etree._Element) -> str:
    tag = element.get("LANG") or element.get("language") or "und"
    return _SHORT_TAGS.get(tag, tag)


def _script(tag: str, text: str) -> str:
    """The script a tag names, else that of most letters of the text."""
    named = [part for part in tag.split("-")[1:] if len(part) == 4]
    if named:
        return named[0]
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "").split(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    return _SCRIPTS.get(max(counts, key=lambda name: counts[name]), "Zyyy") if counts else "Zyyy"
