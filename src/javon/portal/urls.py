"""Addresses of the portal."""

from __future__ import annotations

from django.urls import path

from javon.portal.views import home

app_name = "portal"
urlpatterns = [path("", home.home, name="home")]
