"""Running heads told across the object: text and labels follow, what a person wrote stays."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.apps.digitization.making import done_page, draw_folder, taken_object

from javon.apps.digitization.actions.furnishing import object_furnish
from javon.apps.digitization.actions.processing import object_finish_processing
from javon.apps.digitization.actions.redo import page_redo
from javon.apps.digitization.actions.text import text_correct, text_restore
from javon.apps.digitization.errors import WrongStateError
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.pages import page_model
from javon.apps.digitization.queries.texts import page_texts
from javon.apps.people.models import User
from javon.engines.formats import write_epub

pytestmark = pytest.mark.django_db
COUNT = 10


def head_of(number: int) -> str:
    """Left pages carry the title, right pages the author, each with the page's number at its outer end."""
    return f"{number} Oʻtkan kunlar" if number % 2 == 0 else f"Abdulla Qodiriy {number}"


def read_page(page: Page, number: int) -> Page:
    return done_page(page, head_of(number), f"{'abcdefgh'[number % 8] * 6} satri", f"yana {'hgfedcba'[number % 8] * 7}")


@pytest.fixture
def book(tmp_path: Path) -> DigitalObject:
    """Ten pages from 12 on, read but not finished."""
    object = taken_object(draw_folder(tmp_path / "kitob", COUNT))
    for number, page in enumerate(Page.objects.filter(object=object).select_related("object").order_by("position"), 12):
        read_page(page, number)
    return object


def kinds(object: DigitalObject) -> list[list[str]]:
    return [[region.kind.value for region in model.regions] for _page, model in page_texts(edition_now(object))]


def test_heads_leave_the_text_and_give_the_labels(book: DigitalObject, tmp_path: Path) -> None:
    object = object_finish_processing(object=book)
    assert kinds(object) == [["running-head", "text"]] * COUNT
    assert [page.label for page in object.pages.order_by("position")] == [
        str(number) for number in range(12, 12 + COUNT)
    ]
    write_epub(document_of(edition_now(object)), tmp_path / "book.epub", created=object.changed_at)
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        text = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml") and "nav" not in name
        )
    assert "kunlar" not in text
    assert "satri" in text
    assert PageText.objects.count() == COUNT


def test_it_changes_nothing_the_second_time(book: DigitalObject) -> None:
    object = object_finish_processing(object=book)
    before = list(PageText.objects.order_by("pk").values_list("version", "packed"))
    Page.objects.update(revision=object.revision + 1)
    assert object_furnish(object=object) == 0
    assert list(PageText.objects.order_by("pk").values_list("version", "packed")) == before


def test_what_a_person_wrote_or_brought_back_stays(book: DigitalObject, operator: User) -> None:
    first, second = Page.objects.filter(object=book).order_by("position")[:2]
    text_correct(page=first, lines={(0, 0): "Oʻtkan kunlar emas"}, base_version=1, by=None)
    text_correct(page=second, lines={(0, 1): "boshqa satr"}, base_version=1, by=None)
    text_restore(page=second, version=1, by=operator)
    object = object_finish_processing(object=book)
    assert kinds(object) == [["text"], ["text"], *[["running-head", "text"]] * (COUNT - 2)]
    first.refresh_from_db()
    model = page_model(first)
    assert model is not None
    assert model.regions[0].lines[0].text == "Oʻtkan kunlar emas"


def test_whoever_has_the_old_text_open_is_told(book: DigitalObject) -> None:
    page = Page.objects.filter(object=book).order_by("position")[2]
    object_finish_processing(object=book)
    with pytest.raises(WrongStateError):
        text_correct(page=page, lines={(0, 1): "eski oʻrni"}, base_version=1, by=None)


def test_a_page_done_again_is_told_anew_by_its_neighbours(book: DigitalObject) -> None:
    object = object_finish_processing(object=book)
    page = Page.objects.filter(object=object).select_related("object", "source").order_by("position")[3]
    page = page_redo(page=page, steps={}, by=None)
    read_page(Page.objects.select_related("object").get(pk=page.pk), 15)
    object = object_finish_processing(object=object)
    assert kinds(object) == [["running-head", "text"]] * COUNT


def test_a_killed_finish_is_gone_on_with(book: DigitalObject, monkeypatch: pytest.MonkeyPatch) -> None:
    from javon.apps.digitization.actions import furnishing  # noqa: PLC0415 -- app ready

    calls = []

    def killed(*arguments: object) -> bool:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(*arguments)  # type: ignore[arg-type] # passed on as they came

    original = furnishing._page_furnish
    monkeypatch.setattr(furnishing, "_page_furnish", killed)
    with pytest.raises(KeyboardInterrupt):
        object_finish_processing(object=book)
    monkeypatch.undo()
    assert kinds(object_finish_processing(object=book)) == [["running-head", "text"]] * COUNT
