"""From what a person gives (paths, with a record) to an object that waits for intake."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from javon.apps.digitization.actions.changes import sources_arrange
from javon.apps.digitization.actions.intake import Given, Refusal, source_key_of, sources_note, sources_register
from javon.apps.digitization.actions.object import object_create
from javon.apps.digitization.errors import NoRoomError, NothingToDigitizeError
from javon.apps.digitization.models import DigitalObject
from javon.apps.digitization.models.source import path_text, shown_text
from javon.apps.digitization.queries.objects import object_by_source_key
from javon.apps.people.models import User
from javon.base.db import said
from javon.base.db.locks import serialize
from javon.base.db.said import gettext as _
from javon.engines.imaging import intake as engine
from javon.engines.imaging.intake.walk import QUIET

#: Names of what systems leave in folders on their own; nobody misses it.
LITTER = ("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", ".ds_store", "._")
#: Where archives are unpacked, each in a folder of its number among what was given and its name.
UNPACKED = "unpacked"
_NUMBERED = re.compile(r"\A\d{5}-")


@dataclass(frozen=True, slots=True)
class Taken:
    """The object of the paths.  ``known``: it was there before; ``left_out``: what was not taken, and why."""

    object: DigitalObject
    known: bool
    new_files: int
    left_out: tuple[str, ...]


def object_from_paths(
    *,
    paths: Sequence[Path],
    by: User | None,
    record_values: dict[str, Any] | None = None,
    profile: str = "book",
    language: str = "",
    publish_when_ready: bool = False,
    note_left_out: bool = False,
) -> Taken:
    """Find the object that these paths became before, or make one; write down the files that are new.

    Archives are unpacked into a place of their own; call ``unpacked_clear`` when the intake is over.
    ``note_left_out``: what was not taken is kept with the object as a refused file, for a person who is not waiting.

    Raises:
        NothingToDigitizeError: there is no file of pages under the paths; the message says what was there.
        NoRoomError: the disk is too full to unpack an archive.
    """
    key = source_key_of(paths)
    into = unpacked_folder(key)
    found = _without_own(engine.gather(paths, into), paths, into)
    _check_unpacked(found)
    refusals = refusals_of(found, [into, *paths]) if note_left_out else []
    left_out = tuple(refusal.reason for refusal in refusals) or tuple(_left_out(found, [into, *paths]))
    if not found.files:
        unpacked_clear(key)
        raise NothingToDigitizeError(
            said.lines(left_out) if left_out else _("Raqamlashtirish uchun sahifa tasviri topilmadi.")
        )
    given = [Given(path, shown_name(path, [into, *paths])) for path in found.files]
    with transaction.atomic():
        serialize(f"digitization.source.{key}")
        known = object_by_source_key(key)
        object = known or object_create(
            by=by,
            record_values={"title": default_title(paths), **(record_values or {})},
            profile=profile,
            language=language,
            source=", ".join(shown_text(Path(path).absolute()) for path in paths)[:2000],
            source_key=key,
            publish_when_ready=publish_when_ready,
        )
        new_files = sources_register(object=object, given=given, by=by)
        sources_arrange(object=object, order=[(path_text(item.path), item.name) for item in given])
        if note_left_out:
            sources_note(object=object, refusals=refusals, by=by)
    return Taken(object, known is not None, new_files, left_out)


def _without_own(found: engine.Gathered, paths: Sequence[Path], into: Path) -> engine.Gathered:
    """What was given, without Javon's own data where these lie inside it: masters and derivatives are no new pages."""
    data = Path(settings.JAVON_DATA).resolve()
    if not any(data.is_relative_to(Path(path).resolve()) for path in paths):
        return found

    def own(path: Path) -> bool:
        return path.resolve().is_relative_to(data) and not path.is_relative_to(into)

    skipped = tuple(one for one in found.skipped if not own(one.path))
    return replace(found, files=tuple(path for path in found.files if not own(path)), skipped=skipped)


def _check_unpacked(found: engine.Gathered) -> None:
    """A full disk is no fault of the archive: nothing is refused for it."""
    for bad in found.bad:
        if bad.code is engine.Code.NO_SPACE:
            raise NoRoomError(_(engine.MESSAGES[bad.code]) % {**bad.params, "file": shown_text(bad.params["file"])})


def unpacked_folder(key: str) -> Path:
    """Where the archives among these paths are unpacked."""
    return Path(settings.JAVON_DATA) / UNPACKED / key[:32]


def unpacked_clear(key: str) -> None:
    """Remove what was unpacked; the masters are in the store by then.  Without a key nothing was."""
    if key:  # the folder of no key is that of all of them
        shutil.rmtree(unpacked_folder(key), ignore_errors=True)


def default_title(paths: Sequence[Path]) -> str:
    """The title that the one given PDF has, else the name of the folder or file, until somebody writes the record."""
    first = Path(paths[0]).absolute()
    given = _own_title(first) if len(paths) == 1 and first.suffix.casefold() == ".pdf" and first.is_file() else ""
    if given:
        return given
    name = first.stem if first.is_file() else first.name
    return shown_text(name.replace("_", " ").strip() or first)


def _own_title(path: Path) -> str:
    try:
        return engine.inspect(path).title
    except engine.BadFile:
        return ""


def shown_name(path: Path, roots: Iterable[Path]) -> str:
    """What a file is called among the others: its path below what was given; an archive counts as a folder."""
    for root in roots:
        if Path(root).is_dir() and path.is_relative_to(root):
            below = path.relative_to(root)
            return shown_text(_NUMBERED.sub("", str(below)) if root.parent.name == UNPACKED else below)
    return shown_text(path.name)


def refusals_of(found: engine.Gathered | engine.Collected, roots: Sequence[Path]) -> list[Refusal]:
    """Everything that was not taken, other than what systems leave behind on their own."""
    refusals = []
    for skipped in found.skipped:
        if not skipped.path.name.casefold().startswith(LITTER):
            name = shown_name(skipped.path, roots)
            refusals.append(Refusal(name, reason=_(engine.REASONS[skipped.why]) % {"file": name}))
    for bad in found.bad if isinstance(found, engine.Gathered) else ():
        name = shown_name(Path(bad.file), roots)
        reason = _(engine.MESSAGES[bad.code]) % {**bad.params, "file": name}
        refusals.append(Refusal(name, bad.code.value, reason, bad.params["detail"]))
    return refusals


def _left_out(found: engine.Gathered, roots: Sequence[Path]) -> Iterable[str]:
    for skipped in found.skipped:
        if skipped.why not in QUIET:
            yield _(engine.REASONS[skipped.why]) % {"file": _named(skipped.path, roots)}
    for bad in found.bad:
        yield _(engine.MESSAGES[bad.code]) % {**bad.params, "file": _named(Path(bad.file), roots)}


def _named(path: Path, roots: Sequence[Path]) -> str:
    """What was given itself in full, so that a slip in the path can be seen; what lies in it by its place there."""
    return shown_text(path) if path in roots else shown_name(path, roots)
