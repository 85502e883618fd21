"""The whole searchable PDF/A-1b: pages streamed one by one, then fonts, labels, outline, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from javon.engines.formats.atomic import replacing
from javon.engines.formats.pdf.font import TextFont
from javon.engines.formats.pdf.icc import srgb_profile
from javon.engines.formats.pdf.images import Jpeg, Mask, page_jpeg, read_jpeg, read_mask
from javon.engines.formats.pdf.navigation import page_labels, points_per_pixel, write_outline
from javon.engines.formats.pdf.objects import Name, PdfFile, Ref, Value, number
from javon.engines.formats.pdf.textlayer import text_layer
from javon.engines.formats.pdf.xmp import information, packet
from javon.engines.formats.sound import sound_document
from javon.engines.page import Document, DocumentPage

#: Resolution and quality of a page image where there is no mask of the ink.
_READING_DPI, _READING_QUALITY = 150, 55
_FULL_QUALITY = 85
#: Pages below one node of the page tree: far under the 8,191 entries that PDF/A-1 allows in an array.
_BRANCH = 64
#: ISO 32000-1 annex C: a page side is 3 to 14,400 units.
_SIDE = (3.0, 14_400.0)


def write_pdf(document: Document, path: Path, *, reading: bool = True, created: datetime | None = None) -> None:
    """Write a searchable PDF/A-1b of ``document`` to ``path``, which appears whole or not at all.

    Args:
        document: pages with at least ``mask`` or ``access`` each; a page with neither becomes a white page with text.
        path: where the file goes.
        reading: the small reading copy, ink as a Group 4 mask over the background; ``False`` shows the access
            image in full resolution instead.
        created: the date the file tells; without it the file tells none.  The same input gives the same bytes.

    Raises:
        OSError: an image cannot be read or the file cannot be written.
        ValueError: the document has no pages, or an image is of no use.
    """
    if not document.pages:
        raise ValueError(f"{document.identifier}: a document without pages cannot become a PDF")
    with replacing(path) as out:
        _Writer(PdfFile(out), sound_document(document), reading).write(created)


class _Writer:
    """Holds what the pages share while they are written."""

    def __init__(self, pdf: PdfFile, document: Document, reading: bool) -> None:
        self._pdf = pdf
        self._document = document
        self._reading = reading
        self._font = TextFont()
        self._font_ref: Ref | None = None
        self._root = pdf.reserve()

    def write(self, created: datetime | None) -> None:
        pdf, document = self._pdf, self._document
        refs: list[Ref] = []
        branches: list[Value] = []
        for start in range(0, len(document.pages), _BRANCH):
            branch = pdf.reserve()
            kids = [self._page(page, branch) for page in document.pages[start : start + _BRANCH]]
            pdf.put(_node(kids, len(kids), parent=self._root), branch)
            branches.append(branch)
            refs += kids
        pdf.put(_node(branches, len(refs)), self._root)
        if self._font_ref is not None:
            self._font.write(pdf, self._font_ref)
        catalog = pdf.put(self._catalog(write_outline(pdf, document, refs), packet(document, created)))
        pdf.finish(root=catalog, info=pdf.put(information(document, created)))

    def _page(self, page: DocumentPage, parent: Ref) -> Ref:
        scale = points_per_pixel(page.page)
        width, height = (min(max(side * scale, _SIDE[0]), _SIDE[1]) for side in (page.page.width, page.page.height))
        drawn, images = self._images(page, number(width), number(height))
        text = text_layer(page.page, self._font, self._document.metadata.language)
        resources: dict[str, Value] = {}
        if text:
            # a book without a word has no font: one without a code would be called broken
            self._font_ref = self._font_ref or self._pdf.reserve()
            resources["Font"] = {"F": self._font_ref}
            drawn += b"q %.6f 0 0 %.6f 0 0 cm\n%sQ\n" % (width / page.page.width, height / page.page.height, text)
        if images:
            resources["XObject"] = dict(images)
        entries: dict[str, Value] = {
            "Type": Name("Page"),
            "Parent": parent,
            "MediaBox": [0, 0, width, height],
            "Resources": resources,
            "Contents": self._pdf.stream({}, drawn, deflate=True),
        }
        return self._pdf.put(entries)

    def _images(self, page: DocumentPage, width: bytes, height: bytes) -> tuple[bytes, dict[str, Ref]]:
        """The operators that paint the page and the images they name."""
        paint = b"q %s 0 0 %s 0 0 cm /%s Do Q\n"
        if self._reading and page.mask is not None:
            ink = self._mask(read_mask(page.mask))
            drawn, images = paint.replace(b"q ", b"q 0 g ") % (width, height, b"Ink"), {"Ink": ink}
            if page.background is not None:
                images["Paper"] = self._jpeg(read_jpeg(page.background))
                drawn = paint % (width, height, b"Paper") + drawn
            return drawn, images
        if page.access is not None:
            return paint % (width, height, b"Page"), {"Page": self._jpeg(self._whole(page))}
        return b"", {}

    def _whole(self, page: DocumentPage) -> Jpeg:
        if page.access is None:
            raise ValueError(f"{page.key}: no access image")
        if not self._reading:
            return page_jpeg(page.access, scale=1.0, quality=_FULL_QUALITY)
        scale = min(1.0, points_per_pixel(page.page) * _READING_DPI / 72)
        return page_jpeg(page.access, scale=scale, quality=_READING_QUALITY)

    def _mask(self, mask: Mask) -> Ref:
        parameters: dict[str, Value] = {"K": -1, "Columns": mask.width, "Rows": mask.height}
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": mask.width,
            "Height": mask.height,
            "ImageMask": True,
            "BitsPerComponent": 1,
            # the decoder gives 0 for what the code calls black; 0 is painted unless the file was coded inverted
            "Decode": [1, 0] if mask.ink_is_white else [0, 1],
            "Filter": Name("CCITTFaxDecode"),
            "DecodeParms": parameters,
        }
        return self._pdf.stream(entries, mask.data)

    def _jpeg(self, jpeg: Jpeg) -> Ref:
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": jpeg.width,
            "Height": jpeg.height,
            "ColorSpace": Name(jpeg.colours),
            "BitsPerComponent": 8,
            "Filter": Name("DCTDecode"),
        }
        return self._pdf.stream(entries, jpeg.data)

    def _catalog(self, outline: Ref | None, metadata: bytes) -> dict[str, Value]:
        pdf, document = self._pdf, self._document
        profile = pdf.stream({"N": 3}, srgb_profile(), deflate=True)
        intent: dict[str, Value] = {
            "Type": Name("OutputIntent"),
            "S": Name("GTS_PDFA1"),
            "OutputConditionIdentifier": "sRGB IEC61966-2.1",
            "Info": "sRGB IEC61966-2.1",
            "DestOutputProfile": profile,
        }
        entries: dict[str, Value] = {
            "Type": Name("Catalog"),
            "Pages": self._root,
            "Metadata": pdf.stream({"Type": Name("Metadata"), "Subtype": Name("XML")}, metadata),
            "OutputIntents": [intent],
            "PageLabels": page_labels([page.label for page in document.pages]),
            "ViewerPreferences": {"DisplayDocTitle": True},
        }
        if document.metadata.language != "und":
            entries["Lang"] = document.metadata.language
        if outline is not None:
            entries |= {"Outlines": outline, "PageMode": Name("UseOutlines")}
        return entries


def _node(kids: Sequence[Value], count: int, parent: Ref | None = None) -> Value:
    """A node of the page tree."""
    above: dict[str, Value] = {} if parent is None else {"Parent": parent}
    return {"Type": Name("Pages"), **above, "Kids": list(kids), "Count": count}
