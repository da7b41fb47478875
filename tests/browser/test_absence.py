"""Somebody is away: a deputy covers, what is late climbs to a person who rings, work is handed on,
and a closed school says whom to ring."""

import datetime

from crossing.core.clock import today
from crossing.database.acting import service
from crossing.partnership.commands import NewContact, add_contact
from crossing.partnership.models import DayPeriod
from crossing.partnership.rules import ContactKind
from crossing.sharing.models import Deliberation
from crossing.sharing.tasks import tell_overdue
from crossing.todo.models import Chase
from crossing.todo.tasks import climb
from tests.browser import steps
from tests.browser.steps import SCHOOL
from tests.make import acting, setting_up
from tests.records.build import a_child
from tests.sharing.build import a_request

LONG_AGO = datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC)


def test_a_deputy_covers_what_is_late_climbs_and_the_head_rings(visitor, live_database):
    asked = a_request(acting, child=a_child(acting, by="omar"))
    dev = visitor("dev")
    start_cover(dev)
    omar = visitor("omar")
    omar.go("/partnership/directory")
    omar.sees("Safeguarding today: Dev Patel")
    is_late(asked)
    hugh = visitor("hugh")
    ring(hugh)
    end_cover(dev)


def start_cover(dev):
    dev.go("/")
    dev.does_not_see("Waiting for us</h2>")
    dev.follow("Start cover")
    dev.choose("An appointment", "Why?")
    dev.fill("What should they know? (optional)", "One question from the police is open.")
    dev.press("Start cover")
    dev.sees("Dev Patel covers for Lena Hart.")
    dev.go("/")
    dev.sees("You are covering for Lena Hart until")
    dev.sees("Amina Karim")
    dev.follow("What you should know, and end cover")
    dev.sees("One question from the police is open.")


def is_late(asked):
    """The last day passes, and the keeper of clocks comes by twice."""
    with acting("lena"):
        Deliberation.objects.filter(request=asked.pk).update(due_at=LONG_AGO)
    tell_overdue.func(timestamp=0)
    climb.func(timestamp=0)
    with service("clock", asked.holder_id):
        assert Chase.objects.get(ended_at=None).rung == 2


def ring(hugh):
    hugh.go("/")
    hugh.follow("Ring Dev Patel", exact=False)
    hugh.sees("A partner’s question is overdue.")
    hugh.fill("What was said, and what happens next (optional)", "Engaged.")
    hugh.press("Nobody answered")
    hugh.follow("Ring Dev Patel", exact=False)
    hugh.sees("Engaged.")
    hugh.fill("What was said, and what happens next (optional)", "He answers it before noon.")
    hugh.press("I spoke to them")
    hugh.sees("Nothing waits for you here.")


def end_cover(dev):
    dev.go("/partnership/cover")
    dev.follow("Dev Patel covers for Lena Hart")
    dev.press("End cover")
    dev.sees("The cover has ended.")


def test_the_last_lead_leaves_and_somebody_takes_over(visitor, live_database):
    nora = visitor("nora")
    nora.go("/partnership/people?show=invited")
    nora.press("End their role Lena Hart", role="link")
    nora.sees("Nobody else here answers for safeguarding.")
    nora.fill_day("Last day", steps.in_days(-1))
    nora.press("Save the last day")
    nora.sees("Select who takes over")
    nora.choose("Dev Patel", exact=False)
    nora.press("Save the last day")
    dev = visitor("dev")
    dev.go("/")
    dev.sees("You are covering for Lena Hart until")


def test_a_closed_school_says_whom_to_ring_before_it_is_asked(visitor, live_database):
    closed_for_a_while()
    a_child(acting, by="omar")
    omar = visitor("omar")
    omar.go("/partnership/directory")
    omar.sees("Northfield School is closed until")
    omar.sees("01632 960300")
    omar.go("/")
    omar.press("Ask for information")
    steps.say_about_whom(omar, SCHOOL, age=13)
    omar.sees("Northfield School is closed until")
    steps.fill_question(omar)
    omar.press("Continue")
    omar.sees("Ring Hugh Osei, Northfield School: 01632 960300")


def closed_for_a_while():
    with setting_up("northfield") as (place, by):
        day = today()
        DayPeriod.objects.all().delete()
        for start, end in ((-60, -6), (6, 60)):
            days = [day + datetime.timedelta(days=n) for n in (start, end)]
            DayPeriod(kind="term", name="Term", starts_on=days[0], ends_on=days[1]).save()
        new = NewContact(
            "Head",
            "01632 960300",
            "Hugh Osei",
            kind=ContactKind.HOLIDAY,
            valid_from=day - datetime.timedelta(days=6),
            valid_to=day + datetime.timedelta(days=6),
        )
        add_contact(place, new, by=by)
