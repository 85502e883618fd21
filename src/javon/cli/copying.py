"""The dialog of `javon copy`, and the order in which a copy stays true.

The database first, as one moment knew it; then the files, to which others only ever add; then every row is held
against its file in the copy, and the database of the copy is opened and counted.  The note of what the copy holds
(``copy.json``) is written last: a folder without it is no finished copy.
"""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from javon.apps.digitization.queries.archive import preservation_root
from javon.base import clock
from javon.cli.snapshots import Snapshot, snapshot_of_database
from javon.cli.wholeness import database_file, stop_unless_whole
from javon.engines.formats import OcflError
from javon.engines.formats.ocfl.copying import object_copy
from javon.engines.tools.causes import cause
from javon.engines.vault.postgresql import DumpError
from javon.engines.vault.tree import ChangedError, Copier, bytes_missing, files_below

DONE, PARTLY, NOTHING = 0, 1, 2
NOTE, UNFINISHED, HEAD = "copy.json", "copy-unfinished", "audit-head.json"
#: Room beside the files for the database on its way and what the file system needs itself.
SPARE = 64 << 20
#: Of the files that lie in the data folder itself these belong to the running site, or are made anew.
_NOT_COPIED = (".lock", ".new", ".part", "-wal", "-shm", "-journal", NOTE, UNFINISHED, HEAD, "site-address", "copy.txt")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
#: So many files are named that could not be copied.
NAMED = 10


class RefusedError(Exception):
    """No copy is made in this folder; the text says why."""


@dataclass(slots=True)
class _Copy:
    """A copy on its way; ``problems`` are sentences about what could not be copied."""

    target: Path
    copier: Copier
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def told(self, path: Path) -> Iterator[None]:
        """Go on with the next file where one is damaged, and tell of it; a full disk ends the copy."""
        try:
            yield
        except ChangedError:
            self.problems.append(_("%(file)s: fayl shikastlangan, nusxalanmadi") % {"file": path})
        except OcflError as error:
            self.problems.append(str(error))
        except OSError as error:
            if error.errno in _FULL:
                raise
            self.problems.append(f"{path}: {_(cause(error))}")


def copy_library(target: Path) -> int:
    """Copy the library into ``target``; gives the exit status."""
    target = target.expanduser().resolve()
    try:
        stop_unless_whole(None)
        _check_target(target)
        return _copied(target, _check_room(target))
    except RefusedError as error:
        print(f"javon copy: {error}", file=sys.stderr)
        return NOTHING
    except (OSError, sqlite3.Error, DumpError) as error:
        print(f"javon copy: {_failed(error, target)}", file=sys.stderr)
        return PARTLY


def _failed(error: Exception, target: Path) -> str:
    full = isinstance(error, OSError) and error.errno in _FULL
    if full or (isinstance(error, sqlite3.Error) and error.sqlite_errorcode == sqlite3.SQLITE_FULL):
        return _("%(folder)s: diskda joy tugadi. Joy boʻshatib, xuddi shu buyruqni qayta bering.") % {"folder": target}
    reason = _(cause(error)) if isinstance(error, OSError) else str(error)
    place = getattr(error, "filename", None) or target
    return _("%(folder)s: nusxa olib boʻlmadi: %(reason)s") % {"folder": place, "reason": reason}


def _sources() -> list[tuple[Path, str]]:
    """The folders that are copied, and their names in the copy."""
    return [
        (Path(settings.JAVON_FILES), "files"),
        (Path(settings.JAVON_PRESERVATION), "preservation"),
        (Path(settings.JAVON_UPLOADS), "uploads"),
        (Path(settings.JAVON_SET_ASIDE), "set-aside"),
    ]


def _check_target(target: Path) -> None:
    """Raise ``RefusedError`` unless the folder is new, empty, or a copy of this library that nobody works with."""
    own = [Path(settings.JAVON_DATA), *(folder for folder, _name in _sources())]
    for folder in (path.resolve() for path in own):
        if target == folder or folder in target.parents or target in folder.parents:
            raise RefusedError(
                _("%(folder)s: kutubxona papkasi ichiga yoki ustiga nusxa olinmaydi; boshqa papkani koʻrsating.")
                % {"folder": target}
            )
    if target.exists() and not target.is_dir():
        raise RefusedError(_("%(folder)s: bu papka emas.") % {"folder": target})
    if not target.is_dir() or not any(target.iterdir()) or (target / UNFINISHED).exists():
        return
    if not (target / NOTE).exists():
        raise RefusedError(_("%(folder)s: papkada boshqa fayllar bor; boʻsh papkani koʻrsating.") % {"folder": target})
    if _worked_with(target):
        raise RefusedError(
            _("%(folder)s: bu nusxadan boshlab ishlangan, ustiga yozilmaydi; boshqa papkani koʻrsating.")
            % {"folder": target}
        )


def _worked_with(target: Path) -> bool:
    """Whether somebody has started from the copy since: its journal has grown, or its database is open."""
    try:
        noted = json.loads((target / NOTE).read_text(encoding="utf-8"))["head"]
        head = json.loads((target / HEAD).read_text(encoding="utf-8")) if noted else None
    except (OSError, ValueError, KeyError):
        return True
    return head != noted or bool(list(target.glob("*-wal")))


def _check_room(target: Path) -> int:
    """The bytes that are still to be copied; ``RefusedError`` where the disk cannot take them."""
    file, seen = database_file(), set[tuple[int, int]]()
    files = sum(bytes_missing(folder, target / name, seen) for folder, name in _sources())
    needed = SPARE + files + (file.stat().st_size if file is not None and file.exists() else 0)
    there = next(folder for folder in (target, *target.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise RefusedError(
            _("%(folder)s: joy yetmaydi, %(wanted)s MB kerak, %(free)s MB boʻsh.")
            % {"folder": target, "wanted": needed // 2**20 + 1, "free": free // 2**20}
        )
    return files


def _copied(target: Path, total: int) -> int:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    (target / UNFINISHED).touch()
    (target / NOTE).unlink(missing_ok=True)
    with _bar() as bar:
        row = bar.add_task(_("fayllar"), total=total)
        copy = _Copy(target, Copier(lambda count: bar.advance(row, count)))
        # Bytes of an upload are taken away once its book is made: they are looked for before and after.
        _uploads(copy)
        with snapshot_of_database(target) as snapshot:
            _files(copy)
            _archive(copy)
            _uploads(copy)
            _rest(copy)
            dropped = _rows_have_files(copy, snapshot)
            counts = snapshot.finish(without_uploads=dropped > 0)
            _close(copy, snapshot, counts)
    _tell(copy, counts, dropped)
    return PARTLY if copy.problems else DONE


def _files(copy: _Copy) -> None:
    """The store of files: the name of each is its SHA-512."""
    store = Path(settings.JAVON_FILES)
    for path in files_below(store):
        if path.relative_to(store).parts[0] != "incoming":
            with copy.told(path):
                copy.copier.steady(path, copy.target / "files" / path.relative_to(store), path.name)


def _archive(copy: _Copy) -> None:
    """The preservation store, object by object; its folder is there from the first object on."""
    source = Path(settings.JAVON_PRESERVATION)
    if not source.is_dir():
        return
    root, target = preservation_root(), copy.target / "preservation"
    for path in source.iterdir():
        if path.is_file():
            copy.copier.file(path, target / path.name)
    for folder in (path for path in (source / "extensions").glob("*") if path.name != "javon-staging"):
        copy.copier.tree(folder, target / "extensions" / folder.name)
    for folder in map(root.place, root.objects()):
        with copy.told(folder):
            object_copy(folder, target / folder.relative_to(source), copy.copier.steady)


def _uploads(copy: _Copy) -> None:
    """What was brought and is no book yet; set-aside files of the watched folder."""
    for folder, name in _sources()[2:]:
        _tree(copy, folder, copy.target / name)


def _tree(copy: _Copy, source: Path, target: Path) -> None:
    """Every file of a folder that others may be changing: what goes meanwhile is left out."""
    for path in files_below(source):
        with copy.told(path), suppress(FileNotFoundError):
            copy.copier.file(path, target / path.relative_to(source))


def _rest(copy: _Copy) -> None:
    """Secrets, marks and whatever else lies in the data folder itself; the authority that the computers here know."""
    database = database_file()
    _tree(copy, Path(settings.JAVON_DATA) / "tls", copy.target / "tls")
    for path in sorted(Path(settings.JAVON_DATA).iterdir()):
        if path.is_file() and path != database and not path.name.endswith(_NOT_COPIED):
            with copy.told(path):
                copy.copier.file(path, copy.target / path.name)


def _rows_have_files(copy: _Copy, snapshot: Snapshot) -> int:
    """Hold every row against its file in the copy; gives the number of uploads whose bytes are gone meanwhile."""
    for sha512, size in snapshot.stored_files():
        path = copy.target / "files" / sha512[:2] / sha512[2:4] / sha512
        if not path.exists() or path.stat().st_size != size:
            copy.problems.append(_("%(file)s: kutubxonada bu fayl yoʻq yoki shikastlangan") % {"file": path.name})
    root = preservation_root()
    for identifier in snapshot.preserved_objects():
        folder = copy.target / "preservation" / root.place(identifier).relative_to(root.path)
        if not (folder / "inventory.json").exists():
            copy.problems.append(_("%(object)s: arxivda bu kitob yoʻq") % {"object": identifier})
    return sum(not (copy.target / "uploads" / token).exists() for token in snapshot.upload_tokens())


def _of_secrets(copy: _Copy) -> Iterator[str]:
    """What is said of the keys that lie beside the database in the copy, and of those that do not."""
    used = {"secret-key": settings.SECRET_KEY, "seal-key": settings.JAVON_SEAL_KEY}
    files = {name: copy.target / name for name in used}
    there = [name for name, file in files.items() if file.is_file() and file.read_text().strip() == used[name]]
    given = [f"JAVON_{name.replace('-', '_').upper()}" for name in used if name not in there]
    if there:
        text = _("Nusxada maxfiy kalitlar ham bor (%(names)s): uni kutubxonaning oʻzidek yopiq saqlang.")
        yield text % {"names": ", ".join(there)}
    if given:
        text = _(
            "Nusxaga kirmadi, chunki muhit sozlamalarida berilgan: %(names)s. Alohida saqlang: JAVON_SEAL_KEY "
            "boʻlmasa, ikki bosqichli kirishdan hech kim oʻta olmaydi."
        )
        yield text % {"names": ", ".join(given)}


def _close(copy: _Copy, snapshot: Snapshot, counts: dict[str, int]) -> None:
    head = snapshot.head()
    if head is not None:
        (copy.target / HEAD).write_text(json.dumps(head), encoding="utf-8")
    note: dict[str, Any] = {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "database": snapshot.name,
        "head": head,
        "rows": counts,
        "problems": copy.problems,
    }
    draft = copy.target / f"{NOTE}.part"
    draft.write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
    (copy.target / "copy.txt").write_text(_how_to_start(copy.target, snapshot.name) + "\n", encoding="utf-8")
    draft.replace(copy.target / NOTE)
    (copy.target / UNFINISHED).unlink()


def _how_to_start(target: Path, name: str) -> str:
    """The lines that start the library from the copy."""
    about = _("Kutubxonani shu nusxadan boshlash (avval papkaning oʻzidan nusxa oling: boshlangach, unga yoziladi):")
    data = f"JAVON_DATA={target}"
    if name.endswith(".dump"):
        return (
            f"{about}\n  createdb -E UTF8 -T template0 javon_copy\n"
            f"  pg_restore --no-owner -d javon_copy {target / name}\n"
            f"  export {data} JAVON_DATABASE_URL=postgresql:///javon_copy\n  ./javon rebuild\n  ./javon up"
        )
    return f"{about}\n  export {data}\n  ./javon rebuild\n  ./javon up"


def _tell(copy: _Copy, counts: dict[str, int], dropped: int) -> None:
    for problem in copy.problems[:NAMED]:
        print(problem, file=sys.stderr)
    if dropped:
        print(_("Yuklanib turgan fayllar nusxaga kirmadi: %(count)s ta.") % {"count": dropped}, file=sys.stderr)
    values = {"folder": copy.target, "rows": sum(counts.values()), "problems": len(copy.problems)}
    if copy.problems:
        print(_("Nusxa toʻliq emas: %(problems)s ta fayl nusxalanmadi (%(folder)s). Yuqorida aytilgan.") % values)
        return
    print(_("Nusxa tayyor: %(folder)s; bazasi ochib tekshirildi, qatorlari: %(rows)s ta.") % values)
    for sentence in _of_secrets(copy):
        print(sentence)
    print(_how_to_start(copy.target, str(json.loads((copy.target / NOTE).read_text())["database"])))


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        transient=True,
        disable=not sys.stdout.isatty(),
    )
