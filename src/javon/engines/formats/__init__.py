"""ALTO, hOCR, PDF/A, METS, PREMIS, EPUB, IIIF, OCFL."""

from javon.engines.formats.alto import write_alto
from javon.engines.formats.alto_read import read_alto
from javon.engines.formats.pdf import write_pdf
from javon.engines.formats.plain import page_text, write_text

__all__ = ["page_text", "read_alto", "write_alto", "write_pdf", "write_text"]
