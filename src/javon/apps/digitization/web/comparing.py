"""Changes that wait, in words: fields of the record, contents, pages with their pictures and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from javon.apps.catalog.enums import RecordKind, RecordLanguage
from javon.apps.digitization.enums import PageChange
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.queries.contents import named_pages
from javon.apps.digitization.queries.drafts import ChangedField, ChangedPage, changed_counts, changed_fields
from javon.apps.digitization.queries.text_changes import Line, text_changes

#: Fields of the record in words; of the MARC record itself only that it changed is told.
FIELDS: dict[str, str | Promise] = {
    "title": _("Sarlavha"),
    "creators": _("Mualliflar"),
    "publisher": _("Nashriyot"),
    "place": _("Nashr joyi"),
    "date": _("Nashr yili"),
    "year": _("Yil"),
    "language": _("Til"),
    "kind": _("Resurs turi"),
    "subjects": _("Mavzular"),
    "description": _("Annotatsiya"),
    "rights": _("Huquqlar"),
    "identifiers": _("Standart raqamlari"),
    "marc": "MARC 21",
}
CHOICES = {"kind": dict(RecordKind.choices), "language": dict(RecordLanguage.choices)}
#: The small picture of a page for readers, as the image server gives it.
PICTURE = "/iiif/3/{}~{}/full/^!360,480/0/default.jpg"


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A book in the list of what waits."""

    object: DigitalObject
    pages: int
    fields: tuple[str | Promise, ...]


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the record, before and now."""

    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A line of the contents; ``indent`` counts from 0."""

    title: str
    indent: int
    page: str


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page that differs; an empty address: there is no such picture."""

    label: str
    old_label: str
    key: str
    changes: tuple[str | Promise, ...]
    old_picture: str
    new_picture: str
    lines: list[Line]


def shown_drafts(objects: Sequence[DigitalObject]) -> list[ShownDraft]:
    """Books that wait; two queries for all."""
    counts = changed_counts(objects)
    return [
        ShownDraft(object, counts.get(object.pk, 0), tuple(FIELDS[one.name] for one in _fields(object)))
        for object in objects
    ]


def _fields(object: DigitalObject) -> tuple[ChangedField, ...]:
    return () if object.release is None else changed_fields(object, object.release)


def shown_fields(fields: Sequence[ChangedField]) -> list[ShownField]:
    """Fields of the record in words."""
    return [ShownField(FIELDS[one.name], _words(one.name, one.old), _words(one.name, one.new)) for one in fields]


def _words(name: str, value: Any) -> str:
    if name == "marc":
        return str(_("yozuv bor")) if value else ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(CHOICES.get(name, {}).get(value, "" if value is None else value))


def shown_contents(
    object: DigitalObject, contents: tuple[list[list[Any]], list[list[Any]]] | None
) -> tuple[list[ShownEntry], list[ShownEntry]] | None:
    """The contents before and now; None where they are the same."""
    if contents is None:
        return None
    names = {page.key: page.name for page in named_pages(object)}
    old, new = (
        [ShownEntry(title, level - 1, names.get(key, key)) for level, title, key, _origin in entries]
        for entries in contents
    )
    return old, new


def shown_pages(object: DigitalObject, changed: Sequence[ChangedPage]) -> list[ShownPage]:
    """Pages with both pictures and the lines that differ; two queries for all texts."""
    lines = text_changes(changed)
    return [_page(object, one, lines.get(one.new.pk, [])) for one in changed]


def _page(object: DigitalObject, one: ChangedPage, lines: list[Line]) -> ShownPage:
    old, new, name = one.old, one.new, object.identifier
    before = PICTURE.format(name, new.key) if old is not None and old.folder and not old.excluded else ""
    after = ""
    if new.folder and not new.excluded:
        after = f"{reverse('digitization:page-thumb', args=[name, new.key])}?v={new.revision}"
    return ShownPage(
        label=new.label or new.key,
        old_label=old.label if old is not None and PageChange.LABEL in one.changes else "",
        key=new.key,
        changes=tuple(change.label for change in one.changes),
        old_picture=before,
        new_picture=after,
        lines=lines,
    )
