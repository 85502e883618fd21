"""Parameters of steps: those that a step can take, and those that it would not heed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from javon.apps.digitization.actions.step_params import _known, check_steps
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.people.models import User
from javon.engines.imaging import STEPS, prepare

WRONG = [
    {"crop": {"box": "abc"}},
    {"crop": {"box": [10, 10, 10, 50]}},
    {"crop": {"box": [0, 0, 10**9, 10]}},
    {"crop": {"box": None}},
    {"split": {"at": -5}},
    {"split": {"at": 5000}},
    {"split": {"at": True}},
    {"orient": {"angle": 45}},
    {"orient": {"angle": "90"}},
    {"deskew": {"angle": float("nan")}},
    {"deskew": {"angel": 1}},
    {"deskew": {"off": "true"}},
    {"dewarp": {"quad": [[0, 0], [1, 1]]}},
    {"dewarp": {"lift": [[1, 2], [1]]}},
    {"pictures": {"boxes": [[1, 2, 3]]}},
    {"denoise": {"median": 4}},
    {"showthrough": {"white": 100}},
    {"showthrough": {"white": 100, "black": 200}},
    {"binarize": {"r": 0}},
    {"binarize": {"off": True}},
    {"read": {"language": 5}},
    {"nosuch": {}},
]


@pytest.mark.parametrize("steps", WRONG)
def test_what_a_step_cannot_take_is_refused(steps: dict[str, Any]) -> None:
    with pytest.raises(DigitizationError):
        check_steps(steps, side=1000)


@pytest.mark.parametrize(
    "steps",
    [
        {},
        {"deskew": {"angle": -1.5}, "read": {"language": "ru", "off": False}},
        {"orient": {"angle": 270}, "split": {"at": 500, "part": 1}, "crop": {"box": [-20, 0, 400, 900]}},
        {"dewarp": {"quad": [[0, 0], [900.5, 3], [905, 880], [2, 890]], "lift": [[0.5, 1], [0, 0]]}},
        {"showthrough": {"black": 20, "white": 230}, "pictures": {"boxes": []}, "binarize": {"k": 0.2}},
    ],
)
def test_what_a_step_can_take_is_taken(steps: dict[str, Any]) -> None:
    check_steps(steps, side=1000)


def test_every_step_is_known_and_what_the_program_measures_may_be_given_back() -> None:
    assert set(_known(1)) == {*STEPS, "read"}
    image = np.full((900, 700), 235, np.uint8)
    for line in range(14):
        image[90 + 50 * line : 106 + 50 * line, 70:600] = 40
    for prepared in prepare(image, 100):
        check_steps(prepared.recipe, side=900)
    check_steps({name: {"off": True} for name in STEPS if name != "binarize"})


@pytest.mark.django_db
@pytest.mark.parametrize("steps", ['{"crop":{"box":"abc"}}', '{"split":{"at":-5}}', '{"orient":{"angle":45}}'])
def test_a_request_with_them_changes_nothing(book: DigitalObject, operator: User, steps: str) -> None:
    browser = Client()
    browser.force_login(operator)
    answer = browser.post(reverse("digitization:page-do", args=[book.identifier, "p0001", "redo"]), {"steps": steps})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert Page.objects.get(object=book, key="p0001").run == 1
