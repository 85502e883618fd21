"""The app's entry in Django."""

from django.apps import AppConfig


class DigitizationConfig(AppConfig):
    """Configuration of the digitization app."""

    name = "javon.apps.digitization"
    label = "digitization"
