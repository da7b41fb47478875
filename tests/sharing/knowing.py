"""Asking only whether a child is known; and answering it, through the real commands."""

from crossing.database.acting import service
from crossing.partnership.models import Contact
from crossing.records.models import Child
from crossing.sharing import tasks
from crossing.sharing.commands.decide import decide
from crossing.sharing.commands.deliberate import save_step
from crossing.sharing.commands.work import Work
from crossing.sharing.models import Deliberation
from crossing.sharing.rules import Outcome
from crossing.sharing.rules.existence import WANTED
from tests.sharing.build import a_request

KNOWING = {"existence": True, "wanted": str(WANTED), "if_not": "", "power": None}
ABOUT = {
    "given_names": "Amina",
    "family_name": "Karim",
    "born_on_day": "14",
    "born_on_month": "5",
    "born_on_year": "2013",
    "purpose": "safeguard_child_at_risk",
    "why": "She came to us hungry.",
}


def known(acting, by="omar", to="northfield", **changes):
    """A question whether they know Amina."""
    return a_request(acting, by=by, to=to, **KNOWING | changes)


def say(acting, asked, child=None, by="lena", outcome=Outcome.EXISTS, **more):
    """The holder's three pages, and the decision."""
    with acting(by) as person:
        work = Deliberation.objects.get(request=asked.pk)
        mine = child and Child.objects.get(pk=child.pk)
        ours = "yes" if child else "no"
        answers = {"connected": False, "is_our_child": ours, "harms": {"none": ""}}
        save_step(work, Work("request", answers, child=mine), by=person)
        line = Contact.objects.get(org=person.place)
        last = {"outcome": outcome, "reason_kept": "It keeps her safe.", "ring": str(line.pk)}
        work = Deliberation.objects.get(pk=work.pk)
        return decide(work, Work("decide", last | more), by=person)


def on_the_last_day(decision):
    """The keeper of clocks tells what waited for the last day."""
    tasks.tell.func(decision=str(decision.pk), org=str(decision.org_id))


def counts(acting, by):
    """What somebody's count of these questions says."""
    from django.db import connection

    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT asked, known, nothing, refused FROM sharing_existence_counts()")
        return cursor.fetchall()


def messages_to(place):
    """Everything that the mailer holds for an organisation, as its people will read it."""
    from crossing.notify.models import Message

    with service("mailer", place):
        return list(Message.objects.values_list("kind", "permission", "account_id"))
