"""What a person decides about pages: each decision once, in the journal, and everything made anew from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.apps.digitization.making import done_object, done_page, draw_scan, model_of, result_of

from javon.apps.digitization.actions import redo, rescan, review
from javon.apps.digitization.actions.object import object_accept, object_publish, object_withdraw
from javon.apps.digitization.actions.processing import object_finish_processing, page_result_store
from javon.apps.digitization.enums import ObjectStatus, PageStatus, PageVerdict
from javon.apps.digitization.errors import DigitizationError, NotAllowedError, WrongStateError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.digitization.queries.pages import pages_of
from javon.apps.digitization.queries.texts import page_texts
from javon.apps.people.models import User
from javon.base.audit import JournalRow
from javon.base.jobs import Job, State

pytestmark = pytest.mark.django_db


def _keys(book: DigitalObject) -> list[str]:
    return [page.key for page in pages_of(book)]


def _waiting(name: str) -> int:
    return Job.objects.in_state(State.WAITING).filter(name=name).count()


def test_acceptance_is_noted_once(first: Page, operator: User) -> None:
    for _click in range(2):
        page = review.page_accept(page=first, by=operator)
    assert page.reviewed_by == operator
    assert JournalRow.objects.filter(action="digitization.page_accept").count() == 1
    assert review.page_reopen(page=first, by=operator).reviewed_at is None


def test_a_flagged_page_waits_until_a_person_looked_at_it(first: Page, operator: User, client: Client) -> None:
    Page.objects.filter(pk=first.pk).update(verdict=PageVerdict.LOOK)
    client.force_login(operator)
    address = f"/work/{first.object.identifier}/"

    def told() -> tuple[int, bool]:
        answer = client.get(address)
        return answer.context["object"].flagged_count, "data-confirm" in answer.content.decode()

    assert told() == (1, True)
    review.page_accept(page=first, by=operator)
    assert told() == (0, False)


@pytest.mark.parametrize("role", ["reader", "director"])
def test_who_does_not_review_changes_nothing(role: str, first: Page, book: DigitalObject, make_user) -> None:
    person = make_user(role)
    for action in (
        lambda: review.page_accept(page=first, by=person),
        lambda: review.page_mark_blank(page=first, blank=True, by=person),
        lambda: review.page_exclude(page=first, excluded=True, by=person),
        lambda: review.page_label(page=first, label="x", by=person),
        lambda: review.page_reorder(object=book, keys=["p0001"], after="p0003", by=person),
        lambda: redo.page_rotate(page=first, angle=90, by=person),
        lambda: redo.page_invert(page=first, by=person),
        lambda: redo.page_crop(page=first, box=(0, 0, 100, 100), by=person),
        lambda: redo.page_split(page=first, at=300, by=person),
        lambda: redo.page_redo(page=first, steps={}, by=person),
        lambda: object_accept(object=book, by=person),
        lambda: object_publish(object=book, by=person),
    ):
        with pytest.raises(NotAllowedError):
            action()
    assert not JournalRow.objects.filter(actor=person.username).exists()


def test_a_blank_page_keeps_its_place_and_loses_its_words(book: DigitalObject, first: Page, operator: User) -> None:
    before = book.revision
    review.page_mark_blank(page=first, blank=True, by=operator)
    book.refresh_from_db()
    assert book.revision == before + 1
    assert _keys(book) == ["p0001", "p0002", "p0003"]


def test_a_page_taken_out_can_come_back(book: DigitalObject, first: Page, operator: User) -> None:
    review.page_exclude(page=first, excluded=True, by=operator)
    assert _keys(book) == ["p0002", "p0003"]
    review.page_exclude(page=first, excluded=False, by=operator)
    assert _keys(book) == ["p0001", "p0002", "p0003"]


@pytest.mark.parametrize(
    ("keys", "after", "wanted"),
    [
        (["p0003"], None, ["p0003", "p0001", "p0002"]),
        (["p0001"], "p0003", ["p0002", "p0003", "p0001"]),
        (["p0001", "p0002"], "p0003", ["p0003", "p0001", "p0002"]),
        (["p0002"], "p0001", ["p0001", "p0002", "p0003"]),
    ],
)
def test_pages_move(book: DigitalObject, operator: User, keys: list[str], after: str | None, wanted: list[str]) -> None:
    review.page_reorder(object=book, keys=keys, after=after, by=operator)
    assert _keys(book) == wanted
    assert list(pages_of(book).values_list("position", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(("keys", "after"), [(["p9999"], None), (["p0001"], "p9999"), (["p0001"], "p0001")])
def test_a_wrong_order_is_refused(book: DigitalObject, operator: User, keys: list[str], after: str | None) -> None:
    with pytest.raises(DigitizationError):
        review.page_reorder(object=book, keys=keys, after=after, by=operator)
    assert _keys(book) == ["p0001", "p0002", "p0003"]


def test_a_label_written_by_hand_stays(book: DigitalObject, first: Page, operator: User) -> None:
    review.page_label(page=first, label=" iv ", by=operator)
    redo.page_redo(page=first, steps={}, by=operator)
    done_page(Page.objects.select_related("object").get(pk=first.pk), "matn", number="9")
    object_finish_processing(object=book)
    assert Page.objects.get(pk=first.pk).label == "iv"


def test_rotation_adds_to_what_stands(first: Page, operator: User) -> None:
    page = redo.page_rotate(page=first, angle=90, by=operator)
    assert (page.status, page.run, page.overrides) == (PageStatus.WAITING, 2, {"orient": {"angle": 90}})
    assert _waiting("digitization.process_page") == 1
    page_result_store(page=page, run=2, results=[result_of(model_of("b"), orient={"angle": 90})])
    assert redo.page_rotate(page=first, angle=270, by=operator).overrides == {"orient": {"angle": 0}}
    with pytest.raises(DigitizationError):
        redo.page_rotate(page=first, angle=45, by=operator)


NEGATIVE = {"light": True, "positive": True}
AS_SCANNED = {"light": True, "positive": False}


@pytest.mark.parametrize(("found", "opposite"), [({}, NEGATIVE), (NEGATIVE, AS_SCANNED), (AS_SCANNED, NEGATIVE)])
def test_a_page_is_shown_in_the_opposite_tones_and_back(
    first: Page, operator: User, client: Client, found: dict[str, bool], opposite: dict[str, bool]
) -> None:
    redo.page_rotate(page=first, angle=90, by=operator)
    made = {"orient": {"angle": 90}, **({"polarity": found} if found else {})}
    page_result_store(page=first, run=2, results=[result_of(model_of("b"), **made)])
    client.force_login(operator)
    address = reverse("digitization:page-do", args=[first.object.identifier, first.key, "invert"])
    assert client.post(address).json()["page"]["inverted"] is True
    page = Page.objects.get(pk=first.pk)
    assert (page.status, page.overrides) == (PageStatus.WAITING, {"orient": {"angle": 90}, "polarity": opposite})
    assert JournalRow.objects.filter(action="digitization.page_invert", actor=operator.username).count() == 1
    assert client.post(address).json()["page"]["inverted"] is False
    assert Page.objects.get(pk=first.pk).overrides == {"orient": {"angle": 90}}


def test_a_crop_is_counted_from_the_whole_page(first: Page, operator: User) -> None:
    page = redo.page_crop(page=first, box=(-5, 10, 200, 300), by=operator)
    assert page.overrides["crop"] == {"box": [-5, 10, 200, 300]}
    for wrong in ((0, 0, 10, 300), (0, 0, 10**6, 300)):
        with pytest.raises(DigitizationError):
            redo.page_crop(page=first, box=wrong, by=operator)


def test_a_split_page_becomes_two_and_one_again(book: DigitalObject, first: Page, operator: User) -> None:
    page = redo.page_split(page=first, at=300, by=operator)
    assert page.overrides["split"] == {"at": 310}
    halves = [result_of(model_of(text), part=part, split={"at": 310, "part": part}) for part, text in enumerate("ab")]
    page_result_store(page=page, run=2, results=halves)
    object_finish_processing(object=book)
    assert _keys(book) == ["p0001", "p0001b", "p0002", "p0003"]
    half = Page.objects.select_related("object").get(key="p0001b")
    again = redo.page_crop(page=half, box=(0, 0, 200, 200), by=operator)
    assert again.overrides["split"] == {"at": 310, "part": 1}
    page_result_store(
        page=again, run=again.run, results=[result_of(model_of("bb"), part=1, split={"at": 310, "part": 1})]
    )
    assert [model.text for _page, model in page_texts(edition_now(book))][:2] == ["a", "bb"]
    whole = redo.page_split_toggle(page=half, by=operator)
    assert (whole.key, whole.overrides["split"]) == ("p0001", {"off": True})
    page_result_store(page=whole, run=whole.run, results=[result_of(model_of("a b"))])
    assert _keys(book) == ["p0001", "p0002", "p0003"]


def test_an_unknown_step_is_refused(first: Page, operator: User) -> None:
    for steps in ({"sehr": {}}, {"crop": "yoʻq"}):
        with pytest.raises(DigitizationError):
            redo.page_redo(page=first, steps=steps, by=operator)  # type: ignore[arg-type]  # what a request can hold
    assert Page.objects.get(pk=first.pk).run == 1


def test_a_rescan_takes_the_place_of_the_old_scan(first: Page, operator: User, tmp_path: Path) -> None:
    old = first.source
    page = rescan.page_replace(
        page=first, path=draw_scan(tmp_path / "yangi.png", "yangi"), name="yangi.png", by=operator
    )
    assert page.source != old
    assert (page.key, page.status, page.run) == ("p0001", PageStatus.WAITING, 2)
    assert old.stored is not None
    assert old.stored.path.exists()


def test_an_inserted_page_stands_behind_the_other(
    book: DigitalObject, first: Page, operator: User, tmp_path: Path
) -> None:
    path = draw_scan(tmp_path / "yangi.png", "yangi")
    rescan.page_insert(after=first, path=path, name="yangi.png", by=operator)
    assert _keys(book) == ["p0001", "p0004", "p0002", "p0003"]


def test_a_bad_rescan_changes_nothing(book: DigitalObject, first: Page, operator: User, tmp_path: Path) -> None:
    (tmp_path / "yangi.png").write_bytes(b"")
    with pytest.raises(DigitizationError, match=r"yangi\.png"):
        rescan.page_replace(page=first, path=tmp_path / "yangi.png", name="yangi.png", by=operator)
    assert Page.objects.get(pk=first.pk).source == first.source
    assert book.sources.count() == 3


def test_the_life_of_an_object(book: DigitalObject, head: User) -> None:
    with pytest.raises(WrongStateError):
        object_publish(object=book, by=head)
    for _click in range(2):
        assert object_accept(object=book, by=head).status == ObjectStatus.ACCEPTED
    for _click in range(2):
        published = object_publish(object=book, by=head)
    assert (published.status, published.published_by) == (ObjectStatus.PUBLISHED, head)
    with pytest.raises(WrongStateError):
        object_withdraw(object=book, reason=" ", by=head)
    assert object_withdraw(object=book, reason="huquq egasi soʻradi", by=head).status == ObjectStatus.WITHDRAWN
    names = JournalRow.objects.filter(actor=head.username).order_by("number").values_list("action", flat=True)
    assert list(names) == [f"digitization.object_{name}" for name in ("accept", "publish", "withdraw")]


def test_an_object_with_waiting_pages_is_not_accepted(book: DigitalObject, first: Page, operator: User) -> None:
    redo.page_rotate(page=first, angle=90, by=operator)
    with pytest.raises(WrongStateError):
        object_accept(object=book, by=operator)


def test_an_operator_accepts_but_does_not_publish(book: DigitalObject, operator: User) -> None:
    object_accept(object=book, by=operator)
    with pytest.raises(NotAllowedError):
        object_publish(object=book, by=operator)


def _moved(folder: Path, count: int, by: User) -> int:
    """Move the last page of a book to its beginning; gives the number of queries."""
    book = done_object(folder, *[f"{folder.name} {number}-matn" for number in range(count)])
    keys = list(book.pages.order_by("position").values_list("key", flat=True))
    with CaptureQueriesContext(connection) as asked:
        review.page_reorder(object=book, keys=[keys[-1]], after=None, by=by)
    places = list(book.pages.order_by("position").values_list("key", "position"))
    assert places == [(key, place) for place, key in enumerate([keys[-1], *keys[:-1]], start=1)]
    return len(asked)


def test_moving_a_page_costs_the_same_in_a_thick_book(tmp_path: Path, operator: User) -> None:
    assert _moved(tmp_path / "yupqa", 5, operator) == _moved(tmp_path / "qalin", 30, operator)
