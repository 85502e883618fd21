"""Log-in rules: nobody signs up, everything is noted in the journal, and messages are in our words."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from javon.apps.people.actions import user_set_own_password
from javon.apps.people.actions.login import login_note_failure, login_note_limit, login_note_success, logout_note
from javon.apps.people.models import User
from javon.apps.people.queries.logins import codes_failed_elsewhere
from javon.apps.people.web.devices import device_remember
from javon.apps.people.web.limits import TooOftenError, try_begin
from javon.base.db.sealing import OtherKeyError, seal, unseal
from javon.base.ui.keeping import LEFT

log = logging.getLogger(__name__)

INCORRECT_CODE = _("Kod notoʻgʻri. Ilovadagi hozirgi kodni kiriting.")
RATE_LIMITED = _("Urinishlar juda koʻp. Bir necha daqiqadan keyin qayta urining.")
PASSWORD_KNOWN = _(
    "Oxirgi kirishingizdan keyin parolingizni biladigan kimdir boshqa manzildan (%(addresses)s) kodni topishga urindi. "
    "Bu siz boʻlmasangiz, parolingizni hozir almashtiring."
)
MOST_ADDRESSES = 3
SEAL_LOST = _(
    "Ikki bosqichli kirishingizni tekshirib boʻlmaydi: serverdagi maxfiy kalit yoʻqolgan. "
    "Tizim administratori uni oʻchirib bersin, soʻng parol bilan kirib, qaytadan yoqing."
)
#: Our words for what Django's validators find wrong with a password.
WEAK_PASSWORD = {
    "password_too_short": _("Parol juda qisqa: kamida 10 belgi boʻlsin."),
    "password_too_common": _("Bu parol juda koʻp uchraydi."),
    "password_entirely_numeric": _("Parol faqat raqamlardan iborat boʻlmasin."),
    "password_too_similar": _("Parol ismingizga yoki loginingizga oʻxshamasin."),
}


class ClosedAdapter(DefaultAccountAdapter):
    """allauth without self-registration, with the history of log-ins."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Bu hisob bloklangan. Tizim administratoriga murojaat qiling."),
        "enter_current_password": _("Hozirgi parolingizni kiriting."),
        "incorrect_code": INCORRECT_CODE,
        "incorrect_password": _("Parol notoʻgʻri."),
        "invalid_login": _("Login notoʻgʻri."),
        "rate_limited": RATE_LIMITED,
        "too_many_login_attempts": RATE_LIMITED,
        "username_password_mismatch": _("Login yoki parol notoʻgʻri."),
    }

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        name = User.normalize_username(credentials.get("username", ""))
        try:
            self._login_failed_rl_usage = try_begin(request, name)  # rolled back by allauth after the right password
        except TooOftenError:
            login_note_limit(username=name, address=self.get_client_ip(request))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = User.normalize_username(credentials.get("username", ""))
        login_note_failure(username=name, address=self.get_client_ip(request))

    def clean_password(self, password: str, user: User | None = None) -> str:
        try:
            return super().clean_password(password, user)
        except ValidationError as error:
            raise ValidationError(
                [WEAK_PASSWORD.get(str(found.code), found.message) for found in error.error_list]
            ) from error

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        address = self.get_client_ip(request)
        elsewhere = codes_failed_elsewhere(user, address)
        if elsewhere:
            messages.warning(request, PASSWORD_KNOWN % {"addresses": ", ".join(elsewhere[:MOST_ADDRESSES])})
        login_note_success(user=user, address=address)
        device_remember(request, user.username)
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            logout_note(user=request.user, address=self.get_client_ip(request))
            request.META[LEFT] = True
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        user_set_own_password(user=user, password=password)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, with our messages."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": INCORRECT_CODE,
        "cannot_generate_recovery_codes": _("Avval ikki bosqichli kirishni yoqing."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return unseal(encrypted_text)
        except OtherKeyError as error:
            log.error("a second factor cannot be read: %s", error)
            raise PermissionDenied(SEAL_LOST) from error
