"""Addresses of the digitization app."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "digitization"
urlpatterns: list[URLPattern] = []
