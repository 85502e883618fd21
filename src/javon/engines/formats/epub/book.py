"""The EPUB container: chapters, pictures, navigation, package (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import logging
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pyvips

from javon.engines.formats.atomic import replacing
from javon.engines.formats.epub.chapters import Chapter, chapters
from javon.engines.formats.epub.package import Item, in_letters, navigation, package, sound
from javon.engines.formats.xml import attribute, clean
from javon.engines.page import Box, Document

logger = logging.getLogger(__name__)

_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)
_STYLE = """body { margin: 0 5%; line-height: 1.5; hyphens: auto; }
p { margin: 0; text-indent: 1.2em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 0.75em; text-indent: 0; hyphens: manual; }
h1 + p, h2 + p, h3 + p { text-indent: 0; }
p.caption, p.table { text-indent: 0; font-size: 0.9em; margin: 0.5em 0; }
figure { margin: 1em 0; text-align: center; }
figure img { max-width: 100%; }
aside { font-size: 0.85em; border-top: 1px solid; margin: 1em 0; padding-top: 0.5em; }
aside.margin { border-top: 0; padding-top: 0; }
"""
_COVER_SIDE, _PICTURE_SIDE = 900, 1200
_QUALITY = 70
#: What a picture without a caption is called, by language.
_PICTURE = {"uz-Latn": "Rasm", "uz-Cyrl": "Расм", "ru": "Иллюстрация", "en": "Picture"}
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def write_epub(document: Document, path: Path, *, created: datetime | None = None, letters: str = "latn") -> None:
    """Write an EPUB 3 of ``document`` to ``path``, which appears whole or not at all.

    Args:
        document: the pages; pictures and the cover are cut from ``access``.
        path: where the file goes.
        created: the date of modification the package tells; the same input gives the same bytes.
        letters: the Latin alphabet of Uzbek words that the program adds, a name of ``language.WRITTEN``.

    Raises:
        ValueError: the document has no pages.
    """
    if not document.pages:
        raise ValueError(f"{document.identifier}: a document without pages cannot become an EPUB")
    with replacing(path) as out, zipfile.ZipFile(out, "w") as archive:
        _Book(sound(document), archive, letters).write(created or _EPOCH)


class _Book:
    """Writes the parts one after another and remembers them for the package."""

    def __init__(self, document: Document, archive: zipfile.ZipFile, letters: str) -> None:
        self._document = document
        self._archive = archive
        self._letters = letters
        self._items: list[Item] = []
        self._pictures = 0

    def write(self, created: datetime) -> None:
        self._add("mimetype", b"application/epub+zip", stored=True)
        self._add("META-INF/container.xml", _CONTAINER.encode())
        self._part("style.css", _STYLE.encode(), Item("style", "style.css", "text/css"))
        self._cover()
        written: list[Chapter] = []
        for chapter in chapters(self._document, self._picture):
            name = chapter.name.partition(".")[0]
            item = Item(name, chapter.name, "application/xhtml+xml", spine=True)
            self._part(chapter.name, self._chapter(chapter), item)
            chapter.body.clear()
            written.append(chapter)
        nav = navigation(self._document, written, self._letters)
        self._part("nav.xhtml", nav, Item("nav", "nav.xhtml", "application/xhtml+xml", "nav"))
        self._add("EPUB/package.opf", self._package(created))

    def _package(self, created: datetime) -> bytes:
        pictures = self._pictures > 0
        return package(self._document, self._items, created, pictures=pictures, letters=self._letters)

    def _part(self, name: str, data: bytes, item: Item) -> None:
        self._add(f"EPUB/{name}", data, stored=item.media_type == "image/jpeg")
        self._items.append(item)

    def _add(self, name: str, data: bytes, *, stored: bool = False) -> None:
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self._archive.writestr(info, data)

    def _chapter(self, chapter: Chapter) -> bytes:
        title = chapter.headings[0][1] if chapter.headings else self._document.metadata.title
        tag = attribute(self._document.metadata.language)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
            f"lang={tag} xml:lang={tag}>\n<head><title>{_escaped(title)}</title>"
            '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n<body>\n'
            f"{''.join(chapter.body)}</body>\n</html>\n"
        ).encode()

    def _cover(self) -> None:
        first = self._document.pages[0]
        if first.access is None:
            return
        image = pyvips.Image.thumbnail(str(first.access), _COVER_SIDE, size="down")
        self._part("cover.jpg", _jpeg(image), Item("cover", "cover.jpg", "image/jpeg", "cover-image"))

    def _picture(self, index: int, box: Box, caption: str) -> str:
        """Cut a picture out of its page; the markup of the figure."""
        page = self._document.pages[index]
        if page.access is None or box.width < 1 or box.height < 1:
            return ""
        try:
            # from a buffer: opened by name, libvips would keep every page of the book open in its cache
            whole = pyvips.Image.new_from_buffer(page.access.read_bytes(), "")
            left, top = max(0, box.left), max(0, box.top)
            width, height = min(box.right, whole.width) - left, min(box.bottom, whole.height) - top
            if width < 1 or height < 1:
                return ""
            image = whole.crop(left, top, width, height).thumbnail_image(_PICTURE_SIDE, size="down")
            data = _jpeg(image)
        except pyvips.Error as error:
            logger.warning("picture on page %s left out of the EPUB: %s", page.key, error)
            return ""
        self._pictures += 1
        name = f"picture{self._pictures:04d}"
        self._part(f"{name}.jpg", data, Item(name, f"{name}.jpg", "image/jpeg"))
        tag = self._document.metadata.language
        words = in_letters(_PICTURE.get(tag, _PICTURE["en"]), tag, self._letters)
        below = f"<figcaption>{_escaped(caption)}</figcaption>" if caption else ""
        return f'<figure><img src="{name}.jpg" alt={attribute(f"{words}, {page.label}")}/>{below}</figure>\n'


def _jpeg(image: pyvips.Image) -> bytes:
    if image.bands > 3 or image.interpretation == "cmyk":
        image = image.colourspace("srgb")
    data: bytes = image.jpegsave_buffer(Q=_QUALITY, keep="none", optimize_coding=True)
    return data


def _escaped(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
