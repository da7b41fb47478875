"""The sign-in pages: allauth's views with our forms; a form with a mistake in it answers 422."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as factor
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from crossing.core.errors import NotThere
from crossing.site import commands, forms, town
from crossing.site.second_factor import make_strong


class Refused422:
    """Nobody takes a form with a mistake in it for saved."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignIn(Refused422, account.LoginView):
    form_class = forms.SignIn

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "may_walk": town.may_walk(self.request)}


class SignOut(account.LogoutView):
    pass


@method_decorator(never_cache, name="dispatch")
class Reauthenticate(Refused422, account.ReauthenticateView):
    form_class = forms.Reauthenticate


class AskForReset(Refused422, account.PasswordResetView):
    form_class = forms.AskForReset


class AskedForReset(account.PasswordResetDoneView):
    pass


@method_decorator(never_cache, name="dispatch")
class SetPassword(Refused422, account.PasswordResetFromKeyView):
    form_class = forms.SetPassword


class HasSetPassword(account.PasswordResetFromKeyDoneView):
    pass


@method_decorator(never_cache, name="dispatch")
class ChangePassword(Refused422, account.PasswordChangeView):
    form_class = forms.ChangePassword

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_usable_password():  # type: ignore[union-attr]
            raise NotThere  # the people of the town have none
        return super().dispatch(request, *args, **kwargs)


class EnterCode(Refused422, factor.AuthenticateView):
    form_class = forms.EnterCode


@method_decorator(never_cache, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class SetUpApp(Refused422, totp.ActivateTOTPView):
    """Set up an authenticator app; a new one, on a new phone, takes the old one's place."""

    form_class = forms.SetUpApp

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.TOTP).delete()
        response = super().form_valid(form)
        commands.factor_changed("app", by=self.request.person)
        self.request.session.cycle_key()
        make_strong(self.request)
        return response


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(codes.ViewRecoveryCodesView):
    pass


@method_decorator(never_cache, name="dispatch")
class NewRecoveryCodes(Refused422, codes.GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        commands.factor_changed("recovery codes", by=self.request.person)
        return response
