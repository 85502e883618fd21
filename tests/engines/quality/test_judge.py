from __future__ import annotations

import pytest

from javon.engines.page import Box
from javon.engines.quality import (
    ENGLISH,
    PROFILES,
    REASONS,
    Code,
    Flag,
    Verdict,
    describe,
    flag_from_json,
    flag_to_json,
    judge,
    measure_text,
    verdict_of,
)

SOUND = {"letters": 1200.0, "x_height": 21.0, "blur": 0.11, "contrast": 140.0, "confidence": 0.94, "known_share": 0.95}


def test_what_two_measures_say_is_said_once_as_the_worse_says_it():
    (flag,) = judge({**SOUND, "blur": 0.5, "detail": 0.3})[1]

    assert (flag.code, flag.severity, flag.value) == (Code.BLURRED, Verdict.RESCAN, 0.5)


def test_a_few_doubtful_words_in_letters_of_ordinary_size_are_no_reason():
    assert judge({**SOUND, "low_confidence_share": 0.08})[1] == ()


def test_sound_measurements_are_good():
    assert judge(SOUND) == (Verdict.GOOD, ())


@pytest.mark.parametrize(
    ("change", "code", "verdict"),
    [
        ({"x_height": 9.0}, Code.TEXT_SMALL, Verdict.LOOK),
        ({"x_height": 7.0}, Code.TEXT_SMALL, Verdict.RESCAN),
        ({"blur": 0.35}, Code.BLURRED, Verdict.LOOK),
        ({"blur": 0.5}, Code.BLURRED, Verdict.RESCAN),
        ({"contrast": 20.0}, Code.CONTRAST_LOW, Verdict.RESCAN),
        ({"confidence": 0.4}, Code.CONFIDENCE_LOW, Verdict.LOOK),
        ({"low_confidence_share": 0.2}, Code.WORDS_DOUBTFUL, Verdict.LOOK),
        ({"low_confidence_share": 0.08, "x_height": 11.0}, Code.WORDS_DOUBTFUL, Verdict.LOOK),
        ({"detail": 0.3}, Code.BLURRED, Verdict.LOOK),
        ({"known_share": 0.3}, Code.WORDS_UNKNOWN, Verdict.LOOK),
        ({"residual_skew": 0.9}, Code.SKEWED, Verdict.LOOK),
        ({"declared_dpi": 150.0}, Code.RESOLUTION_LOW, Verdict.LOOK),
        ({"finger": 0.4}, Code.EDGE_OBJECT, Verdict.LOOK),
        ({"clipped_dark": 0.5}, Code.CLIPPED_DARK, Verdict.LOOK),
    ],
)
def test_each_limit(change: dict[str, float], code: Code, verdict: Verdict):
    found, flags = judge({**SOUND, **change})

    assert found is verdict
    assert [flag.code for flag in flags] == [code]


def test_dark_surround_is_not_clipping():
    assert judge({**SOUND, "clipped_dark": 0.3, "surround": 0.28})[0] is Verdict.GOOD


def test_worst_flag_comes_first_and_gives_the_verdict():
    verdict, flags = judge({**SOUND, "blur": 0.35, "x_height": 7.0})

    assert verdict is Verdict.RESCAN
    assert [flag.severity for flag in flags] == [Verdict.RESCAN, Verdict.LOOK]


def test_page_without_letters_is_not_judged_by_its_text():
    assert judge({**SOUND, "letters": 3.0, "blur": 0.9, "confidence": 0.1})[0] is Verdict.GOOD


def test_what_was_not_measured_raises_nothing():
    assert judge({}) == (Verdict.GOOD, ())
    assert judge({"letters": 100.0, "x_height": 0.0, "declared_dpi": 0.0})[0] is Verdict.GOOD


def test_newspaper_may_be_greyer_than_a_book():
    grey = {**SOUND, "contrast": 50.0, "confidence": 0.76}

    assert judge(grey, PROFILES["book"])[0] is Verdict.LOOK
    assert judge(grey, PROFILES["newspaper"])[0] is Verdict.GOOD


def test_photograph_is_not_judged_by_text_but_by_resolution():
    assert judge({**SOUND, "x_height": 5.0}, PROFILES["photo"])[0] is Verdict.GOOD
    assert judge({**SOUND, "declared_dpi": 250.0}, PROFILES["photo"])[0] is Verdict.LOOK


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_limits_are_dated_sourced_and_ordered(profile):
    assert profile.since
    for limit in profile.limits:
        assert limit.source
        if limit.rescan is not None:
            assert (limit.rescan < limit.look) == limit.low


def test_every_code_has_words():
    assert set(REASONS) == set(ENGLISH) == set(Code)


def test_words_carry_the_figures():
    assert describe(REASONS[Code.TEXT_SMALL], Code.TEXT_SMALL, 7.27, 8) == (
        "Harflar tasvirda juda mayda: kichik harf balandligi 7.3 piksel, kamida 8 kerak"
    )
    assert describe(ENGLISH[Code.CONFIDENCE_LOW], Code.CONFIDENCE_LOW, 0.583, 0.8).endswith("58 %")


def test_verdict_of_flags():
    assert verdict_of(()) is Verdict.GOOD
    assert verdict_of([Flag("a", Verdict.LOOK), Flag("b", Verdict.RESCAN)]) is Verdict.RESCAN


def test_text_measures_weigh_long_words():
    found = measure_text([0.9, 0.3], [9, 1], 0.8)

    assert found == {
        "words": 2.0,
        "characters": 10.0,
        "confidence": 0.84,
        "low_confidence_share": 0.5,
        "known_share": 0.8,
    }
    assert measure_text([], [], None) == {"words": 0.0, "characters": 0.0}


def test_a_flag_keeps_its_places_and_an_older_one_has_none():
    flag = Flag(Code.INK_UNREAD, Verdict.LOOK, 1.0, 1.0, (Box(1, 2, 30, 40),))

    assert flag_to_json(flag) == ["ink-unread", "look", 1.0, 1.0, [[1, 2, 30, 40]]]
    assert flag_from_json(flag_to_json(flag)) == flag
    assert flag_from_json(["blurred", "look", 0.3, 0.2]) == Flag("blurred", Verdict.LOOK, 0.3, 0.2)
