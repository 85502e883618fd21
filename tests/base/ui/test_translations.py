"""The four languages of the interface: whole, collected, rightly spelled, shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polib
import pytest
from django.forms import CharField
from django.test import Client
from django.utils.translation import gettext, ngettext, override
from tools import translations

from javon.base.ui.templatetags.ui import paper_date

CATALOGUES = (*translations.TRANSLATED, translations.GENERATED, translations.THIRD_PARTY)
#: What Uzbek Cyrillic writes in Latin letters: names of formats, programs and keys.
LATIN_NAMES = re.compile(
    r"`[^`]*`|JAVON_[A-Z_]+|\b(?:https?|tcp)://[\w.:]+|\./javon(?: [a-z]+)*|docs/[\w./]+|%r"  # what is typed
    r"|_FILE\b|pages\.jsonl|\(1/0, true/false, yes/no, on/off\)|\blatn-\d{4}\b"  # names and values of settings, files
    r"|\b(?:ALTO|Aegis|BMP|CSV|Chromium|Dask|Django|Dublin Core|EPUB|EXIF|Enter|F5|FTS5|HTTPS?|IIIF|IIPImage|IP|ISBN"
    r"|ISSN|FreeOTP|JPEG|JSON|Java|JavaScript|Mirador|MARC(?:XML)?|OCRmyPDF|P|PDF(?:/A(?:-1b)?)?|PNG|PyPI|Python|QR|SHA|SQLite|Shift|TIFF"
    r"|Tantivy|UNIMARC|UTF-8|WebP|XML|ZIP|dpi|npm|[Pp]ostgre(?:SQL|sql)|sqlite)\b"
)


@pytest.fixture
def compiled(tmp_path: Path, settings: Any) -> None:
    """Django with the catalogues as they stand in the sources, whatever was compiled before."""
    for name in CATALOGUES:
        target = tmp_path / "locale" / name / "LC_MESSAGES/django.mo"
        target.parent.mkdir(parents=True)
        translations.catalogue_of(name).save_as_mofile(str(target))
    settings.LOCALE_PATHS = [tmp_path / "locale"]


def contents(catalogue: polib.POFile) -> dict[str, list[str]]:
    return {entry.msgid: list(translations.texts(entry)) for entry in catalogue}


def uzbek_texts() -> Iterator[str]:
    yield from (entry.msgid for entry in translations.catalogue_of("ru"))
    for entry in translations.catalogue_of(translations.THIRD_PARTY):
        yield from translations.texts(entry)


def test_every_text_is_translated_and_keeps_its_placeholders() -> None:
    assert translations.problems() == []


def test_every_text_of_the_code_is_collected_and_no_other() -> None:
    assert translations.stale() == [], "run tools/translations.py and translate what it lists"


def test_cyrillic_is_what_the_transliterator_makes_today() -> None:
    written = contents(translations.catalogue_of(translations.GENERATED))
    assert written == contents(translations.generated_cyrillic()), "run tools/translations.py"


def test_the_letters_of_2026_are_what_the_transliterator_makes_today() -> None:
    written = contents(translations.catalogue_of(translations.REFORM))
    assert written == contents(translations.generated_reform()), "run tools/translations.py"


def test_uzbek_texts_have_the_right_apostrophes_and_no_look_alikes() -> None:
    wrong = [
        text
        for text in uzbek_texts()
        if re.search(r"\w['‘’`´]\w|(?<![oOgG])ʻ|[oOgG]ʼ|[Ѐ-ӿ]", translations.PLACEHOLDER.sub("", text))
    ]
    assert wrong == []


def test_cyrillic_texts_keep_only_names_in_latin_letters() -> None:
    strange = {
        word: text
        for texts in contents(translations.catalogue_of(translations.GENERATED)).values()
        for text in texts
        for word in re.findall(r"[A-Za-z]+", translations.PLACEHOLDER.sub("", LATIN_NAMES.sub("", text)))
    }
    assert strange == {}


@pytest.mark.usefixtures("compiled")
def test_no_text_of_ours_is_taken_for_an_english_one_of_a_package() -> None:
    """``Login`` is an Uzbek word as well; allauth's Uzbek catalogue said Kirish for it."""
    foreign = {entry.msgid for entry in translations.catalogue_of(translations.THIRD_PARTY)} - {"Login"}
    with override("uz"):
        ours = [entry.msgid for entry in translations.catalogue_of("ru") if entry.msgid not in foreign]
        assert [text for text in ours if gettext(text) != text] == []


def test_a_guess_of_the_collector_is_emptied() -> None:
    entry = polib.POEntry(msgid="Qabul qilish", msgstr="Отказ", flags=["fuzzy", "python-format"], previous_msgid="Rad")
    translations.forget_guess(entry)
    assert (entry.msgstr, entry.flags, entry.previous_msgid) == ("", ["python-format"], None)


@pytest.mark.parametrize(
    ("original", "text", "loose", "fits"),
    [
        ("%(count)s ta %(name)s", "%(name)s: %(count)s", False, True),
        ("%(count)s ta", "count", False, False),
        ("%(count)s ta", "count", True, True),
        ("%(count)s ta", "%(number)s", True, False),
        ("%%(done)s fayl", "%(done)s", False, False),
        ("<b>%(name)s</b>", "%(name)s", False, False),
    ],
)
def test_placeholders_are_compared(original: str, text: str, loose: bool, fits: bool) -> None:
    assert translations.fits(polib.POEntry(msgid=original), text, loose) is fits


@pytest.mark.django_db
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("uz", "Elektron kutubxona"),
        ("uz-cyrl", "Электрон кутубхона"),
        ("ru", "Электронная библиотека"),
        ("en", "Electronic library"),
    ],
)
def test_the_home_page_speaks_every_language(client: Client, language: str, title: str) -> None:
    client.cookies["django_language"] = language
    response = client.get("/")
    assert response.headers["Content-Language"] == language
    assert re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1].strip().startswith(title)


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("language", "required", "day"),
    [
        ("uz", "Bu maydonni toʻldiring.", "2024-yil 19-dekabr"),
        ("uz-cyrl", "Бу майдонни тўлдиринг.", "2024-йил 19-декабрь"),
        ("ru", "Обязательное поле.", "19 декабря 2024 г."),
        ("en", "This field is required.", "19 December 2024"),
    ],
)
def test_forms_and_dates_speak_every_language(language: str, required: str, day: str) -> None:
    with override(language):
        assert str(CharField().error_messages["required"]) == required
        assert paper_date(date(2024, 12, 19)) == day


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("count", "russian"),
    [(1, "1 страница"), (3, "3 страницы"), (5, "5 страниц"), (11, "11 страниц"), (21, "21 страница")],
)
def test_russian_counts_in_three_forms(count: int, russian: str) -> None:
    with override("ru"):
        assert ngettext("%(shown)s sahifa", "%(shown)s sahifa", count) % {"shown": count} == russian
    with override("uz-cyrl"):
        assert ngettext("%(shown)s sahifa", "%(shown)s sahifa", count) % {"shown": count} == f"{count} саҳифа"


@pytest.mark.usefixtures("compiled")
def test_texts_of_allauth_are_ours_in_uzbek_and_its_own_elsewhere() -> None:
    text = "You must type the same password each time."
    said = {}
    for language in ("uz", "uz-cyrl", "en"):
        with override(language):
            said[language] = gettext(text)
    assert said == {"uz": "Ikkala parol bir xil boʻlsin.", "uz-cyrl": "Иккала пароль бир хил бўлсин.", "en": text}
