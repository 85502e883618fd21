"""Titles of objects, for whoever knows them by their identifier only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from javon.apps.catalog.queries.titles import titled
from javon.apps.digitization.models import DigitalObject


def titles_of(names: Sequence[str]) -> dict[str, str]:
    """The titles of the objects of these names (``jv…``, or ``jv…~p0001`` for a page of one), where they still are."""
    owners = {name: name.partition("~")[0] for name in names}
    found = DigitalObject.objects.filter(identifier__in=set(owners.values()))
    titles = dict(found.values_list("identifier", "record__title"))
    return {name: titles[owner] for name, owner in owners.items() if owner in titles}


def identifiers_called(text: str, most: int) -> Iterable[str]:
    """Identifiers of at most so many objects whose title holds ``text``, the newest first."""
    found = DigitalObject.objects.filter(titled(text, "record__title")).order_by("-pk")
    return found.values_list("identifier", flat=True)[:most]
