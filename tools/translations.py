"""Collect the texts of the interface and keep its four languages whole.

    .venv/bin/python tools/translations.py          collect, and generate Uzbek Cyrillic and the reform's letters
    .venv/bin/python tools/translations.py --check  say what is missing; exit 1 if anything is

The texts in the code are Uzbek Latin.  Uzbek Cyrillic is generated from them by ``engines.language``, and so are the
letters of 2026, in the catalogue under ``locale_2026`` that stands before ours where a centre switches to them
(``JAVON_LATIN``); it holds only what they change.  Russian and English are translated by people in the catalogues
under ``src/javon/base/ui/locale``.

Django and allauth bring texts of their own in English.  Their Russian is good; their Uzbek Latin has gaps and wrong
apostrophes, and Uzbek Cyrillic they do not know.  What of it our pages show stands in the catalogue ``uz``, which is
written by hand and never collected into; its Cyrillic is generated with the rest.  A text that stands there may also
be said better in the other catalogues; it is kept in them.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/javon"
TRANSLATED = ("ru", "en")
GENERATED = "uz_Cyrl"
#: The folder of the texts in the letters of 2026, and their alphabet.
REFORM, REFORM_LETTERS = "locale_2026", "latn-2026"
REFORM_GUARD = "locale_2026/uz_Cyrl"
#: Texts of Django and allauth in Uzbek Latin.
THIRD_PARTY = "uz"
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
    GENERATED: "nplurals=1; plural=0;",
    THIRD_PARTY: "nplurals=1; plural=0;",
    REFORM: "nplurals=1; plural=0;",
    REFORM_GUARD: "nplurals=1; plural=0;",
}
#: What a program fills in or reads: %(name)s, %s, the same with a doubled sign for a script, {name}, tags, [bold].
PLACEHOLDER = re.compile(r"%?%\(\w+\)[sdr]|%?%[sd](?!\w)|%%|\{\w*\}|<[^>]+>|\[/?\w+\]|\./javon \w+|--[a-z-]+")


def path_of(name: str, package: Path = PACKAGE) -> Path:
    """Where a catalogue lies."""
    folder = {REFORM: f"{REFORM}/{THIRD_PARTY}", REFORM_GUARD: REFORM_GUARD}.get(name, f"locale/{name}")
    return package / f"base/ui/{folder}/LC_MESSAGES/django.po"


def catalogue_of(name: str, package: Path = PACKAGE) -> polib.POFile:
    """A catalogue as it stands; an absent one is empty."""
    path = path_of(name, package)
    return polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)


def table_texts() -> list[str]:
    """Texts for people that stand in tables, where Django's collector does not look."""
    sys.path.insert(0, str(PACKAGE.parent))
    from javon.base.ui.templatetags.ui import MONTHS  # noqa: PLC0415 -- slow import
    from javon.engines.imaging import intake  # noqa: PLC0415 -- slow import
    from javon.engines.pipeline import FAILURES  # noqa: PLC0415 -- slow import
    from javon.engines.quality.codes import REASONS  # noqa: PLC0415 -- slow import
    from javon.engines.tools.causes import CAUSES  # noqa: PLC0415 -- slow import
    from javon.engines.tools.programs import REQUIREMENTS, TROUBLES  # noqa: PLC0415 -- slow import

    tables = (intake.MESSAGES, intake.WARNINGS, intake.REASONS, REASONS, FAILURES, TROUBLES, CAUSES)
    listed = [text for table in tables for text in table.values()]
    purposes = [line.purpose for line in REQUIREMENTS]
    return list(dict.fromkeys([*listed, *purposes, *MONTHS, *bench_texts()]))


def bench_texts() -> Iterator[str]:
    """Texts of the benches, which stand beside the package: Django's collector looks only inside."""
    for path in sorted((ROOT / "bench").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                yield ast.literal_eval(node.args[0])


def collect(package: Path = PACKAGE) -> None:
    """Run Django's makemessages for the catalogues of a package and drop what no longer stands in the code."""
    names = (*TRANSLATED, GENERATED)
    before = {name: {entry.msgid: entry.msgstr for entry in catalogue_of(name, package)} for name in names}
    command = [sys.executable, "-m", "javon", "manage", "makemessages", "--no-location", "--no-obsolete", "-v0"]
    command += [f"--locale={name}" for name in names]
    command += ["--ignore=vendor/*", "--extension=html,py,txt"]
    subprocess.run(command, cwd=package, check=True, env={**os.environ, "PYTHONPATH": str(package.parent)})
    for name in names:
        catalogue = catalogue_of(name, package)
        for entry in catalogue:
            forget_guess(entry)
        for text in table_texts():
            if catalogue.find(text) is None:
                flags = ["python-format"] if "%" in text else []
                catalogue.append(polib.POEntry(msgid=text, msgstr=before[name].get(text, ""), flags=flags))
        for foreign in catalogue_of(THIRD_PARTY, package):
            if name in TRANSLATED and before[name].get(foreign.msgid) and catalogue.find(foreign.msgid) is None:
                catalogue.append(polib.POEntry(msgid=foreign.msgid, msgstr=before[name][foreign.msgid]))
        save(catalogue, name, package)


def forget_guess(entry: polib.POEntry) -> None:
    """Empty a translation that was guessed from a similar text: a guess looks finished and says something else."""
    if entry.fuzzy:
        entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        entry.flags.remove("fuzzy")
    entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None


def save(catalogue: polib.POFile, name: str, package: Path = PACKAGE) -> None:
    """Write a catalogue; its head holds no dates, since they would make every run a change."""
    catalogue.header, catalogue.metadata_is_fuzzy = "", 0
    catalogue.metadata = {
        "Project-Id-Version": "Javon",
        "Language": path_of(name).parts[-3],
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[name],
    }
    path_of(name, package).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path_of(name, package)))


def generated_cyrillic() -> polib.POFile:
    """The Uzbek Cyrillic catalogue made from the Uzbek Latin texts, ours and the third parties'."""
    from javon.engines.language import to_cyrillic_markup  # noqa: PLC0415 -- slow import

    catalogue = catalogue_of(GENERATED)
    latin = {entry.msgid: entry.msgid for entry in catalogue}
    for entry in catalogue_of(THIRD_PARTY):
        latin[entry.msgid] = next(texts(entry))
        if catalogue.find(entry.msgid) is None:
            flags = [flag for flag in entry.flags if flag != "fuzzy"]
            catalogue.append(polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural, flags=flags))
    for entry in catalogue:
        cyrillic = to_cyrillic_markup(latin[entry.msgid])
        if entry.msgid_plural:
            entry.msgstr_plural = {0: cyrillic}
        else:
            entry.msgstr = cyrillic
    return catalogue


def generated_reform() -> polib.POFile:
    """The Uzbek Latin texts that have other letters in 2026, ours and the third parties'; made after Cyrillic."""
    from javon.engines.language import to_alphabet_markup  # noqa: PLC0415 -- slow import

    catalogue = polib.POFile(wrapwidth=110)
    latin = {entry.msgid: next(texts(entry)) for entry in catalogue_of(THIRD_PARTY)}
    for entry in catalogue_of(GENERATED):
        text = latin.get(entry.msgid, entry.msgid)
        spelled = to_alphabet_markup(text, REFORM_LETTERS)
        if spelled != text:
            said = {"msgstr_plural": {0: spelled}} if entry.msgid_plural else {"msgstr": spelled}
            catalogue.append(
                polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural, flags=entry.flags, **said)
            )
    return catalogue


def texts(entry: polib.POEntry) -> Iterator[str]:
    """The translation of an entry, or all its plural forms."""
    yield from entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> list[str]:
    """What must stand in a translation as it stands in the original, in any order."""
    return sorted(match[0] for match in PLACEHOLDER.finditer(text))


def problems() -> list[str]:
    """Texts without a translation, marked as doubtful, or with other placeholders than the original."""
    found: list[str] = []
    foreign = {entry.msgid for entry in catalogue_of(THIRD_PARTY)}
    for name in (*TRANSLATED, GENERATED, THIRD_PARTY, REFORM):
        for entry in catalogue_of(name):
            if not all(texts(entry)) or entry.fuzzy:
                found.append(f"{name}: no translation of {entry.msgid!r}")
            else:
                loose = entry.msgid in foreign
                found += [
                    f"{name}: other placeholders in {text!r}" for text in texts(entry) if not fits(entry, text, loose)
                ]
    return found


def fits(entry: polib.POEntry, text: str, loose: bool) -> bool:
    """Whether a translation holds what its original holds; loosely, it may leave a name out but not add one."""
    originals = [placeholders(original) for original in (entry.msgid, entry.msgid_plural) if original]
    given = placeholders(text)
    return given in originals or (loose and set(given) <= set(originals[0]))


def stale() -> list[str]:
    """Texts of the code that are not collected, and collected ones that no longer stand in it; nothing is written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src/javon"
        for path in _sources():
            target = copy / path.relative_to(PACKAGE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        collect(copy)
        written = {entry.msgid for entry in catalogue_of("en", copy)}
    known = {entry.msgid for entry in catalogue_of("en")}
    return [f"not collected: {text!r}" for text in sorted(written - known)] + [
        f"no longer in the code: {text!r}" for text in sorted(known - written)
    ]


def _sources() -> Iterable[Path]:
    for pattern in ("*.py", "*.html", "*.txt", "*.po"):
        yield from (path for path in PACKAGE.rglob(pattern) if "vendor" not in path.parts)


def main() -> int:
    """Collect and generate, or only check."""
    checking = "--check" in sys.argv[1:]
    if not checking:
        collect()
        save(generated_cyrillic(), GENERATED)
        save(generated_reform(), REFORM)
        # Without a catalogue of its own there, gettext would take uz for uz_Cyrl.
        save(polib.POFile(wrapwidth=110), REFORM_GUARD)
    missing = problems() + (stale() if checking else [])
    for line in missing:
        print(line)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
