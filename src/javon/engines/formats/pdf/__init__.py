"""Searchable PDF/A-1b: ink as a Group 4 mask over a small background, invisible text on the words."""

from javon.engines.formats.pdf.document import write_pdf

__all__ = ["write_pdf"]
