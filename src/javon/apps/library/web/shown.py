"""Search results as the template draws them: addresses, names of facet values, the line about scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.apps.library.queries.search import FoundPage, SearchPage
from javon.apps.library.web.names import KINDS, LANGUAGES, SCRIPTS, WHYS
from javon.engines.index import Query

#: Facets in the order they are shown.
FACETS: tuple[tuple[str, str | Promise, dict[str, str | Promise]], ...] = (
    ("script", _("Alifbo"), SCRIPTS),
    ("language", _("Til"), LANGUAGES),
    ("kind", _("Resurs turi"), KINDS),
)
MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit with its addresses and the reason why it was found."""

    found: FoundPage
    url: str
    image: str
    narrow: str
    why: str | Promise


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value of a facet: a link that adds it, or takes it away where it is chosen."""

    value: str
    label: str | Promise
    pages: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """One facet with its values."""

    name: str
    label: str | Promise
    values: Sequence[ShownValue]


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of how many, and the addresses of the neighbours."""

    page: int
    pages: int
    before: str
    after: str


def shown_hits(found: SearchPage, query: Query) -> list[ShownHit]:
    """Every hit with the address that opens the reader at its page with the words marked."""
    return [_hit(page, query) for page in found.pages]


def shown_why(found: SearchPage) -> list[tuple[str | Promise, int]]:
    """How many pages in which script: "lotin 12, kirill 40"."""
    return [(SCRIPTS.get(count.value, count.value), count.pages) for count in found.facets.get("script", ())]


def shown_facets(found: SearchPage, data: QueryDict) -> list[ShownFacet]:
    """The facets that have anything to choose from."""
    facets = []
    for name, label, names in FACETS:
        chosen = data.getlist(name)
        counts = found.facets.get(name, ())
        values = [
            ShownValue(
                count.value,
                names.get(count.value, count.value),
                count.pages,
                _toggled(data, name, count.value),
                count.value in chosen,
            )
            for count in counts
        ]
        if len(values) > 1 or chosen:
            facets.append(ShownFacet(name, label, values))
    years = sorted(found.facets.get("year", ()), key=lambda count: -count.pages)[:MOST_YEARS]
    if len(years) > 1 or data.get("year_from"):
        facets.append(ShownFacet("year", _("Nashr yili"), [_year(data, count.value, count.pages) for count in years]))
    return facets


def pager(data: QueryDict, page: int, total: int, size: int) -> Pager:
    """Where one can turn to from this page of results."""
    pages = max(1, -(-total // size))
    before = _with_page(data, page - 1) if page > 1 else ""
    return Pager(page, pages, before, _with_page(data, page + 1) if page < pages else "")


def _hit(page: FoundPage, query: Query) -> ShownHit:
    address = reverse("library:read", args=[page.object.identifier])
    asked = {"page": page.hit.page_key, "q": query.text} | ({"exact": "1"} if query.exact else {})
    paths = (page.crop.path, page.crop.narrow_path) if page.crop else ()
    image, narrow = (f"/iiif/3/{page.image_id}/{path}/0/default.jpg" for path in paths) if paths else ("", "")
    return ShownHit(page, f"{address}?{urlencode(asked)}", image, narrow, WHYS[page.hit.why])


def _year(data: QueryDict, year: str, pages: int) -> ShownValue:
    chosen = data.get("year_from") == year == data.get("year_to")
    changed = _copy(data)
    for name in ("year_from", "year_to"):
        changed.pop(name, None)
        if not chosen:
            changed[name] = year
    return ShownValue(year, year, pages, f"?{changed.urlencode()}", chosen)


def _toggled(data: QueryDict, name: str, value: str) -> str:
    changed = _copy(data)
    values = changed.getlist(name)
    changed.setlist(name, [one for one in values if one != value] if value in values else [*values, value])
    return f"?{changed.urlencode()}"


def _with_page(data: QueryDict, page: int) -> str:
    changed = _copy(data)
    changed["page"] = str(page)
    return f"?{changed.urlencode()}"


def _copy(data: QueryDict) -> QueryDict:
    changed = data.copy()
    changed.pop("page", None)
    return changed
