"""Values that the database keeps but cannot read: sealed with a key that lies outside it (``JAVON_SEAL_KEY``).

Fernet (AES-128-CBC with HMAC-SHA256) of the cryptography library; in front stands by which key, so that a value of a
lost key is told from a damaged one.
"""

from __future__ import annotations

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

PREFIX = "sealed:"
KEY_SIGNS = 8


class OtherKeyError(Exception):
    """The value was sealed with a key that is not here, or is damaged: nobody can read it."""


def seal(text: str) -> str:
    """The text as the database may hold it; what is sealed already stays."""
    if text.startswith(PREFIX):
        return text
    cipher, name = _key()
    return f"{PREFIX}{name}:{cipher.encrypt(text.encode()).decode()}"


def unseal(text: str) -> str:
    """The text itself; one that was never sealed comes back as it is.

    Raises:
        OtherKeyError: it was sealed with another key, or changed since.
    """
    if not text.startswith(PREFIX):
        return text
    cipher, name = _key()
    told, _colon, token = text.removeprefix(PREFIX).partition(":")
    if told != name:
        raise OtherKeyError(f"sealed with the key {told}, here is {name}")
    try:
        return cipher.decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise OtherKeyError(f"damaged, though sealed with the key {name}") from error


def _key() -> tuple[Fernet, str]:
    """The cipher, and the name of its key, which tells nothing of it."""
    digest = sha256(settings.JAVON_SEAL_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest)), sha256(b"name of " + digest).hexdigest()[:KEY_SIGNS]
