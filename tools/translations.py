"""Collect the texts of the interface and keep its four languages whole.

    .venv/bin/python tools/translations.py          collect, and generate Uzbek Cyrillic from Uzbek Latin
    .venv/bin/python tools/translations.py --check  say what is missing; exit 1 if anything is

The texts in the code are Uzbek Latin.  Uzbek Cyrillic is generated from them by ``engines.language``; Russian and
English are translated by people in the catalogues under ``src/javon/base/ui/locale``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/javon"
LOCALE = PACKAGE / "base/ui/locale"
TRANSLATED = ("ru", "en")
GENERATED = "uz_Cyrl"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|<[^>]+>")


def engine_texts() -> list[str]:
    """Sentences for people that stand in tables of the engines, where Django's collector does not look."""
    from javon.engines.imaging import intake  # noqa: PLC0415 -- slow import
    from javon.engines.quality.codes import REASONS  # noqa: PLC0415 -- slow import

    tables = (intake.MESSAGES, intake.WARNINGS, intake.REASONS, REASONS)
    return list(dict.fromkeys(text for table in tables for text in table.values()))


def collect() -> None:
    """Run Django's makemessages for all catalogues and drop what no longer stands in the code."""
    before = {name: known(name) for name in (*TRANSLATED, GENERATED)}
    command = [sys.executable, "-m", "javon", "manage", "makemessages", "--no-location", "--no-obsolete", "-v0"]
    command += [f"--locale={name}" for name in (*TRANSLATED, GENERATED)]
    command += ["--ignore=vendor/*", "--extension=html,py,txt"]
    subprocess.run(command, cwd=PACKAGE, check=True, env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)})
    for name in (*TRANSLATED, GENERATED):
        path = LOCALE / name / "LC_MESSAGES/django.po"
        catalogue = polib.pofile(str(path), wrapwidth=110)
        # The date of the run would make every run a change.
        catalogue.metadata.pop("POT-Creation-Date", None)
        catalogue.metadata.pop("PO-Revision-Date", None)
        for text in engine_texts():
            if catalogue.find(text) is None:
                catalogue.append(polib.POEntry(msgid=text, msgstr=before[name].get(text, ""), flags=["python-format"]))
        catalogue.save()


def known(name: str) -> dict[str, str]:
    """Translations that a catalogue holds today."""
    path = LOCALE / name / "LC_MESSAGES/django.po"
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} if path.exists() else {}


def generate_cyrillic() -> None:
    """Write the Uzbek Cyrillic catalogue from the Uzbek Latin texts."""
    from javon.engines.language import to_cyrillic_markup  # noqa: PLC0415 -- slow import

    catalogue = polib.pofile(str(LOCALE / GENERATED / "LC_MESSAGES/django.po"), wrapwidth=110)
    catalogue.metadata["Language"] = "uz_Cyrl"
    catalogue.metadata["Plural-Forms"] = "nplurals=1; plural=0;"
    for entry in catalogue:
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if entry.msgid_plural:
            entry.msgstr_plural = {0: to_cyrillic_markup(entry.msgid)}
        else:
            entry.msgstr = to_cyrillic_markup(entry.msgid)
    catalogue.save()


def problems() -> list[str]:
    """Texts without a translation, marked as doubtful, or with other placeholders than the original."""
    found: list[str] = []
    for name in (*TRANSLATED, GENERATED):
        for entry in polib.pofile(str(LOCALE / name / "LC_MESSAGES/django.po")):
            texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
            wanted = sorted(PLACEHOLDER.findall(entry.msgid))
            if not all(texts) or entry.fuzzy:
                found.append(f"{name}: no translation of {entry.msgid!r}")
            elif not entry.msgid_plural and sorted(PLACEHOLDER.findall(entry.msgstr)) != wanted:
                found.append(f"{name}: other placeholders in {entry.msgstr!r}")
    return found


def main() -> int:
    """Collect and generate, or only check."""
    if "--check" not in sys.argv[1:]:
        collect()
        generate_cyrillic()
    missing = problems()
    for line in missing:
        print(line)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
