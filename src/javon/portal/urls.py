"""Addresses of the portal."""

from __future__ import annotations

from django.urls import path

from javon.portal.views import home, robots

app_name = "portal"
urlpatterns = [path("", home.home, name="home"), path("robots.txt", robots.robots, name="robots")]
