"""What leaves the house: ALTO, hOCR, PDF/A, EPUB, text, METS, PREMIS, MODS, MARC, IIIF, and the OCFL store."""

from javon.engines.formats.alto import write_alto
from javon.engines.formats.alto_read import read_alto
from javon.engines.formats.dublin_core import dublin_core_xml, metadata_from_values, metadata_to_json
from javon.engines.formats.epub import write_epub
from javon.engines.formats.flow import Paragraph, paragraphs
from javon.engines.formats.hocr import write_hocr
from javon.engines.formats.iiif import IiifLinks, IiifOptions, iiif_manifest
from javon.engines.formats.marc import metadata_from_marc, metadata_to_marcxml
from javon.engines.formats.mets import MetsFile, write_mets
from javon.engines.formats.mods import mods_xml
from javon.engines.formats.ocfl import Known, OcflBusyError, OcflError, OcflFullError, OcflMissingError, OcflRoot
from javon.engines.formats.pdf import write_pdf
from javon.engines.formats.plain import page_text, write_text
from javon.engines.formats.premis import Agent, Event
from javon.engines.formats.preservation import PreservedObject, PreservedPage, document_of, pack, store, unpack
from javon.engines.formats.records import read_record
from javon.engines.formats.structure import Section, sections

__all__ = [
    "Agent",
    "Event",
    "IiifLinks",
    "IiifOptions",
    "Known",
    "MetsFile",
    "OcflBusyError",
    "OcflError",
    "OcflFullError",
    "OcflMissingError",
    "OcflRoot",
    "Paragraph",
    "PreservedObject",
    "PreservedPage",
    "Section",
    "document_of",
    "dublin_core_xml",
    "iiif_manifest",
    "metadata_from_marc",
    "metadata_from_values",
    "metadata_to_json",
    "metadata_to_marcxml",
    "mods_xml",
    "pack",
    "page_text",
    "paragraphs",
    "read_alto",
    "read_record",
    "sections",
    "store",
    "unpack",
    "write_alto",
    "write_epub",
    "write_hocr",
    "write_mets",
    "write_pdf",
    "write_text",
]
