"""Tables of a page as CSV for readers, through the same door as the other files of the book."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.apps.library.books import book

from javon.apps.digitization.enums import ObjectStatus
from javon.apps.digitization.models import DigitalObject, PageText
from javon.apps.digitization.models.text import pack
from javon.apps.library.enums import UseKind
from javon.apps.library.models import UseDay
from javon.engines.page import Box, Line, Region, RegionKind, Word
from javon.engines.page import Page as PageModel

pytestmark = pytest.mark.django_db


def with_table(made: DigitalObject, key: str) -> str:
    """Give the page a table of one row; its address as CSV."""
    box = Box(0, 0, 90, 20)
    words = (Word("Buxoro", Box(0, 0, 40, 20), 0.9), Word("12,5", Box(60, 0, 90, 20), 0.9))
    table = Region(RegionKind.TABLE, box, (Line(words, box, cells=(0, 1)),))
    packed = pack(PageModel(width=100, height=100, dpi=300, regions=(table,)))
    PageText.objects.filter(page__object=made, page__key=key).update(packed=packed)
    return reverse("library:page_tables", args=[made.identifier, key])


def test_readers_take_the_tables_of_a_published_book(client: Client) -> None:
    made = book("bir", "ikki")
    address = with_table(made, "p0002")
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{made.identifier}-p0002.csv"'
    assert answer.content.decode("utf-8-sig") == 'Buxoro,"12,5"\r\n'
    assert UseDay.objects.get(kind=UseKind.DOWNLOAD).count == 1
    shown = {
        page: f'href="{address}"' in client.get(f"/book/{made.identifier}/read?page={page}").content.decode()
        for page in (1, 2)
    }
    assert shown == {1: False, 2: True}
    told = [client.get(f"/book/{made.identifier}/text/{key}").json()["tables"] for key in ("p0001", "p0002")]
    assert told == [False, True]


def test_a_page_without_one_and_a_closed_book_have_none(client: Client) -> None:
    made = book("bir", "ikki")
    address = with_table(made, "p0002")
    assert client.get(reverse("library:page_tables", args=[made.identifier, "p0001"])).status_code == 404
    assert client.get(reverse("library:page_tables", args=[made.identifier, "p0999"])).status_code == 404
    DigitalObject.objects.update(status=ObjectStatus.WITHDRAWN)
    assert client.get(address).status_code == 404
