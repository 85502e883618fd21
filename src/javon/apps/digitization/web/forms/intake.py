"""What a person says of files that they bring."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from javon.apps.catalog.enums import RecordKind, RecordLanguage

SEVERAL = _("Bir nechta boʻlsa, “;” bilan ajrating.")
LANGUAGES = [("", _("Dastur aniqlasin")), *[choice for choice in RecordLanguage.choices if choice[0] != "und"]]


class NewObjectForm(forms.Form):
    """A new object: its title is enough, the rest can be written later."""

    title = forms.CharField(label=_("Sarlavha"), max_length=1000)
    creators = forms.CharField(label=_("Mualliflar"), required=False, help_text=SEVERAL)
    date = forms.CharField(label=_("Nashr yili"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Resurs turi"), choices=RecordKind.choices)
    language = forms.ChoiceField(label=_("Til"), choices=LANGUAGES, required=False)
    batch = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def record_values(self) -> dict[str, Any]:
        """The catalogue record's part."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "creators": data["creators"],
            "date": data["date"],
            "kind": data["kind"],
            "language": data["language"] or RecordLanguage.UNKNOWN.value,
        }

    @property
    def profile(self) -> str:
        """The kind of material for the pipeline."""
        kind = self.cleaned_data["kind"]
        return kind if kind in {"newspaper", "document"} else "book"


class ScanForm(forms.Form):
    """A scan: the device and how."""

    device = forms.CharField(max_length=300)
    dpi = forms.TypedChoiceField(label=_("Aniqlik (dpi)"), coerce=int, choices=[(300, 300), (400, 400), (600, 600)])
    mode = forms.ChoiceField(
        label=_("Rang"), choices=[("Gray", _("Kulrang")), ("Color", _("Rangli")), ("Lineart", _("Oq-qora"))]
    )
    feeder = forms.BooleanField(label=_("Varaq uzatgichdagi hamma varaqlar"), required=False)


class RecordForm(forms.Form):
    """The fields of a record that people correct most."""

    title = forms.CharField(label=_("Sarlavha"), max_length=1000)
    creators = forms.CharField(label=_("Mualliflar"), required=False, help_text=SEVERAL)
    place = forms.CharField(label=_("Nashr joyi"), required=False, max_length=200)
    publisher = forms.CharField(label=_("Nashriyot"), required=False, max_length=300)
    date = forms.CharField(label=_("Nashr yili"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Resurs turi"), choices=RecordKind.choices)
    language = forms.ChoiceField(label=_("Til"), choices=RecordLanguage.choices)
    subjects = forms.CharField(label=_("Mavzular"), required=False, help_text=SEVERAL)
    identifiers = forms.CharField(label=_("ISBN, ISSN va boshqa standart raqamlar"), required=False)
    description = forms.CharField(label=_("Annotatsiya"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
