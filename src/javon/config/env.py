"""Typed readers of environment variables: a bad value stops the start with a sentence, never a guess."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from javon.config.words import gettext as _
from javon.config.words import gettext_noop, system_words

TRUE = frozenset({"1", "true", "yes", "on"})
SECRET_LOST = gettext_noop(
    "%(file)s boʻsh; oʻchirsangiz, yangisi yaratiladi (hamma tizimga qaytadan kirishi kerak boʻladi)"
)
SEAL_LOST = gettext_noop(
    "%(file)s boʻsh; nusxasidan tiklang. Oʻchirsangiz, yangisi yaratiladi, lekin ikki bosqichli kirishni "
    "yoqqanlarga uni tizim administratori oʻchirib berishi kerak boʻladi"
)
FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that ``<name>_FILE`` points to, or the default."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            reason = system_words(error)
            raise ImproperlyConfigured(
                _("%(name)s_FILE: %(file)s oʻqilmadi: %(reason)s") % {"name": name, "file": file_name, "reason": reason}
            ) from error
    return os.environ.get(name, default)


def _bad(name: str, value: str, why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r}: {why}")


def flag(name: str, default: bool = False) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise _bad(name, value, _("ha yoki yoʻq kutilgan edi (1/0, true/false, yes/no, on/off)"))


def integer(name: str, default: int, *, minimum: int = 0) -> int:
    """A whole number not below ``minimum``."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError as error:
        raise _bad(name, value, _("butun son emas")) from error
    if number < minimum:
        raise _bad(name, value, _("%(least)s dan kichik") % {"least": minimum})
    return number


def choice(name: str, default: str, known: Collection[str]) -> str:
    """One of a closed list; what follows a colon is the value's own affair."""
    value = text(name, default).strip()
    if value.partition(":")[0] not in known:
        raise _bad(name, value, _("bulardan biri kutilgan edi: %(known)s") % {"known": ", ".join(known)})
    return value


def address(name: str) -> str:
    """An address such as ``tcp://host:8786``, or ""."""
    value = text(name).strip()
    if value and not re.fullmatch(r"(tcp|tls)://[^\s/]+:\d{1,5}", value):
        raise _bad(name, value, _("manzil emas; u %(example)s koʻrinishida boʻladi") % {"example": "tcp://host:8786"})
    return value


def listing(name: str, default: str = "") -> list[str]:
    """A list parted by commas; empty parts are left out."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def networks(name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Addresses and networks (``127.0.0.1,10.0.0.0/8``) parted by commas; ``unix`` for a socket of the file system."""
    found = []
    for part in listing(name):
        try:
            found.append(ipaddress.ip_network("0.0.0.0/32" if part == "unix" else part))
        except ValueError as error:
            example = {"example": "127.0.0.1,10.0.0.0/8"}
            raise _bad(name, part, _("manzil emas; oldinda turgan veb-serverlar: %(example)s") % example) from error
    return found


def path(name: str, default: Path) -> Path:
    """An absolute path."""
    value = text(name)
    return Path(value).expanduser().absolute() if value else default


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's database setting from ``postgresql://user:password@host:port/name`` or ``sqlite:///path``.

    SQLite runs in WAL with IMMEDIATE transactions, so that writers wait for each other instead of failing.
    """
    url = text(name) or f"sqlite:///{default}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        if not url.removeprefix("sqlite:///").strip("/") or not url.startswith("sqlite:///"):
            example = {"example": "sqlite:////folder/javon.sqlite3"}
            raise _bad(name, url, _("fayl nomi yoʻq; manzil %(example)s koʻrinishida boʻladi") % example)
        return {
            "ENGINE": "javon.base.db.sqlite",
            "NAME": unquote(url.removeprefix("sqlite:///")),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(name, parts)
    raise _bad(name, f"{parts.scheme}:…", _("Javon bunday bazani bilmaydi (sqlite, postgresql)"))


def _postgresql(name: str, parts: SplitResult) -> dict[str, Any]:
    """The parts of the address; what stands behind "?" (``sslmode``, ``sslrootcert`` …) goes to libpq as it is."""
    try:
        port = parts.port
    except ValueError as error:
        raise _bad(name, f"{parts.scheme}:…", _("port raqami notoʻgʻri")) from error
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def kept_secret(file: Path, lost: str) -> str:
    """A secret made once and kept in ``file``, readable by its owner only; the first of several processes makes it.

    ``lost``: what is said where the file is empty, with ``%(file)s``.
    """
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    if file.stat().st_mode & 0o077:
        file.chmod(0o600)
    secret = file.read_text(encoding="utf-8").strip()
    if not secret:
        raise ImproperlyConfigured(_(lost) % {"file": file})
    return secret
