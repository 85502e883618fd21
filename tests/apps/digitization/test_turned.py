"""How a page stands: each by itself, and what a person turned stays turned, whatever is done again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.apps.digitization.making import model_of, result_of, taken_object

from javon.apps.digitization.actions import redo, review
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_process, page_result_store
from javon.apps.digitization.actions.rebuilding import object_restore
from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.people.models import User

pytestmark = pytest.mark.django_db
FONT = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", 22)


def _text(path: Path) -> None:
    """A portrait page of text at 150 dpi."""
    image = Image.new("L", (1000, 1400), 250)
    pen = ImageDraw.Draw(image)
    for line in range(26):
        pen.text((110, 120 + 44 * line), "The old library stood at the corner of the quiet square", font=FONT, fill=20)
    path.parent.mkdir(exist_ok=True)
    image.save(path, dpi=(150, 150))


def _table(path: Path) -> None:
    """A landscape page: a table with rules."""
    image = Image.new("L", (1400, 1000), 250)
    pen = ImageDraw.Draw(image)
    for row in range(15):
        pen.line((100, 120 + 52 * row, 1300, 120 + 52 * row), fill=30, width=3)
        for column in range(6):
            words = f"{1890 + row} year" if column == 0 else f"{row * 37 + column * 11} books"
            pen.text((115 + 200 * column, 130 + 52 * row), words if row < 14 else "", font=FONT, fill=20)
    for column in range(7):
        pen.line((100 + 200 * column, 120, 100 + 200 * column, 848), fill=30, width=3)
    image.save(path, dpi=(150, 150))


def _page(object: DigitalObject, key: str) -> Page:
    return Page.objects.select_related("object").get(object=object, key=key)


def _stands(object: DigitalObject) -> list[tuple[int, bool]]:
    """Of every page the turn that was made, and whether it is upright in shape."""
    return [(page.recipe["orient"]["angle"], page.height > page.width) for page in object.pages.order_by("position")]


def test_pages_sideways_to_each_other_stay_as_they_are(tmp_path: Path, operator: User) -> None:
    _text(tmp_path / "kitob" / "1.png")
    _table(tmp_path / "kitob" / "2.png")
    _text(tmp_path / "kitob" / "3.png")
    object = object_process(object=taken_object(tmp_path / "kitob"), workers=1)
    assert _stands(object) == [(0, True), (0, False), (0, True)]
    redo.page_rotate(page=_page(object, "p0002"), angle=90, by=operator)
    redo.page_rotate(page=_page(object, "p0003"), angle=180, by=operator)
    object = object_process(object=object, workers=1)
    turned = [(0, True), (90, True), (180, True)]
    assert _stands(object) == turned
    for steps in ({}, {"read": {"language": "en"}}, {"deskew": {"off": True}}):
        for key in ("p0001", "p0002", "p0003"):
            redo.page_redo(page=_page(object, key), steps=steps, keep_frame=True, by=operator)
        object = object_process(object=object, workers=1)
        assert _stands(object) == turned


def test_a_turn_by_hand_outlives_a_crash_and_a_rebuild(tmp_path: Path, operator: User, book: DigitalObject) -> None:
    page = redo.page_rotate(page=_page(book, "p0001"), angle=270, by=operator)
    Page.objects.filter(pk=page.pk).update(status=PageStatus.FAILED, error_code="crashed")
    redo.pages_retry(object=book, by=operator)
    page = _page(book, "p0001")
    assert page.overrides == {"orient": {"angle": 270}}
    page_result_store(page=page, run=page.run, results=[result_of(model_of("matn"), orient={"angle": 270})])
    object_preserve(object=DigitalObject.objects.get(pk=book.pk))
    identifier = book.identifier
    book.pages.all().delete()
    SourceFile.objects.all().delete()
    book.delete()
    back = _page(object_restore(identifier=identifier), "p0001")
    assert redo.page_redo(page=back, steps={}, keep_frame=True, by=operator).overrides == {"orient": {"angle": 270}}


def test_two_turns_in_a_row_add_up_before_the_first_is_done(first: Page, operator: User) -> None:
    for angle in (90, 180, 270, 0):
        page = redo.page_rotate(page=first, angle=90, by=operator)
        assert page.overrides == {"orient": {"angle": angle}}


def test_an_accepted_page_stands_as_it_was_accepted(first: Page, operator: User) -> None:
    first.recipe["orient"] = {"angle": 90}
    first.save()
    review.page_accept(page=first, by=operator)
    page = redo.page_redo(page=first, steps={"read": {"language": "ru"}}, keep_frame=True, by=operator)
    assert page.overrides == {"orient": {"angle": 90}, "read": {"language": "ru"}}


def test_what_was_decided_otherwise_stays_when_a_page_is_turned_or_divided(first: Page, operator: User) -> None:
    said = {"read": {"language": "ru"}, "illumination": {"off": True}}
    places = {"crop": {"box": [0, 0, 300, 300]}, "pictures": {"boxes": [[1, 1, 90, 90]]}}
    Page.objects.filter(pk=first.pk).update(overrides={**said, **places, "split": {"off": True}})
    page = redo.page_rotate(page=first, angle=90, by=operator)
    assert page.overrides == {**said, "split": {"off": True}, "orient": {"angle": 90}}
    page_result_store(page=page, run=page.run, results=[result_of(model_of("b"), orient={"angle": 90})])
    page = redo.page_split(page=_page(first.object, "p0001"), at=300, by=operator)
    assert page.overrides == {**said, "orient": {"angle": 90}, "split": {"at": 310}}
