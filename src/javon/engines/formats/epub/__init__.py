"""EPUB 3 with real paragraphs, chapters from headings and the pages of the printed book."""

from javon.engines.formats.epub.book import write_epub

__all__ = ["write_epub"]
