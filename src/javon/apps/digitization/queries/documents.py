"""The object as the formats see it: record, pages with their words, files behind each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from javon.apps.catalog.queries.records import record_metadata
from javon.apps.digitization.models import DigitalObject, SourceFile
from javon.apps.digitization.queries.contents import document_contents
from javon.apps.digitization.queries.texts import page_texts
from javon.engines.page import Document, DocumentPage, MasterFile, Metadata
from javon.engines.page import Page as PageModel

if TYPE_CHECKING:
    from javon.apps.digitization.models import Page, ReleasedPage
    from javon.apps.digitization.queries.editions import Edition


def document_of(edition: Edition) -> Document:
    """The whole object.  Pages without a result yet, and pages taken out of the book, are not in it."""
    sources = _sources(edition.object)
    pages = tuple(document_page(page, model, sources[page.source_id]) for page, model in page_texts(edition))
    contents = document_contents(edition, [page.key for page in pages])
    return Document(edition.object.identifier, edition_metadata(edition), pages, contents, edition.without_contents)


def edition_metadata(edition: Edition) -> Metadata:
    """The record; a language that the record does not know is taken from the pages."""
    metadata = record_metadata(edition.record)
    if metadata.language != "und":
        return metadata
    values = {name: getattr(metadata, name) for name in Metadata.__slots__}
    return Metadata(**{**values, "language": edition.language()})


def document_page(page: Page | ReleasedPage, model: PageModel, source: SourceFile) -> DocumentPage:
    """One page with its files.  A page that a person called blank keeps no words."""
    if page.blank:
        model = PageModel(model.width, model.height, model.dpi, engine=model.engine)
    return DocumentPage(
        key=page.key,
        label=page.label or page.key,
        page=model,
        access=page.path("access.tif"),
        mask=page.path("mask.tif"),
        background=page.path("background.jpg") if page.has_background else None,
        pictures=page.pictures,
        master=master_of(source, page),
    )


def master_of(source: SourceFile, page: Page | ReleasedPage) -> MasterFile | None:
    """The stored file of a source as the master of one of its pages; None for a refused file."""
    stored = source.stored
    if stored is None:
        return None
    return MasterFile(
        path=stored.path,
        sha512=stored.sha512,
        size=stored.size,
        media_type=stored.media_type,
        name=source.name,
        frame=page.frame,
        part=page.part,
    )


def _sources(object: DigitalObject) -> dict[int, SourceFile]:
    """The given files with what is stored of them, by key."""
    return {source.pk: source for source in SourceFile.objects.filter(object=object).select_related("stored")}
