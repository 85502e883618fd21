"""The person who logs in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from javon.apps.people.enums import STAFF, Role
from javon.base import clock


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff or a reader.  What a person may do follows from the role alone (``policies``)."""

    username = models.CharField(_("login"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    full_name = models.CharField(_("F.I.Sh."), max_length=200, blank=True)
    email = models.EmailField(_("elektron pochta"), blank=True)
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices, default=Role.READER)
    is_active = models.BooleanField(_("faol"), default=True)
    must_change_password = models.BooleanField(_("parolni almashtirishi shart"), default=False)
    created_at = models.DateTimeField(_("qoʻshilgan vaqti"), default=clock.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []
    objects = BaseUserManager["User"]()

    class Meta:
        verbose_name = _("foydalanuvchi")
        verbose_name_plural = _("foydalanuvchilar")
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="user_role_known"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """The name as it is kept: in small letters, so that two people cannot have names that only look different.

        Neither of two such people could log in: whom the name means nobody could tell.
        """
        return super().normalize_username(username).lower()

    @property
    def is_staff_member(self) -> bool:
        """Works in the centre, in whatever role."""
        return self.role in STAFF
