"""The app's entry in Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Configuration of base.files."""

    name = "javon.base.files"
    label = "files"
