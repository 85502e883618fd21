"""Readers see what was released last, at every door, whatever an operator has changed since."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from django.test import Client
from PIL import Image
from tests.apps.library.books import HEIGHT, WIDTH, book

import javon
from javon.apps.digitization.actions import review
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.contents import Entry, contents_set
from javon.apps.digitization.actions.drop import draft_drop
from javon.apps.digitization.actions.object import object_accept, object_describe, object_publish
from javon.apps.digitization.actions.release import object_release
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.library.actions import object_index
from javon.apps.library.queries.images import page_image
from javon.apps.people.models import User
from javon.engines.imaging.derivatives import write_access

pytestmark = pytest.mark.django_db

#: What stood in the book when it was released, and what an operator made of it.
OLD, NEW = "eskimatn", "yangimatn"
OLD_TITLE, NEW_TITLE = "Birinchi nom", "Ikkinchi nom"


@pytest.fixture
def published(db: None, head: User) -> DigitalObject:
    """A book of three pages, open to readers with all its files."""
    made = book(f"{OLD} bir", f"{OLD} ikki", f"{OLD} uch", title=OLD_TITLE, published=False, images=True)
    for page in made.pages.all():
        picture(page)
    made = object_publish(object=object_accept(object=made, by=head), by=head)
    object_assemble(object=made)
    object_index(object=made)
    return DigitalObject.objects.get(pk=made.pk)


def picture(page: Page) -> None:
    """What the pipeline would have written."""
    page.path("access.tif").parent.mkdir(parents=True, exist_ok=True)
    write_access(np.full((HEIGHT, WIDTH), 240, np.uint8), page.path("access.tif"))
    Image.new("1", (WIDTH, HEIGHT), 1).save(page.path("mask.tif"), compression="group4")


def edit(made: DigitalObject, operator: User) -> None:
    """Everything that an operator may change: text, order, labels, a page out, contents, record, a picture."""
    page = Page.objects.get(object=made, key="p0001")
    text_correct(page=page, lines={(1, 0): f"{NEW} bir"}, base_version=1, by=operator)
    review.page_reorder(object=made, keys=["p0002"], after=None, by=operator)
    review.page_label(page=page, label="xii", by=operator)
    review.page_exclude(page=Page.objects.get(object=made, key="p0003"), excluded=True, by=operator)
    contents_set(object=made, entries=[Entry(1, "Yangi bob", "p0001")], by=operator)
    object_describe(object=made, by=operator, title=NEW_TITLE)
    second = Page.objects.select_related("object").get(object=made, key="p0002")
    second.folder = "p0002/2/0"
    second.save(update_fields=["folder"])
    picture(second)
    object_assemble(object=DigitalObject.objects.get(pk=made.pk))
    object_index(object=made)


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    return answer.getvalue().decode("utf-8", "replace") if answer.status_code == 200 else f"<{answer.status_code}>"


def _pdf(client: Client, made: DigitalObject) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(client.get(f"/book/{made.identifier}/download/pdf").getvalue())) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        return {"pages": len(pdf.pages), "title": str(pdf.docinfo.get("/Title", "")), "outline": titles}


def _packed(client: Client, made: DigitalObject, kind: str) -> str:
    data = client.get(f"/book/{made.identifier}/download/{kind}").getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in sorted(archive.namelist()))


def _words(text: str) -> list[str]:
    known = (OLD, NEW, OLD_TITLE, NEW_TITLE, "Yangi bob", "xii")
    return [word for word in known if word in text]


#: Every door that a reader has: what it tells, in a form in which two states can be compared.
DOORS: dict[str, Callable[[Client, DigitalObject], Any]] = {
    "first page": lambda client, made: _words(_text(client, "/")),
    "shelf": lambda client, made: _words(_text(client, "/search")),
    "search": lambda client, made: [
        client.get(f"/search?q={word}").context["found"].total for word in (OLD, NEW, "birinchi nom", "ikkinchi nom")
    ],
    "snippets": lambda client, made: [_words(_text(client, f"/search?q={word}")) for word in (OLD, NEW)],
    "completions": lambda client, made: [client.get(f"/search/suggest?q={word}").json() for word in ("eski", "yang")],
    "works": lambda client, made: [client.get(f"/search/suggest?q={word}").json() for word in ("birin", "ikkin")],
    "book": lambda client, made: _text(client, f"/book/{made.identifier}/").count("Ikkinchi nom"),
    "book, pages": lambda client, made: client.get(f"/book/{made.identifier}/").context["page_count"],
    "citation": lambda client, made: client.get(f"/book/{made.identifier}/").context["citation"],
    "cover": lambda client, made: client.get(f"/book/{made.identifier}/cover")["Location"],
    "contents": lambda client, made: _words(_text(client, f"/book/{made.identifier}/contents")),
    "reader": lambda client, made: client.get(f"/book/{made.identifier}/read").context["settings"]["pages"],
    "reader, words": lambda client, made: _words(_text(client, f"/book/{made.identifier}/read?page=p0001")),
    "page text": lambda client, made: [
        _words(_text(client, f"/book/{made.identifier}/text/{key}")) for key in ("p0001", "p0002", "p0003")
    ],
    "find": lambda client, made: [
        client.get(f"/book/{made.identifier}/find?q={word}").json()["total"] for word in (OLD, NEW)
    ],
    "manifest": lambda client, made: client.get(f"/iiif/{made.identifier}/manifest").json(),
    "content search 2": lambda client, made: [
        len(client.get(f"/iiif/{made.identifier}/search?q={word}").json()["items"]) for word in (OLD, NEW)
    ],
    "content search 1": lambda client, made: [
        len(client.get(f"/iiif/{made.identifier}/search/1?q={word}").json()["resources"]) for word in (OLD, NEW)
    ],
    "pictures": lambda client, made: [
        (image.path, image.public) if (image := page_image(f"{made.identifier}~{key}")) else None
        for key in ("p0001", "p0002", "p0003")
    ],
    "pdf": _pdf,
    "epub": lambda client, made: _words(_packed(client, made, "epub")),
    "alto": lambda client, made: _words(_packed(client, made, "alto")),
    "txt": lambda client, made: _words(_text(client, f"/book/{made.identifier}/download/txt")),
    "name of the file": lambda client, made: client.get(f"/book/{made.identifier}/download/txt")["Content-Disposition"],
}


def _seen(client: Client, made: DigitalObject) -> dict[str, str]:
    """What every door tells."""
    return {name: json.dumps(door(client, made), default=str, sort_keys=True) for name, door in DOORS.items()}


@pytest.mark.parametrize("role", ["", "reader", "operator"])
def test_a_draft_is_seen_at_no_door_until_it_is_released(
    published: DigitalObject, operator: User, head: User, make_user: Callable[..., User], role: str
) -> None:
    client = Client()
    if role:
        who = operator if role == "operator" else make_user(role)
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = _seen(client, published)
    edit(published, operator)
    assert _seen(client, published) == before
    object_release(object=published, by=head)
    object_index(object=published)
    after = _seen(client, published)
    same = [name for name in DOORS if after[name] == before[name]]
    assert same == [], "each door shows what was released"


def test_a_dropped_draft_leaves_every_door_as_it_was(published: DigitalObject, operator: User, head: User) -> None:
    client = Client()
    before = _seen(client, published)
    edit(published, operator)
    draft_drop(object=published, by=head)
    object_assemble(object=published)
    object_index(object=published)
    assert _seen(client, published) == before
    now = DigitalObject.objects.get(pk=published.pk)
    assert now.record.title == OLD_TITLE
    assert [page.key for page in now.pages.filter(excluded=False)] == ["p0001", "p0002", "p0003"]


def test_a_page_that_came_later_is_shut_to_readers(published: DigitalObject, operator: User) -> None:
    first = Page.objects.get(object=published, key="p0001")
    later = Page.objects.create(object=published, key="p0004", position=4, source=first.source, frame=9)
    Page.objects.filter(pk=later.pk).update(folder="p0004/1/0", status="done", text_version=1)
    later.texts.create(version=1, packed=first.texts.get().packed)
    object_index(object=published)
    image = page_image(f"{published.identifier}~p0004")
    assert image is not None
    assert not image.public
    assert Client().get(f"/book/{published.identifier}/text/p0004").status_code == 404


def test_the_library_never_reads_the_record_as_it_stands_now() -> None:
    """A template that names it shows a draft; records of readers are ``shown_record`` and ``Edition.record``."""
    apps = Path(javon.__file__).parent
    files = [*(apps / "apps" / "library").rglob("*"), *(apps / "portal").rglob("*")]
    texts = {path: path.read_text(encoding="utf-8") for path in files if path.suffix in (".py", ".html")}
    wrong = [
        f"{path.name}: {found[0]}"
        for path, text in texts.items()
        for found in re.finditer(r"\b(?!edition\b)\w+\.record\b", text)
    ]
    assert wrong == []


def test_a_text_that_was_corrected_just_before_opening_is_found_by_no_reader(
    client: Client, operator: User, head: User
) -> None:
    made = book("maxfiy gap", published=False)
    object_index(object=made)
    page = Page.objects.get(object=made, key="p0001")
    text_correct(page=page, lines={(1, 0): "ochiq gap"}, base_version=1, by=operator)
    object_publish(object=object_accept(object=made, by=head), by=head)
    found = _text(client, "/search?q=gap") + _text(client, f"/iiif/{made.identifier}/search?q=gap")
    inside = _text(client, f"/book/{made.identifier}/find?q=gap")
    assert "maxfiy" not in found + inside
    object_index(object=made)
    assert "ochiq" in _text(client, "/search?q=gap")


def test_a_title_that_was_corrected_just_before_opening_is_found_by_no_reader(
    client: Client, operator: User, head: User
) -> None:
    made = book("bir gap", title="Maxfiy nom", published=False)
    object_index(object=made)
    object_describe(object=made, by=operator, title="Ochiq nom")
    object_publish(object=object_accept(object=made, by=head), by=head)
    assert "Maxfiy" not in _text(client, "/search?q=nom")
    assert client.get("/search/suggest?q=maxf").json()["works"] == []
    object_index(object=made)
    assert "Ochiq" in _text(client, "/search?q=nom")
