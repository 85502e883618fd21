"""The object as the formats see it: record, pages with their words, files behind each page."""

from __future__ import annotations

from pathlib import Path

from javon.apps.catalog.queries.records import record_metadata
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.pages import main_language, page_texts
from javon.engines.page import Document, DocumentPage, MasterFile, Metadata
from javon.engines.page import Page as PageModel


def document_of(object: DigitalObject) -> Document:
    """The whole object.  Pages without a result yet, and pages taken out of the book, are not in it."""
    masters = _masters(object)
    pages = (document_page(page, model, masters.get(page.source_id)) for page, model in page_texts(object))
    return Document(identifier=object.identifier, metadata=object_metadata(object), pages=tuple(pages))


def object_metadata(object: DigitalObject) -> Metadata:
    """The record; a language that the record does not know is taken from the pages."""
    metadata = record_metadata(object.record)
    if metadata.language != "und":
        return metadata
    values = {name: getattr(metadata, name) for name in Metadata.__slots__}
    return Metadata(**{**values, "language": main_language(object)})


def document_page(page: Page, model: PageModel, master: MasterFile | None) -> DocumentPage:
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
        master=None if master is None else _of_frame(master, page),
    )


def _of_frame(master: MasterFile, page: Page) -> MasterFile:
    return MasterFile(
        master.path, master.sha512, master.size, master.media_type, master.name, frame=page.frame, part=page.part
    )


def _masters(object: DigitalObject) -> dict[int, MasterFile]:
    """The stored file of every source, by the source's key."""
    sources = object.sources.filter(stored__isnull=False).select_related("stored")
    return {
        source.pk: MasterFile(
            path=Path(source.stored.path),
            sha512=source.stored.sha512,
            size=source.stored.size,
            media_type=source.stored.media_type,
            name=source.name,
        )
        for source in sources
        if source.stored is not None
    }
