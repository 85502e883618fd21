"""allauth's forms with our labels; the label says it all, so there are no placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Field
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from javon.apps.people.actions.login import code_note_failure
from javon.apps.people.models import User
from javon.apps.people.web.limits import try_begin
from javon.base.db.sealing import OtherKeyError, seal, unseal

LABELS = {
    "login": _("Login"),
    "password": _("Parol"),
    "oldpassword": _("Hozirgi parol"),
    "password1": _("Yangi parol"),
    "password2": _("Yangi parol, yana bir marta"),
    "code": _("Kod"),
}


#: The rest of the fields needs no help: a forgotten password is the administrator's to replace.
HELP = {
    "password1": _("Kamida 10 belgi; ismingizga oʻxshamasin, koʻp uchraydigan parol yoki faqat raqamlar boʻlmasin.")
}


def _relabel(fields: dict[str, Field]) -> None:
    for name, field in fields.items():
        field.help_text = HELP.get(name, "")
        if name in LABELS:
            field.label = LABELS[name]
        field.widget.attrs.pop("placeholder", None)


class JavonLoginForm(LoginForm):
    """Log-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self.fields)
        self.fields["login"].widget.attrs["autofocus"] = True


class JavonChangePasswordForm(ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self.fields)
        self.fields["oldpassword"].widget.attrs["autofocus"] = True

    def clean_oldpassword(self) -> str:
        usage = try_begin(context.request, self.user.username)
        password = str(super().clean_oldpassword())
        usage.rollback()
        return password

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        if self.user.check_password(password):
            raise ValidationError(_("Yangi parol hozirgisidan boshqa boʻlsin."))
        return password


class JavonReauthenticateForm(ReauthenticateForm):
    """The password once more before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self.fields)


class _LimitedCode:
    """A code is looked at only as often as may be tried, and a wrong one is noted.

    allauth's own limit is off: by it a stranger who has the password would keep its owner out.
    """

    user: User
    #: A wrong code at a door is told in the journal; one at the set-up of a new secret is a slip.
    is_a_door = True

    def clean_code(self) -> str:
        request = context.request
        # With a new password the tries of whoever knew the old one count no more.
        key = f"{self.user.pk} {salted_hmac('javon.people.codes', self.user.password).hexdigest()[:16]} "
        usage = try_begin(request, self.user.username, codes=key)
        try:
            code = str(super().clean_code())  # type: ignore[misc] # of the form that this is mixed into
        except ValidationError:
            if self.is_a_door:
                code_note_failure(user=self.user, address=get_adapter().get_client_ip(request))
            raise
        except PermissionDenied as error:
            raise ValidationError(str(error)) from error
        usage.rollback()
        return code


class JavonAuthenticateForm(_LimitedCode, AuthenticateForm):
    """The second step of the log-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self.fields)
        self.fields["code"].widget.attrs["autofocus"] = True

    def save(self) -> None:
        """Note that the person passed; who used up a recovery code is told how many are left."""
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            self.authenticator.refresh_from_db()  # the code was crossed off in another copy of the row
            left = len(self.authenticator.wrap().get_unused_codes())
            text = ngettext(
                "Zaxira kod ishlatildi, u endi ishlamaydi. %(count)s ta kod qoldi.",
                "Zaxira kod ishlatildi, u endi ishlamaydi. %(count)s ta kod qoldi.",
                left,
            )
            messages.warning(context.request, text % {"count": left})


class JavonCodeReauthenticateForm(_LimitedCode, CodeReauthenticateForm):
    """The code once more before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self.fields)


class JavonActivateTOTPForm(_LimitedCode, ActivateTOTPForm):
    """The first code of a newly scanned secret."""

    is_a_door = False
    secret: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Until the code is given the secret waits in the session, which the database holds.
        try:
            self.secret = unseal(self.secret)
        except OtherKeyError:
            self.secret = generate_totp_secret()
        context.request.session[SECRET_SESSION_KEY] = seal(self.secret)
        _relabel(self.fields)
