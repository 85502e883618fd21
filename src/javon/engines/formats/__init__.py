"""What leaves the house: ALTO, hOCR, PDF/A, EPUB, text, METS, PREMIS, MODS, MARC, IIIF, and the OCFL store."""

from javon.engines.formats.alto import write_alto
from javon.engines.formats.alto_read import read_alto
from javon.engines.formats.dublin_core import dublin_core_xml, metadata_from_values, metadata_to_json
from javon.engines.formats.epub import write_epub
from javon.engines.formats.flow import Paragraph, paragraphs
from javon.engines.formats.hocr import write_hocr
from javon.engines.formats.iiif import IiifLinks, IiifOptions, iiif_manifest
from javon.engines.formats.marc import metadata_from_marc, metadata_to_marcxml
from javon.engines.formats.mets import MetsFile, MetsReference, write_mets
from javon.engines.formats.mods import mods_xml
from javon.engines.formats.ocfl import (
    Finding,
    Known,
    OcflBusyError,
    OcflError,
    OcflFullError,
    OcflMissingError,
    OcflRoot,
    Second,
)
from javon.engines.formats.pdf import write_pdf
from javon.engines.formats.plain import page_text, write_text
from javon.engines.formats.premis import Agent, Event, FileObject, premis_xml
from javon.engines.formats.records import read_record
from javon.engines.formats.structure import Section, headings, sections
from javon.engines.formats.tables import page_to_csv, table_to_csv

__all__ = [
    "Agent",
    "Event",
    "FileObject",
    "Finding",
    "IiifLinks",
    "IiifOptions",
    "Known",
    "MetsFile",
    "MetsReference",
    "OcflBusyError",
    "OcflError",
    "OcflFullError",
    "OcflMissingError",
    "OcflRoot",
    "Paragraph",
    "Second",
    "Section",
    "dublin_core_xml",
    "headings",
    "iiif_manifest",
    "metadata_from_marc",
    "metadata_from_values",
    "metadata_to_json",
    "metadata_to_marcxml",
    "mods_xml",
    "page_text",
    "page_to_csv",
    "paragraphs",
    "premis_xml",
    "read_alto",
    "read_record",
    "sections",
    "table_to_csv",
    "write_alto",
    "write_epub",
    "write_hocr",
    "write_mets",
    "write_pdf",
    "write_text",
]
