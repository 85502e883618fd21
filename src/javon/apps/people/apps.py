"""The app's entry in Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Configuration of the people app."""

    name = "javon.apps.people"
    label = "people"
