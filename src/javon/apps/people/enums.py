"""Roles of the people who work with Javon."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does in the centre; one person has one role."""

    DIRECTOR = "director", _("Markaz direktori")
    HEAD = "head", _("Xizmat rahbari")
    OPERATOR = "operator", _("Raqamlashtirish operatori")
    CATALOGUER = "cataloguer", _("Kataloglashtiruvchi")
    ADMINISTRATOR = "administrator", _("Tizim administratori")
    READER = "reader", _("Kitobxon")


#: Everybody who is not a reader.
STAFF = frozenset(role for role in Role if role is not Role.READER)
