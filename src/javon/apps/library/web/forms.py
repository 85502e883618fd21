"""What the search page takes from its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from javon.base.ui.paging import page_number
from javon.engines.index import Query

#: Pages of hits that can be turned to: nobody reads further, and a deep page costs as much as all before it.
MOST_PAGES = 50
#: Pages of the shelf: what a database still counts.
MOST_SHELF_PAGES = 1_000_000
#: Signs of a query; what is longer is cut.
MOST_SIGNS = 400
MANY = ("language", "kind", "script")


class ManyField(forms.Field):
    """All values of one name, each at most 20 signs."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(str(one)[:20] for one in value or ())[:20]


class SearchForm(forms.Form):
    """The search box with its narrowing; everything may be left out."""

    q = forms.CharField(label=_("Qidiruv"), required=False)
    exact = forms.BooleanField(label=_("Aniq soʻz"), required=False)
    language = ManyField(required=False)
    kind = ManyField(required=False)
    script = ManyField(required=False)
    year_from = forms.IntegerField(label=_("Qaysi yildan"), required=False, min_value=0, max_value=9999)
    year_to = forms.IntegerField(label=_("Qaysi yilgacha"), required=False, min_value=0, max_value=9999)
    page = forms.CharField(required=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was asked; ``page`` counts from 1 and may lie beyond the last one there is."""

    query: Query
    page: int


def read_search(data: QueryDict, *, page_size: int) -> Asked:
    """The search in an address; what is malformed is left out rather than refused."""
    form = SearchForm(data)
    form.is_valid()
    clean = form.cleaned_data
    text = _cut(clean.get("q") or "").replace("\0", "")
    page = page_number(clean.get("page"), MOST_PAGES if text.strip() else MOST_SHELF_PAGES)
    query = Query(
        text=text,
        exact=clean.get("exact") or False,
        languages=clean.get("language") or (),
        kinds=clean.get("kind") or (),
        scripts=clean.get("script") or (),
        year_from=clean.get("year_from"),
        year_to=clean.get("year_to"),
        limit=page_size,
        offset=(page - 1) * page_size,
    )
    return Asked(query, page)


def _cut(text: str) -> str:
    """A pasted page is cut behind a word: half a word would be looked for, and not found."""
    if len(text) <= MOST_SIGNS:
        return text
    return text[:MOST_SIGNS].rpartition(" ")[0] or text[:MOST_SIGNS]


def narrowed(query: Query) -> bool:
    """Whether anything but the words limits the search."""
    return replace(query, text="", exact=False, limit=10, offset=0) != Query("")
