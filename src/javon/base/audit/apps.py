"""The app's entry in Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Configuration of base.audit."""

    name = "javon.base.audit"
    label = "audit"
