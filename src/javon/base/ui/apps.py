"""The app's entry in Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Configuration of base.ui."""

    name = "javon.base.ui"
    label = "ui"
