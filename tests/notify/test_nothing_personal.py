"""Every message, in all its parts: no name, no child, no school, no id that leads to one."""

from uuid import UUID

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from crossing.database.acting import service
from crossing.notify.commands import send
from crossing.notify.models import Message
from crossing.notify.rules import Kind
from crossing.notify.tasks import deliver
from crossing.partnership.models import Membership, Organisation
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from tests.records.build import a_child, a_concern


def sent(kind, acting, **to):
    """The whole message as it leaves, and its job's arguments."""
    mail.outbox.clear()
    with acting("lena") as lena:
        place = lena.place
        if to.get("to"):
            to["to"] = lena.id
        send(kind, org=place, **to)
    with service("mailer", place):
        pk = Message.objects.filter(kind=kind, sent_at=None).latest("created_at").pk
    deliver(message=str(pk), org=str(place))
    (message,) = mail.outbox
    return str(message.message()) + message.body


def personal(acting):
    """Every name and id there is, but the address that it is sent to."""
    child = a_child(acting)
    a_concern(acting, child)
    words = set()
    with acting("lena") as lena:
        for one in Membership.objects.all():
            words |= {*one.name.split(), str(one.pk)}
        words |= {one.name for one in Organisation.objects.all()}
        words |= {str(one.pk) for one in Child.objects.all()} | {"Amina", "Karim"}
        words.add(str(lena.id))
    return words


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("to", [{"to": True}, {"permission": Permission.CONCERN_DECIDE}])
def test_a_message_names_nobody_in_any_part(acting, kind, to):
    words = personal(acting)
    text = sent(kind, acting, **to)
    assert {word for word in words if word in text} == set()
    assert "Sign in to Crossing" in text
    for header in ("List-Unsubscribe", "Reply-To", "X-"):
        assert header not in text


def test_a_jobs_arguments_are_ids_alone(acting):
    personal(acting)
    jobs = list(ProcrastinateJob.objects.all())
    assert jobs
    for job in jobs:
        for value in job.args.values():
            assert str(UUID(value)) == value, job.task_name
