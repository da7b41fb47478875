"""Messages are sent once, to whoever holds the permission then, and say nothing about anybody."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from crossing.database.acting import service
from crossing.notify.commands import send
from crossing.notify.models import Message
from crossing.notify.rules import Kind
from crossing.notify.tasks import deliver
from crossing.partnership.commands import disable_account
from crossing.partnership.models import Account
from crossing.partnership.rules import Permission
from tests import make


def send_to(who, **to):
    """Put a message into the outbox, and give its job's arguments."""
    with make.acting(who) as person:
        org = to.pop("org", person.acting_at)
        send(Kind.WAITING, org=org, **to)
    with service("mailer", org):
        message = (
            Message.objects.order_by("-created_at").filter(sent_at=None, kind=Kind.WAITING).first()
        )
    return {"message": str(message.pk), "org": str(org)}


def row(job):
    with service("mailer", job["org"]):
        return Message.objects.get(pk=job["message"])


@pytest.fixture(autouse=True)
def empty(db):
    mail.outbox.clear()


def test_everybody_who_holds_the_permission_is_told_in_one_message():
    deliver(**send_to("lena", permission=Permission.SHARING_DECIDE))
    (message,) = mail.outbox
    told = {f"{name}@example.org" for name in ("lena", "dev", "hugh", "una")}
    assert (set(message.bcc), message.to) == (told, [])
    assert "Sign in to Crossing: http" in message.body
    assert message.subject == "Something is waiting for you in Crossing"


def test_who_holds_it_is_asked_when_it_is_sent():
    job = send_to("lena", permission=Permission.SHARING_DECIDE)
    with make.setting_up("board") as (_, by):
        disable_account(Account.objects.get(email="dev@example.org"), by=by)
    deliver(**job)
    assert "dev@example.org" not in mail.outbox[0].bcc
    assert "eve@example.org" not in mail.outbox[0].bcc


def test_an_ended_role_and_another_organisation_are_not_told():
    deliver(**send_to("lena", permission=Permission.CONTENT_SEE))
    assert not {"eve@example.org", "rita@example.org", "tom@example.org"} & set(mail.outbox[0].bcc)


def test_a_message_is_sent_once():
    job = send_to("lena", permission=Permission.SHARING_DECIDE)
    deliver(**job)
    deliver(**job)
    assert len(mail.outbox) == 1
    assert row(job).sent_at is not None


def test_sent_twice_it_is_known_for_the_same():
    """As when the machine dies between sending and marking."""
    job = send_to("lena", permission=Permission.SHARING_DECIDE)
    deliver(**job)
    with service("mailer", job["org"]):
        Message.objects.filter(pk=job["message"]).update(sent_at=None)
    deliver(**job)
    ids = {each.message()["Message-ID"] for each in mail.outbox}
    assert ids == {f"<{job['message']}@localhost>"}
    assert len(mail.outbox) == 2


def test_a_message_to_nobody_is_done_with():
    job = send_to("lena", to=make.uuid4())
    deliver(**job)
    assert mail.outbox == []
    assert row(job).sent_at is not None


def test_when_the_mail_server_is_away_it_is_tried_again(monkeypatch):
    def away(self, messages):
        raise ConnectionRefusedError

    job = send_to("lena", permission=Permission.SHARING_DECIDE)
    real = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", away)
    with pytest.raises(ConnectionRefusedError):
        deliver(**job)
    monkeypatch.setattr(EmailBackend, "send_messages", real)
    assert (row(job).sent_at, row(job).tries) == (None, 1)
    deliver(**job)
    assert len(mail.outbox) == 1


def test_a_job_of_another_organisation_sends_nothing():
    job = send_to("lena", permission=Permission.SHARING_DECIDE)
    with make.acting("rita") as rita:
        other = str(rita.acting_at)
    deliver(message=job["message"], org=other)
    assert mail.outbox == []


def test_nobody_but_the_sender_reads_the_outbox(acting):
    send_to("lena", permission=Permission.SHARING_DECIDE)
    with acting("lena"):
        assert not Message.objects.exists()
