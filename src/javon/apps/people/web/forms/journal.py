"""What the journal is narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.base.ui.deeds import deeds_listed


class DayInput(forms.DateInput):
    """A day, chosen in the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class JournalForm(forms.Form):
    """Everything may be left out; what is malformed is told beside its field and left out."""

    q = forms.CharField(required=False, max_length=200, label=_("Sarlavha, foydalanuvchi, amal yoki identifikator"))
    who = forms.CharField(required=False, max_length=150, label=_("Kim (login)"))
    deed = forms.ChoiceField(required=False, label=_("Amal"))
    since = forms.DateField(required=False, label=_("Qaysi kundan"), widget=DayInput)
    until = forms.DateField(required=False, label=_("Qaysi kungacha"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Barcha amallar")), *deeds_listed()]
        asked = str(self.data.get("deed", ""))
        known = {name for name, _words in choices}
        self.fields["deed"].choices = choices if asked in known else [*choices, (asked, asked)]  # type: ignore[attr-defined] # it is a ChoiceField
