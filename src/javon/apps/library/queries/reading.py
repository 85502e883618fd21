"""What the reader shows of an object: its pages, the words on them, its contents."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.core.cache import caches

from javon.apps.digitization.queries.editions import edition_shown
from javon.apps.digitization.queries.outline import outline_of
from javon.apps.digitization.queries.texts import page_reading as read_page
from javon.engines.formats import Section, headings, page_to_csv
from javon.engines.formats.flow import region_paragraphs
from javon.engines.index import running_words
from javon.engines.language import to_cyrillic, to_latin
from javon.engines.page import FURNITURE, DocumentPage, Region, RegionKind
from javon.engines.page import Page as PageModel

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject, Page, ReleasedPage

CONTENTS_KEPT_S = 24 * 3600
MOST_CONTENTS = 400
#: Labels and sizes of one page as the reader needs them.
PAGE_FIELDS = ("key", "label", "width", "height")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the book and the page it stands on."""

    title: str
    level: int
    key: str
    label: str


def reader_pages(object: DigitalObject) -> list[dict[str, Any]]:
    """Every page that has an image, in order, light enough for thousands: one query."""
    return list(edition_shown(object).pages().exclude(folder="").values(*PAGE_FIELDS))


def page_count(object: DigitalObject) -> int:
    """How many pages ``reader_pages`` has."""
    return edition_shown(object).pages().exclude(folder="").count()


def first_page(object: DigitalObject) -> Page | ReleasedPage | None:
    """The page that stands for the book: the first one with an image."""
    return edition_shown(object).pages().exclude(folder="").first()


def contents(object: DigitalObject) -> list[Chapter]:
    """The headings of the book in order; made once for each state of the text and then remembered."""
    name = f"library:contents:{edition_shown(object).name}"
    kept = caches["books"]
    known: list[Chapter] | None = kept.get(name)
    if known is None:
        known = _headings(object)
        kept.set(name, known, CONTENTS_KEPT_S)
    return known


def page_reading(object: DigitalObject, key: str) -> dict[str, Any] | None:
    """The words of a page with their boxes, and its paragraphs as printed and in the other Uzbek script.

    ``lines`` has for every line its words as ``[text, left, top, width, height, number]``; ``number`` is that of
    ``running_words`` (-1 for running heads and page numbers, which search leaves out).  ``tables``: there are some.
    """
    found = read_page(edition_shown(object), key)
    if found is None:
        return None
    page, model = found
    if model is None:
        return {
            "key": key,
            "label": page.label,
            "width": page.width,
            "height": page.height,
            "lines": [],
            "text": [],
            "tables": False,
        }
    return {
        "key": key,
        "label": page.label,
        "width": model.width,
        "height": model.height,
        "language": model.language,
        "lines": _lines(model),
        "text": [
            _paragraph(region, text) for region in model.regions if region.lines for text in region_paragraphs(region)
        ],
        "tables": any(region.kind is RegionKind.TABLE for region in model.regions),
    }


def page_tables(object: DigitalObject, key: str) -> str:
    """The tables of a page as CSV, from the very text that ``page_reading`` shows; empty where it has none."""
    found = read_page(edition_shown(object), key)
    return page_to_csv(found[1]) if found is not None and found[1] is not None else ""


def other_script(text: str, language: str) -> str:
    """Uzbek text in the other script; empty for any other language."""
    if language == "uz-Cyrl":
        return to_latin(text)
    return to_cyrillic(text) if language in ("uz", "uz-Latn") else ""


def _lines(model: PageModel) -> list[list[list[Any]]]:
    numbers = iter(range(len(running_words(model))))
    lines = []
    for region in model.regions:
        counted = region.kind not in FURNITURE
        for line in region.lines:
            words = []
            for word in line.words:
                box = word.box
                number = next(numbers) if counted else -1
                words.append([word.text, box.left, box.top, box.width, box.height, number])
            lines.append(words)
    return lines


def _paragraph(region: Region, text: str) -> dict[str, Any]:
    language = region.lines[0].language
    return {"kind": region.kind.value, "text": text, "other": other_script(text, language), "language": language}


def _headings(object: DigitalObject) -> list[Chapter]:
    outline = outline_of(edition_shown(object))
    found = islice(headings(outline), MOST_CONTENTS)
    return [_chapter(section, outline.pages[section.page]) for section in found]


def _chapter(section: Section, page: DocumentPage) -> Chapter:
    return Chapter(section.title, max(1, min(section.level, 3)), page.key, page.label)
