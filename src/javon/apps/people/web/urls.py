"""Addresses of the people app."""

from __future__ import annotations

from django.urls import path

from javon.apps.people.web.views import journal, people, profile

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("add/", people.add, name="add"),
    path("journal/", journal.journal, name="journal"),
    path("me/", profile.profile, name="profile"),
    path("<int:pk>/", people.edit, name="edit"),
    path("<int:pk>/password/", people.reset_password, name="reset-password"),
    path("<int:pk>/second-factor/remove/", people.remove_second_factor, name="remove-second-factor"),
    path("<int:pk>/active/", people.set_active, name="set-active"),
]
