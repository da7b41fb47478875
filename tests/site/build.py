"""Signing in by hand: passwords, codes, and what the log says of it."""

import re
import time

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.core import mail
from django.urls import reverse

from crossing.audit.models import NOWHERE, AuditEvent
from crossing.database.acting import acting_as, service
from crossing.notify.models import Message
from crossing.notify.tasks import deliver

PASSWORD = "a long enough password"


def code(secret, periods=0):
    """What an authenticator app shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def give_password(client, short, password=PASSWORD, **more):
    address = short if "@" in short else f"{short}@example.org"
    return client.post(reverse("account_login"), {"login": address, "password": password, **more})


def set_up_app(client):
    """Set up an authenticator app, and give its secret."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret, -1)})
    assert answer.status_code == 302, answer.content
    return secret


def with_app(client, short):
    """Somebody signs in for the first time, sets up an app, and signs out; gives the secret."""
    give_password(client, short)
    secret = set_up_app(client)
    client.post(reverse("account_logout"))
    return secret


def events(org=NOWHERE):
    """The events of one organisation, or of nobody's: in a test all happen at once."""
    with service("sealer", org):
        return list(AuditEvent.objects.filter(org=org))


def names(org=NOWHERE):
    return [event.event for event in events(org)]


def send_mail():
    """Work the outbox, as the job does; gives the e-mails."""
    mail.outbox.clear()
    for org in _orgs():
        with service("mailer", org):
            waiting = [
                str(pk) for pk in Message.objects.filter(sent_at=None).values_list("pk", flat=True)
            ]
        for pk in waiting:
            deliver(message=pk, org=str(org))
    return list(mail.outbox)


def _orgs():
    from crossing.partnership.models import Organisation

    with acting_as("service:sealer"):
        return [NOWHERE, *Organisation.objects.values_list("pk", flat=True)]


def link_in(message):
    """The path of the link that sets a password."""
    return re.search(r"https?://[^/\s]+(/account/password/reset/\S+)", message.body)[1]
