"""A book without its words: pages with their sizes, headings where they stand.  For contents and manifests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from javon.apps.digitization.queries.contents import document_contents
from javon.apps.digitization.queries.documents import edition_metadata
from javon.apps.digitization.queries.texts import headed_json, read_pages
from javon.engines.page import Document, DocumentPage, Page, RegionKind, page_from_json

if TYPE_CHECKING:
    from javon.apps.digitization.queries.editions import Edition


def outline_of(edition: Edition) -> Document:
    """The book with the words of its headings only: four queries, a moment for 2,000 pages."""
    headed = {text: page_from_json(_headings_of(data)) for text, data in headed_json(edition)}
    pages = []
    for page in read_pages(edition):
        empty = Page(page.width, page.height, page.dpi, language=page.language, script=page.script)
        model = empty if page.blank else headed.get(page.text, empty)
        pages.append(DocumentPage(key=page.key, label=page.label or page.key, page=model))
    contents = document_contents(edition, [page.key for page in pages])
    return Document(
        edition.object.identifier, edition_metadata(edition), tuple(pages), contents, edition.without_contents
    )


def _headings_of(data: dict[str, Any]) -> dict[str, Any]:
    """The page with its headings whole; of other regions one line is left: one sees where text stands between."""
    for region in data["regions"]:
        if region["kind"] != RegionKind.HEADING.value:
            region["lines"] = region["lines"][:1]
    return data
