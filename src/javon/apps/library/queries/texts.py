"""The newest text of many pages at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery

from javon.apps.digitization.models import Page, PageText
from javon.engines.page import Page as PageModel


def newest_texts(pages: Iterable[tuple[str, str]]) -> dict[tuple[str, str], PageModel]:
    """The text of each page, given as (identifier, key); pages without one are left out.  One query for all."""
    wanted = Q(pk=None)
    for identifier, key in pages:
        wanted |= Q(object__identifier=identifier, key=key)
    newest = PageText.objects.filter(page=OuterRef("pk"), version=OuterRef("text_version"))
    rows = Page.objects.filter(wanted).annotate(newest_text=Subquery(newest.values("packed")[:1]))
    found = rows.values_list("object__identifier", "key", "newest_text")
    return {(identifier, key): PageText(packed=packed).page_model for identifier, key, packed in found if packed}
