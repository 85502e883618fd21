"""Who makes a change: a person, or nobody when the program itself does."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # rooms without tables import this before Django's apps are ready
    from django.contrib.auth.base_user import AbstractBaseUser

#: ``None`` is the program itself.
Actor: TypeAlias = "AbstractBaseUser | None"
