"""The app's entry in Django."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Configuration of the library app."""

    name = "javon.apps.library"
    label = "library"
