"""Addresses of the digitization app."""

from __future__ import annotations

from django.urls import path

from javon.apps.digitization.web.views import objects

app_name = "digitization"
urlpatterns = [
    path("", objects.listing, name="objects"),
    path("<str:identifier>/", objects.detail, name="object"),
]
