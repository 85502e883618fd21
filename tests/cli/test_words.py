"""Everything that the command line says is there in four languages, and comes in the one of the terminal."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from javon import cli
from javon.cli import main
from javon.config import words

Speak = Callable[[str], None]

SOURCES = Path(__file__).parents[2] / "src"
#: The name of a locale for each language.
LOCALES = {"uz": "uz_UZ.UTF-8", "uz-cyrl": "uz_UZ@cyrillic", "ru": "ru_RU.UTF-8", "en": "en_US.UTF-8"}
#: Names that are written alike in every language, beside what a person types.
NAMES = re.compile(
    r"(?:\./)?javon(?: [a-z]+){0,2}|--?[\w-]+|\{[^}]*\}|https?://\S+|tcp://\S+|[\w.-]+\.(?:jsonl?|txt|pdf|tif|mrc)\b"
    r"|JAVON_[A-Z_]+|PDF(?:/A)?|ALTO|JSON|CSV|ZIP|UTF-8|fts5"
    r"|docs/operator/(?:performance|recovery).md|PID|MARC 21|UNIMARC|MARCXML"
    r"|Dublin|Core|Django|SQLite|PostgreSQL|Chromium|Dask|FTS5"
    r"|Tantivy|OCRmyPDF|IIPImage|Mirador|PyPI|npm|Javon|Python|lint|format|contracts|types|sqlite"
    r"|postgresql|browser|book|cyrl|latn|migrate|shell|SHA-512|EPUB|XML"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
ARGUMENTS = [
    ["--help"],
    *([name, "--help"] for name in cli.COMMANDS if name != "manage"),
    ["language", "convert", "--help"],
    ["language", "identify", "--help"],
    ["audit", "verify", "--help"],
    *(["bench", name, "--help"] for name in ("digitize", "truth", "search", "tiles", "language")),
]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    def set_language(locale: str) -> None:
        for name in ("LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("COLUMNS", "100")

    return set_language


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with contextlib.suppress(SystemExit):
        main(arguments)
    shown = capsys.readouterr()
    return shown.out + shown.err


def own_words(text: str) -> list[str]:
    """The lines without the examples, which are typed as they stand, and without names."""
    lines = [re.sub(r"^  (?:\./javon|echo) .*?(?=\s\s\S|$)", "", line) for line in text.splitlines()]
    lines = [
        re.sub(rf"^  +({'|'.join(cli.COMMANDS)}|convert|identify|verify|head|protect)\b", "", line) for line in lines
    ]
    return [NAMES.sub(" ", line) for line in lines]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "uz"),
        ({"LANG": "C.UTF-8"}, "uz"),
        ({"LANG": "POSIX"}, "uz"),
        ({"LANG": "kaa_UZ.UTF-8"}, "uz"),
        ({"LANG": "uz_UZ.UTF-8"}, "uz"),
        ({"LANG": "uz_UZ@cyrillic"}, "uz-cyrl"),
        ({"LANG": "uz_UZ.UTF-8@cyrillic"}, "uz-cyrl"),
        ({"LANG": "uz-Cyrl"}, "uz-cyrl"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_GB"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "uz"}, "uz"),
        ({"LC_ALL": "", "LANG": "ru"}, "ru"),
    ],
)
def test_the_terminal_says_its_language(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert words.language() == language


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
@pytest.mark.parametrize("language", ["uz-cyrl", "ru"])
def test_help_in_cyrillic_has_no_latin_word_left(
    arguments: list[str], language: str, speak: Speak, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(LOCALES[language])
    left = [line for line in own_words(told(arguments, capsys)) if LATIN.search(line)]
    assert left == []


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_help_in_uzbek_and_in_english_has_no_line_in_common(
    arguments: list[str], speak: Speak, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = {}
    for language in ("uz", "en"):
        speak(LOCALES[language])
        lines[language] = {line.strip() for line in own_words(told(arguments, capsys)) if LATIN.search(line)}
    assert len(lines["uz"]) > 2
    assert lines["uz"] & lines["en"] == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "x"],
        ["digitize", "x", "--profile", "nonsense"],
        ["digitize", "x", "--workers", "0"],
        ["read", "x", "--out", "y", "--dask", "nonsense"],
        ["language", "convert", "--to"],
        ["language"],
        ["up", "--port", "http"],
        ["up", "--nonsense"],
        ["nonsense"],
        ["language", "identify", "/no/such/file"],
        ["read", "/no/such/file", "--out", "OUT"],
    ],
    ids=" ".join,
)
def test_refusals_in_russian_are_in_russian(
    arguments: list[str], speak: Speak, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    speak(LOCALES["ru"])
    text = told([str(tmp_path) if word == "OUT" else word for word in arguments], capsys)
    for word in (
        "nonsense",
        "http",
        str(tmp_path),
        "/no/such/file",
        "file:",
        "'",
        "book",
        "newspaper",
        "document",
        "photo",
    ):
        text = text.replace(word, " ")
    assert re.search("[а-я]{3}", text)
    assert [line for line in own_words(text) if LATIN.search(line)] == []


@pytest.mark.parametrize(
    "arguments", [["language", "identify"], ["--help"], ["digitize", "--help"], ["read", "--help"]]
)
def test_words_cost_no_django(arguments: list[str]) -> None:
    code = (
        "import sys; from javon.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=b"salom",
        env={"PYTHONPATH": str(SOURCES), "LC_ALL": "ru_RU.UTF-8", "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_the_system_says_of_a_file_is_translated(speak: Speak) -> None:
    speak(LOCALES["en"])
    assert (
        words.system_words(FileNotFoundError(2, "No such file or directory", "x")) == "there is no such file or folder"
    )
    assert words.system_words(OSError(71, "Protocol error")) == "Protocol error"
    assert words.system_words(OSError("no number")) == "no number"
