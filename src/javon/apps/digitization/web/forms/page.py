"""What may be asked for a page; every action has its form."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class RotateForm(forms.Form):
    """A clockwise turn."""

    angle = forms.TypedChoiceField(choices=[(90, 90), (180, 180), (270, 270)], coerce=int)


class CropForm(forms.Form):
    """A box in shares of the picture of the page before its crop."""

    left = forms.FloatField(min_value=0, max_value=1)
    top = forms.FloatField(min_value=0, max_value=1)
    right = forms.FloatField(min_value=0, max_value=1)
    bottom = forms.FloatField(min_value=0, max_value=1)

    def box(self, area: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        """The box in pixels of the page before its crop, of which the picture shows ``area``."""
        share = self.cleaned_data
        left, top, right, bottom = area
        width, height = right - left, bottom - top
        return (
            left + round(share["left"] * width),
            top + round(share["top"] * height),
            left + round(share["right"] * width),
            top + round(share["bottom"] * height),
        )


class SplitForm(forms.Form):
    """A dividing line as a share of the width, or no division."""

    at = forms.FloatField(min_value=0, max_value=1, required=False)
    off = forms.BooleanField(required=False)
    toggle = forms.BooleanField(required=False)


class MoveForm(forms.Form):
    """The page to stand behind; empty: the beginning."""

    after = forms.CharField(required=False, max_length=20)


class LabelForm(forms.Form):
    """What people call the page."""

    value = forms.CharField(required=False, max_length=40)


def _storable(values: Any) -> Any:
    """The values, which every database takes; ``ValueError`` for infinity, half a character and the nought sign."""
    text = json.dumps(values, ensure_ascii=False, allow_nan=False)
    if b"\\u0000" in text.encode():
        raise ValueError("a nought sign")
    return values


class RedoForm(forms.Form):
    """Steps with parameters, as JSON, and the language."""

    steps = forms.CharField(required=False, max_length=20_000)
    keep = forms.BooleanField(required=False)
    language = forms.CharField(required=False, max_length=20)

    def clean_steps(self) -> dict[str, Any]:
        try:
            steps = _storable(json.loads(self.cleaned_data["steps"] or "{}"))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("Qadamlar JSON formatida berilmagan.")) from error
        if not isinstance(steps, dict) or not all(isinstance(values, dict) for values in steps.values()):
            raise forms.ValidationError(_("Qadamlar JSON formatida berilmagan."))
        return steps

    def wanted(self) -> dict[str, Any]:
        """The steps, the language among them."""
        steps: dict[str, Any] = self.cleaned_data["steps"]
        language = self.cleaned_data["language"]
        return {**steps, "read": {**steps.get("read", {}), "language": language}} if language else steps


class FileForm(forms.Form):
    """A later scan."""

    file = forms.FileField()
