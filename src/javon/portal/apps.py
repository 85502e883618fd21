"""The portal's entry in Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Configuration of the portal."""

    name = "javon.portal"
    label = "portal"
