"""Signing in and out, as Django and allauth tell it, put into the log."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as factor
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from crossing.partnership.models import Account
from crossing.site import commands
from crossing.site.at_work import at_work
from crossing.site.second_factor import make_strong, used_a_code


@receiver(user_logged_in, dispatch_uid="crossing.signed_in")
def signed_in(request: HttpRequest, user: Account, **kwargs: Any) -> None:
    if used_a_code(request, user):
        make_strong(request)
    with at_work(user.pk) as person:
        commands.signed_in(by=person)


@receiver(user_logged_out, dispatch_uid="crossing.signed_out")
def signed_out(user: Account | None, **kwargs: Any) -> None:
    if user is not None:
        with at_work(user.pk) as person:
            commands.signed_out(by=person)


@receiver(factor.authentication_failed, dispatch_uid="crossing.code_failed")
def code_failed(**kwargs: Any) -> None:
    commands.sign_in_failed()
