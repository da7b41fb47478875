"""What the sign-in pages accept: allauth's forms with our fields and our words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crossing.govuk.forms import Email, Form, GovukBoundField, Text
from crossing.govuk.forms.base import Params, Words
from crossing.partnership.models import Account
from crossing.site import commands

CODE_KEPT_SECONDS = 120  # longer than a code is good for, before and after its own half minute


class Password(Text):
    """A password: never shown again once it has been sent, and its spaces count."""

    def __init__(self, label: Words, *, what: Words, **kwargs: Any) -> None:
        super().__init__(label, what=what, max_length=1000, strip=False, **kwargs)

    def component(self, bound: GovukBoundField, *, heading: bool) -> tuple[str, Params]:
        return "password-input", {
            **bound.common(),
            "label": bound.label_params(heading),
            "autocomplete": self.autocomplete,
            "showPasswordText": _("Show"),
            "hidePasswordText": _("Hide"),
            "showPasswordAriaLabelText": _("Show password"),
            "hidePasswordAriaLabelText": _("Hide password"),
            "passwordShownAnnouncementText": _("Your password is visible"),
            "passwordHiddenAnnouncementText": _("Your password is hidden"),
        }


class Code(Text):
    """A code from an authenticator app, or a recovery code."""

    def __init__(self, hint: Words) -> None:
        super().__init__(
            gettext_lazy("Code"),
            what=gettext_lazy("the code"),
            hint=hint,
            width=10,
            max_length=20,
            autocomplete="one-time-code",
            attributes={"inputmode": "numeric", "spellcheck": "false"},
        )


def _now() -> Password:
    return Password(
        gettext_lazy("Password"),
        what=gettext_lazy("your password"),
        autocomplete="current-password",
    )


def _new() -> Password:
    return Password(
        gettext_lazy("New password"),
        what=gettext_lazy("a new password"),
        hint=gettext_lazy("At least 12 characters. Three unrelated words are easy to keep."),
        autocomplete="new-password",
    )


class SignIn(Form, account.LoginForm):
    """An address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = Email(
            gettext_lazy("Email address"),
            what=gettext_lazy("your email address"),
            autocomplete="username",
        )
        self.fields = {"login": address, "password": _now()}


class Reauthenticate(Form, account.ReauthenticateForm):
    """The password once more."""

    password = _now()


class AskForReset(Form, account.ResetPasswordForm):
    """An address. What happens next looks and takes the same, whether it is known or not."""

    email = Email(gettext_lazy("Email address"), what=gettext_lazy("your email address"))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        known: UUID | None = self.users[0].pk if self.users else None
        commands.send_reset(known, by=commands.Somebody())
        return str(self.cleaned_data["email"])


class _Twice(Form):
    user: Account

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        return get_adapter().clean_password(password, user=self.user)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("password1") and typed.get("password1") != typed.get("password2"):
            self.add_error("password2", _("The two passwords must be the same"))
        return typed


def _again() -> Password:
    return Password(
        gettext_lazy("New password once more"),
        what=gettext_lazy("the new password once more"),
        autocomplete="new-password",
    )


class SetPassword(_Twice, account.ResetPasswordKeyForm):
    """A new password, from an invitation's or a reset's link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"password1": _new(), "password2": _again()}


class ChangePassword(_Twice, account.ChangePasswordForm):
    """The password as it is, and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        old = Password(
            gettext_lazy("Your password as it is now"),
            what=gettext_lazy("your password as it is now"),
            autocomplete="current-password",
        )
        self.fields = {"oldpassword": old, "password1": _new(), "password2": _again()}


class EnterCode(Form, factor.AuthenticateForm):
    """A code, good once: remembered for longer than it could be used again."""

    code = Code(gettext_lazy("6 numbers from your authenticator app, or a recovery code"))

    def clean_code(self) -> str:
        code: str = super().clean_code()
        key = f"code:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(key, "used", timeout=CODE_KEPT_SECONDS):
            raise get_factor_adapter().validation_error("incorrect_code")
        return code


class SetUpApp(Form, totp.ActivateTOTPForm):
    """The first code of an app that has just been set up."""

    code = Code(gettext_lazy("6 numbers, new every half minute"))
