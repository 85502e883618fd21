"""Every message says which file, what is wrong and what to do, in both languages."""

import pickle
import re

import pytest

from javon.engines.imaging.intake import MESSAGES, REASONS, WARNINGS, BadFile, Code, WarningCode, Why, warning_text


@pytest.mark.parametrize("code", Code)
def test_messages_name_the_file_and_say_what_to_do(code):
    bad = BadFile(code, "/scans/bet-7.tif", "12 of 40")
    for message in (bad.message, MESSAGES[code] % bad.params):
        assert message.startswith("bet-7.tif: ")
        assert message.count(".") >= 2
        assert "/scans" not in message


@pytest.mark.parametrize("table", [MESSAGES, WARNINGS, REASONS])
def test_uzbek_texts_are_written_with_its_own_apostrophes(table):
    for text in table.values():
        assert not re.search("['’‘`]", text)
        assert not re.search("[ogOG]ʼ", text)


def test_every_warning_and_reason_has_words():
    assert set(WARNINGS) == set(WarningCode)
    assert set(REASONS) == set(Why)
    assert all(warning_text(code, "a/bet.tif", "x").startswith("bet.tif: ") for code in WarningCode)


def test_an_error_travels_between_processes():
    bad = BadFile(Code.TRUNCATED, "a.jpg", "3 of 9 rows", readable_rows=3, rows=9)
    copy = pickle.loads(pickle.dumps(bad))
    assert (copy.code, copy.file, copy.detail, copy.readable_rows, copy.rows) == (
        Code.TRUNCATED,
        "a.jpg",
        "3 of 9 rows",
        3,
        9,
    )
    assert str(copy) == "a.jpg: the file is cut short (3 of 9 rows). Copy it again from the source, or scan again."
