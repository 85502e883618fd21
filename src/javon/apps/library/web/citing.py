"""How to cite a book, after GOST 7.0.5 for electronic resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from javon.base import clock

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


def cite(object: DigitalObject, url: str) -> str:
    """One line: author, title, place, publisher, year, address, date of access."""
    record = object.shown_record
    author = ", ".join(record.creators)
    head = f"{author}. {record.title}" if author else record.title
    house = ": ".join(part for part in (record.place, record.publisher) if part)
    imprint = ", ".join(part for part in (house, record.date) if part)
    parts = [f"{head} [{_('Elektron resurs')}].", f"– {imprint}." if imprint else "", f"– URL: {url}"]
    parts.append(f"({_('murojaat sanasi')}: {clock.today():%d.%m.%Y}).")
    return " ".join(part for part in parts if part)
