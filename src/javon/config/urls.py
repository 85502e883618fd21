"""Addresses: each app brings its own; this file only joins them."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("javon.portal.urls")),
    path("", include("javon.apps.library.web.urls")),
    path("work/", include("javon.apps.digitization.web.urls")),
    path("people/", include("javon.apps.people.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
handler400 = "javon.base.ui.errors.bad_request"
handler403 = "javon.base.ui.errors.forbidden"
handler404 = "javon.base.ui.errors.not_found"
handler500 = "javon.base.ui.errors.server_error"
