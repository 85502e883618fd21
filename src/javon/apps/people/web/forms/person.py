"""What is asked when a person is added or corrected."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.apps.people.enums import Role
from javon.apps.people.models import User


class NewPersonForm(forms.ModelForm[User]):
    """A person to be added; the password is made by the program."""

    class Meta:
        model = User
        fields = ["username", "full_name", "email", "role"]
        help_texts = {"username": _("Lotin harflari, raqamlar va @ . + - _ belgilari (login uchun).")}


class PersonForm(forms.ModelForm[User]):
    """A person to be corrected; the log-in name stays, since the journal knows the person by it."""

    class Meta:
        model = User
        fields = ["full_name", "email", "role"]


class PeopleFilterForm(forms.Form):
    """Narrows the list."""

    q = forms.CharField(required=False, max_length=100, label=_("Ism yoki login"))
    role = forms.ChoiceField(required=False, label=_("Rol"), choices=[("", _("Barcha rollar")), *Role.choices])
