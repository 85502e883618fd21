"""Unpacking ZIP archives that nobody vouches for: nothing leaves the folder, nothing unfolds beyond its measure.

Members are streamed in pieces and counted as they come out, because the sizes an archive states may be lies.
"""

from __future__ import annotations

import lzma
import shutil
import stat
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from javon.engines.imaging.intake.errors import BadFile, Code
from javon.engines.imaging.intake.sniff import is_zip, read_head
from javon.engines.tools.budget import Budget, LimitError
from javon.engines.tools.limits import call

_PIECE = 1 << 20
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNICODE_NAME_FIELD = 0x7075
_MAX_NAME_BYTES = 255
#: Below this size a large ratio is harmless: a blank page in one bit packs a thousandfold.
_RATIO_FROM = 16 << 20
#: Letters of Russian and Uzbek Cyrillic; anything else in a decoded name speaks against that code page.
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What is still unpacked.  ``ratio`` is unpacked bytes to packed bytes; ``spare_bytes`` must stay free on disk."""

    total_bytes: int = 200 << 30
    ratio: float = 200.0
    members: int = 50_000
    depth: int = 3
    spare_bytes: int = 512 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One unpacked file: where it lies now, and its name in the archive (``outer.zip/inner.zip/3.tif``)."""

    path: Path
    name: str
    size: int


@dataclass(slots=True)
class _Unpacking:
    limits: ArchiveLimits
    packed: int
    written: int = 0
    count: int = 0
    members: list[Member] = field(default_factory=list)


def expand(path: str | Path, into: str | Path, limits: ArchiveLimits | None = None) -> list[Member]:
    """Unpack ``path`` and the archives inside it under the folder ``into``; all of it or nothing.

    Raises:
        BadFile: what is wrong with the archive; everything already unpacked is removed again.
    """
    path, into = Path(path), Path(into)
    work = _Unpacking(limits or ArchiveLimits(), max(1, path.stat().st_size if path.exists() else 1))
    existed = into.exists()
    into.mkdir(parents=True, exist_ok=True)
    target = into / ".unpacking"
    try:
        _expand(path, target, PurePosixPath(path.name), 1, work)
        if not work.members:
            raise BadFile(Code.ARCHIVE_EMPTY, path)
        return _settled(work.members, target, into)
    except OSError as error:
        raise _disk_trouble(path, error) from error
    finally:
        shutil.rmtree(target, ignore_errors=True)
        if not existed and not any(into.iterdir()):
            into.rmdir()


def _settled(members: list[Member], target: Path, into: Path) -> list[Member]:
    finals = [Member(into / member.path.relative_to(target), member.name, member.size) for member in members]
    standing = next((final.path for final in finals if final.path.exists()), None)
    if standing is not None:
        raise FileExistsError(17, "a file of this name is there already; nothing is overwritten", str(standing))
    for member, final in zip(members, finals, strict=True):
        final.path.parent.mkdir(parents=True, exist_ok=True)
        member.path.rename(final.path)
    return finals


def _disk_trouble(path: Path, error: OSError) -> BadFile:
    if error.errno in (28, 122):  # ENOSPC, EDQUOT
        return BadFile(Code.NO_SPACE, path, error.strerror or "")
    if isinstance(error, PermissionError):
        return BadFile(Code.PERMISSION, path)
    return BadFile(Code.DAMAGED, path, error.strerror or str(error))


def _expand(path: Path, target: Path, shown: PurePosixPath, depth: int, work: _Unpacking) -> None:
    if depth > work.limits.depth:
        raise BadFile(Code.ARCHIVE_NESTED, _title(shown), f"more than {work.limits.depth}")
    if not is_zip(read_head(path)):
        raise BadFile(Code.DAMAGED, path, "not a ZIP archive")
    try:
        _count_members(path, shown, work)
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not _is_folder(info)]
            _check_plan(shown, infos, target, work)
            taken: set[str] = set()
            for info in infos:
                _take(archive, info, target, shown, depth, work, taken)
    # RuntimeError: zipfile's word for a way of packing that it does not know.
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError) as error:
        raise BadFile(Code.DAMAGED, _title(shown), str(error)[:200] or type(error).__name__) from error


def _count_members(path: Path, shown: PurePosixPath, work: _Unpacking) -> None:
    """Count the members in a limited child first: a directory of millions would fill our own memory."""
    try:
        work.count += call(_directory_length, Budget(), path)
    except LimitError as error:
        raise BadFile(Code.ARCHIVE_TOO_MANY, _title(shown), error.detail) from error
    if work.count > work.limits.members:
        raise BadFile(Code.ARCHIVE_TOO_MANY, _title(shown), f"more than {work.limits.members:,}")


def _directory_length(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return len(archive.infolist())


def _title(shown: PurePosixPath) -> str:
    """The name of an archive inside archives, for messages: slashes would be taken for folders."""
    return " › ".join(shown.parts)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or info.filename.startswith("__MACOSX/")


def _check_plan(shown: PurePosixPath, infos: list[zipfile.ZipInfo], target: Path, work: _Unpacking) -> None:
    """What the archive says of itself, before a byte is unpacked: its lies are found while unpacking."""
    stated = sum(info.file_size for info in infos)
    _check_bytes(shown, work.written + stated, work)
    target.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(target).free
    if stated + work.limits.spare_bytes > free:
        raise BadFile(Code.NO_SPACE, _title(shown), f"{stated / 1e9:.1f} GB needed, {free / 1e9:.1f} GB free")


def _check_bytes(shown: PurePosixPath, unpacked: int, work: _Unpacking) -> None:
    too_many = unpacked > work.limits.total_bytes
    if too_many or (unpacked > _RATIO_FROM and unpacked > work.limits.ratio * work.packed):
        detail = f"{work.packed / 1e6:.1f} MB → more than {unpacked / 1e6:,.0f} MB"
        raise BadFile(Code.ARCHIVE_BOMB, _title(shown), detail)


def _take(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    target: Path,
    shown: PurePosixPath,
    depth: int,
    work: _Unpacking,
    taken: set[str],
) -> None:
    relative = _safe_name(info, shown)
    key = unicodedata.normalize("NFKC", str(relative)).casefold()
    if key in taken:
        raise BadFile(Code.ARCHIVE_DUPLICATE, _title(shown), str(relative))
    taken.add(key)
    final = target / relative
    final.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as source, final.open("xb") as sink:
        size = _copy(source, sink, shown, work)
    if size and is_zip(read_head(final)):
        folder = final.with_name(final.name + ".unpacked")
        _expand(final, folder, shown / relative, depth + 1, work)
        final.unlink()
        return
    work.members.append(Member(final, str(shown / relative), size))


def _copy(source: IO[bytes], sink: IO[bytes], shown: PurePosixPath, work: _Unpacking) -> int:
    size = 0
    while piece := source.read(_PIECE):
        size += len(piece)
        work.written += len(piece)
        _check_bytes(shown, work.written, work)
        sink.write(piece)
    return size


def _safe_name(info: zipfile.ZipInfo, shown: PurePosixPath) -> PurePosixPath:
    """The member's name as a path that stays inside the folder."""
    name = member_name(info).replace("\\", "/")
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise BadFile(Code.ARCHIVE_ENCRYPTED, _title(shown), name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise BadFile(Code.ARCHIVE_LINK, _title(shown), name)
    parts = [part for part in name.split("/") if part not in ("", ".")]
    drive = len(name) > 1 and name[1] == ":"
    if name.startswith("/") or drive or ".." in parts or not parts or any(ord(sign) < 32 for sign in name):
        raise BadFile(Code.ARCHIVE_TRAVERSAL, _title(shown), name[:120])
    return PurePosixPath(*(_shortened(part) for part in parts))


def _shortened(part: str) -> str:
    """A name that the file system can hold: Cyrillic letters take two bytes each."""
    if len(part.encode()) <= _MAX_NAME_BYTES - len(".unpacked"):
        return part
    stem, dot, suffix = part.rpartition(".")
    tail = f"~{zlib.crc32(part.encode()):08x}{dot}{suffix if len(suffix) <= 8 else ''}"
    kept = (stem or part).encode()[: _MAX_NAME_BYTES - len(".unpacked") - len(tail.encode())]
    return kept.decode(errors="ignore") + tail


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's true name.

    Archives made on Russian and Uzbek Windows carry names in cp866 (Explorer) or cp1251 (some programs) without
    saying so; Python reads them as cp437.  A Unicode name field of Info-ZIP (APPNOTE 4.6.9) goes before all guesses.
    """
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    stated = _unicode_field(info.extra)
    if stated:
        return stated
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    if raw.isascii():
        return info.filename
    try:
        return raw.decode("utf-8")  # Linux and macOS tools that forget the flag
    except UnicodeDecodeError:
        return max((raw.decode(page, errors="replace") for page in ("cp866", "cp1251")), key=_cyrillic_share)


def _unicode_field(extra: bytes) -> str:
    while len(extra) >= 4:
        tag, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if tag == _UNICODE_NAME_FIELD and size > 5:
            return extra[9 : 4 + size].decode("utf-8", errors="replace")
        extra = extra[4 + size :]
    return ""


def _cyrillic_share(name: str) -> float:
    """How much a decoded name looks like words: lower case counts more than capitals in the middle of a word."""
    foreign = [sign for sign in name if not sign.isascii()]
    good = sum(1.0 if sign in _CYRILLIC else 0.6 for sign in foreign if sign.casefold() in _CYRILLIC)
    return good / max(1, len(foreign))
