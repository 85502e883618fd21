"""The page model and the document model: what recognition gives and what formats write."""

from javon.engines.page.document import ContentsEntry, Document, DocumentPage, MasterFile, Metadata
from javon.engines.page.model import (
    ASIDE,
    FURNITURE,
    Box,
    Doubt,
    DoubtKind,
    Line,
    Page,
    Region,
    RegionKind,
    Word,
    page_from_json,
    page_to_json,
)
from javon.engines.page.notes import begins_note

__all__ = [
    "ASIDE",
    "FURNITURE",
    "Box",
    "ContentsEntry",
    "Document",
    "DocumentPage",
    "Doubt",
    "DoubtKind",
    "Line",
    "MasterFile",
    "Metadata",
    "Page",
    "Region",
    "RegionKind",
    "Word",
    "begins_note",
    "page_from_json",
    "page_to_json",
]
