"""Corrections: line by line, every version kept, nobody's work overwritten."""

from __future__ import annotations

import pytest
from tests.apps.digitization.making import done_page, line_of, model_of

from javon.apps.digitization.actions.lines import carried_page, corrected_line
from javon.apps.digitization.actions.redo import page_crop
from javon.apps.digitization.actions.text import text_correct, text_restore
from javon.apps.digitization.enums import TextKind
from javon.apps.digitization.errors import DigitizationError, NotAllowedError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.queries.pages import page_model, text_version
from javon.apps.people.models import User
from javon.base.audit import JournalRow
from javon.base.jobs import Job, State


@pytest.mark.django_db
def test_a_correction_is_a_new_version(book: DigitalObject, first: Page, operator: User) -> None:
    before = book.revision
    text = text_correct(page=first, lines={(0, 0): "birinchi  saxifa"}, base_version=1, by=operator)
    first.refresh_from_db()
    book.refresh_from_db()
    model = page_model(first)
    assert model is not None
    assert model.text == "birinchi saxifa"
    assert (text.version, text.kind, text.created_by) == (2, TextKind.CORRECTED, operator)
    assert book.revision == before + 1
    old = text_version(first, 1)
    assert old is not None
    assert old.page_model.text == "birinchi sahifa"
    waiting = set(Job.objects.in_state(State.WAITING).values_list("unique_key", flat=True))
    assert {f"assemble:{book.pk}", f"index:{book.pk}"} <= waiting


@pytest.mark.django_db
def test_the_same_text_makes_no_version(first: Page, operator: User) -> None:
    text_correct(page=first, lines={(0, 0): "birinchi sahifa"}, base_version=1, by=operator)
    assert PageText.objects.filter(page=first).count() == 1
    assert not JournalRow.objects.filter(action="digitization.text_correct").exists()


@pytest.mark.django_db
def test_who_comes_second_is_told(first: Page, operator: User) -> None:
    text_correct(page=first, lines={(0, 0): "bir"}, base_version=1, by=operator)
    with pytest.raises(WrongStateError):
        text_correct(page=first, lines={(0, 0): "ikki"}, base_version=1, by=operator)


@pytest.mark.django_db
@pytest.mark.parametrize("lines", [{(0, 7): "x"}, {(5, 0): "x"}, {(0, 0): "x" * 3000}])
def test_a_line_that_is_not_there_is_refused(first: Page, operator: User, lines: dict[tuple[int, int], str]) -> None:
    with pytest.raises(DigitizationError):
        text_correct(page=first, lines=lines, base_version=1, by=operator)
    assert PageText.objects.filter(page=first).count() == 1


@pytest.mark.django_db
def test_a_reader_corrects_nothing(first: Page, reader: User) -> None:
    with pytest.raises(NotAllowedError):
        text_correct(page=first, lines={(0, 0): "x"}, base_version=1, by=reader)


@pytest.mark.django_db
def test_an_older_version_comes_back_as_a_new_one(first: Page, operator: User) -> None:
    text_correct(page=first, lines={(0, 0): ""}, base_version=1, by=operator)
    assert text_restore(page=first, version=1, by=operator).version == 3
    first.refresh_from_db()
    model = page_model(first)
    assert model is not None
    assert model.text == "birinchi sahifa"


def test_words_left_alone_keep_box_and_confidence() -> None:
    line = line_of("bir ikki uch", 50)
    new = corrected_line(line, "bir iki uch")
    assert [word.box for word in new.words] == [word.box for word in line.words]
    assert [word.confidence for word in new.words] == [0.9, 1.0, 0.9]


def test_another_number_of_words_shares_the_line_out() -> None:
    line = line_of("birikki uch", 50)
    new = corrected_line(line, "bir ikki uch")
    assert [word.text for word in new.words] == ["bir", "ikki", "uch"]
    assert new.words[0].box.left == line.box.left
    assert new.words[-1].box.right == line.box.right
    assert all(one.box.right <= two.box.left for one, two in zip(new.words, new.words[1:], strict=False))


def test_uzbek_apostrophes_are_made_canonical() -> None:
    assert corrected_line(line_of("otkan", 50), "o'tkan ma'no").text == "oʻtkan maʼno"
    assert corrected_line(line_of("dont", 50, language="en"), "don't").text == "don't"


def test_a_text_finds_its_lines_on_another_picture() -> None:
    old = model_of("birinchi satr bor", "tuzatilgan ikkinchi satr", "uchinchi satr bor", "pastdagi satr")
    new = model_of("yuqoridan qoʻshilgan", "birinchi satr bor", "tuzatilqan ikinchi satr", "uchinchi satr bor")
    page, carried = carried_page(old, new)
    assert carried == 3
    lines = page.regions[0].lines
    assert [line.text for line in lines] == [
        "yuqoridan qoʻshilgan", "birinchi satr bor", "tuzatilgan ikkinchi satr", "uchinchi satr bor",
    ]  # fmt: skip
    assert [line.box for line in lines] == [line.box for line in new.regions[0].lines]


def test_texts_without_a_line_in_common_carry_nothing() -> None:
    assert carried_page(model_of("mutlaqo boshqa gap"), model_of("12345 6789"))[1] == 0
    assert carried_page(model_of(), model_of("bir"))[1] == 0


@pytest.mark.django_db
def test_a_text_of_an_earlier_picture_comes_back_on_the_lines_of_the_new_one(first: Page, operator: User) -> None:
    text_correct(page=first, lines={(0, 0): "birinchi sahifa tuzatildi"}, base_version=1, by=operator)
    waiting = page_crop(page=first, box=(0, 40, 500, 700), by=operator)
    with pytest.raises(WrongStateError):
        text_restore(page=first, version=1, by=operator)
    done_page(waiting, "sarlavha", "birinchi saxifa tuzat")
    assert text_restore(page=first, version=2, by=operator).version == 4
    first.refresh_from_db()
    model = page_model(first)
    assert model is not None
    assert [line.text for line in model.regions[0].lines] == ["sarlavha", "birinchi sahifa tuzatildi"]
    assert model.regions[0].lines[1].box.top == 80
    assert JournalRow.objects.filter(action="digitization.text_restore").get().data["carried_lines"] == 1


@pytest.mark.django_db
def test_a_text_that_fits_the_new_picture_nowhere_is_refused(first: Page, operator: User) -> None:
    done_page(page_crop(page=first, box=(0, 40, 500, 700), by=operator), "98765 43210")
    with pytest.raises(WrongStateError, match="avvalgi tasviridan"):
        text_restore(page=first, version=1, by=operator)
