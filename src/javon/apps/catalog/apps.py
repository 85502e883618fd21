"""The app's entry in Django."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Configuration of the catalog app."""

    name = "javon.apps.catalog"
    label = "catalog"
