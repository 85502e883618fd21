"""Published books of names that break a page: copies of a sample, with its pictures."""

from __future__ import annotations

from tests.browser.house import House

#: Longest title a record takes; a word that nothing divides; from right to left; joined signs; letters under marks.
MAKE = r"""
import shutil
from javon.apps.catalog.models import Record
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.actions.object import object_accept, object_publish
from javon.apps.library.actions import object_index

NAMES = (
    "uzunsarlavha " + ("Juda uzun sarlavhali kitob haqida toʻliq maʼlumot " * 20)[:980],
    "uzunsarlavha" + "w" * 200,
    "uzunsarlavha كتاب " + "ا" * 150 + " العربية",
    "uzunsarlavha " + "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 40 + "e" + "\u0301" * 60,
)
sample = DigitalObject.objects.get(record__title__startswith="Kitob, javon", record__language="uz-Latn")
for name in NAMES:
    long = name.split(" ")[0] if " " not in name else name[:200]
    record = Record.objects.create(
        title=name, creators=["M" * 120, long], publisher="N" * 150, place="T" * 80, date="1974-yil",
        subjects=["S" * 120], identifiers=["I" * 90], description="D" * 300, rights="R" * 200, language="uz-Latn",
    )
    made = DigitalObject.objects.create(record=record, status="review", revision=sample.revision)
    shutil.copytree(sample.folder, made.folder, dirs_exist_ok=True)
    for page in Page.objects.filter(object=sample).order_by("position")[:2]:
        old = page.pk
        page.pk, page._state.adding, page.object = None, True, made
        page.label = "L" * 40
        page.save()
        for text in PageText.objects.filter(page_id=old):
            text.pk, text._state.adding, text.page = None, True, page
            text.save()
    made = object_publish(object=object_accept(object=made, by=None), by=None)
    object_index(object=made)
    print(made.identifier)
"""


def make_hostile(house: House) -> list[str]:
    """Their identifiers."""
    done = house.run("manage", "shell", "-v0", "-c", MAKE)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-4:]
