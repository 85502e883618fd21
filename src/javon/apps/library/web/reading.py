"""What the reader's script has to know, as one JSON value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse

from javon.base.ui.paging import page_number

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


#: The scripts of the reader: named to the browser at once, since each is only found in the one that asks for it.
MODULES = tuple(f"library/{name}.js" for name in ("reader", "sheet", "words", "panel", "keys", "keeping", "layer"))
#: Boxes of the page's first picture, in pixels: a telephone's, a tablet's or a sharp telephone's, a desk's.
FACES = ((450, 600), (825, 1100), (1200, 1600))


@dataclass(frozen=True, slots=True)
class Face:
    """The whole page as a plain picture, shown until the deep zoom has drawn: ``img`` attributes."""

    src: str
    srcset: str
    sizes: str


def page_face(object: DigitalObject, page: dict[str, Any]) -> Face:
    """The picture of a page in three sizes, of which the browser takes the one that its stage needs."""
    ratio = page["width"] / max(page["height"], 1)
    address = f"/iiif/3/{object.identifier}~{page['key']}/full/^!%s,%s/0/default.jpg"
    widths = [max(1, round(min(width, height * ratio))) for width, height in FACES]
    srcset = ", ".join(f"{address % box} {width}w" for box, width in zip(FACES, widths, strict=True))
    # The bar of the house and that of the reader take 7 rem of the window's height.
    return Face(address % FACES[-1], srcset, f"min(100vw, calc((100vh - 7rem) * {ratio:.4f}))")


def chosen_page(pages: list[dict[str, Any]], asked: str) -> int:
    """The place (from 0) of the page asked for by key ("p0012") or by number (from 1); the first one in doubt."""
    for place, page in enumerate(pages):
        if page["key"] == asked:
            return place
    return page_number(asked, max(len(pages), 1)) - 1


def reader_settings(object: DigitalObject, pages: list[dict[str, Any]], place: int, data: QueryDict) -> dict[str, Any]:
    """Addresses, pages and the query; ``KEY`` in an address stands for the key of a page."""
    return {
        "place": place,
        "pages": [[page["key"], page["label"], page["width"], page["height"]] for page in pages],
        "image": f"/iiif/3/{object.identifier}~KEY",
        "text": reverse("library:page_text", args=[object.identifier, "KEY"]),
        "tables": reverse("library:page_tables", args=[object.identifier, "KEY"]),
        "find": reverse("library:find", args=[object.identifier]),
        "contents": reverse("library:contents", args=[object.identifier]),
        "read": reverse("library:read", args=[object.identifier]),
        "query": data.get("q", ""),
        "exact": "exact" in data,
    }
