"""The page model and the document model: what recognition gives and what formats write."""

from javon.engines.page.document import Document, DocumentPage, MasterFile, Metadata
from javon.engines.page.model import (
    FURNITURE,
    Box,
    Line,
    Page,
    Region,
    RegionKind,
    Word,
    page_from_json,
    page_to_json,
)

__all__ = [
    "FURNITURE",
    "Box",
    "Document",
    "DocumentPage",
    "Line",
    "MasterFile",
    "Metadata",
    "Page",
    "Region",
    "RegionKind",
    "Word",
    "page_from_json",
    "page_to_json",
]
