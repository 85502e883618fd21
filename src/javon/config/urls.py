"""Addresses: each app brings its own; this file only joins them."""

from __future__ import annotations

from allauth.account.urls import urlpatterns as account_urls
from django.urls import include, path

#: What of allauth's log-in pages this house has: no e-mail stands behind an account, so nothing is sent or confirmed.
LOG_IN = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
}

urlpatterns = [
    path("", include("javon.portal.urls")),
    path("", include("javon.apps.library.web.urls")),
    path("work/", include("javon.apps.digitization.web.urls")),
    path("people/", include("javon.apps.people.web.urls")),
    path("accounts/", include([entry for entry in account_urls if entry.name in LOG_IN])),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
handler400 = "javon.base.ui.errors.bad_request"
handler403 = "javon.base.ui.errors.forbidden"
handler404 = "javon.base.ui.errors.not_found"
handler500 = "javon.base.ui.errors.server_error"
