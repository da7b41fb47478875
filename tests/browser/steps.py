"""What people do in the journeys, in their own words; and what the journeys start from."""

import datetime
import re

from crossing.partnership.commands import NewMember, assign_officer, invite
from crossing.partnership.models import Membership
from crossing.partnership.rules import Role
from crossing.records import commands as records
from crossing.records.models import Child
from crossing.records.rules import NewRelative
from tests.make import LONG_AGO, acting, org, setting_up
from tests.records.build import a_child, an_entry

AMINA = "Amina Karim"
CONNECTED = "Are you, or is someone close to you, personally connected"
SAFE = "Is the child safe right now?"
ADULT = "Is this about an adult who works or volunteers here?"
BASIS = "Is that what you saw or heard"
HARMS = "What could go wrong if this is shared?"
SILENCE = "Do you agree about what could happen without an answer?"
CHILD_VIEW = "What does the child think"
FAMILY = "Has the family been told"
POLICE = "Riverside Safer Schools Team"
SCHOOL = "Northfield School"


def known_to(short, text, relative="", relation="uncle"):
    """Amina's record at this person's place, with one entry and somebody of the family."""
    child = a_child(acting, by=short)
    an_entry(acting, child, by=short, title="Seen on patrol", text=text)
    if relative:
        with acting(short) as person:
            mine = Child.objects.get(pk=child.pk)
            records.add_relative(mine, NewRelative(relative, relation), by=person)
    return child


def in_days(days):
    return datetime.date.today() + datetime.timedelta(days)


# A concern


def find_the_child(who, name=AMINA):
    who.fill("Who is it about?", name)
    who.press("Look for this child on our list")
    who.choose(name, "Which child is it?", exact=False)


def fill_concern(who, words="I do not want to go home."):
    who.choose("Yes", SAFE)
    who.choose("No", ADULT)
    find_the_child(who)
    who.select("What is it about?", "Frightened")
    who.fill("The child’s own words", words)
    who.fill("What did you see or hear?", "She cried when the bell rang.")
    who.choose("What I saw or heard", BASIS)


def record_concern(who):
    who.go("/")
    who.press("Record a concern")
    fill_concern(who)
    who.press("Record the concern")
    who.sees("Recorded. The safeguarding lead has been told.")


def decide_about_concern(who):
    who.go("/")
    who.follow(AMINA)
    who.sees("I do not want to go home.")
    who.press("Decide what to do")
    who.choose("Keep watching")
    who.fill("Why?", "First sign. We ask the police before a home visit.")
    who.fill("Why refer to children’s services, or why not?", "We do not know enough yet.")
    who.press("Decide")
    who.sees("Decided: Keep watching")


# A question


def say_about_whom(who, holder, age=None):
    """Page 1 of 3."""
    who.select("Who do you want to ask?", holder)
    if age is not None:
        name_the_child(who, age)
    who.press("Continue")


def name_the_child(who, age):
    who.fill("Given names of the child", "Amina")
    who.fill("Family name of the child", "Karim")
    who.fill("About how old", str(age))


def fill_question(who, wanted="Whether she was in school on 10 November.", crime=False):
    """Page 2 of 3, as the police fill it in."""
    who.select("What is it for?", "Prevent or detect crime" if crime else "Protect a child at risk")
    who.fill("Exactly what do you want to know?", wanted)
    who.fill("Why do you need it?", "She was seen far from home.")
    who.fill("What could happen if you are not told?", "We could look in the wrong place.")
    group = "Is it to prevent, investigate, detect or prosecute a crime?"
    who.choose("Yes" if crime else "No", group)
    if crime:
        who.choose("Witness, or gave information", "Who is the child in your enquiry?")
        who.fill("Which offence is it about?", "Robbery on 16 November")
    else:
        who.select("Which law do you rely on?", "Duty to share about a child")


def ask_the_school(who, **question):
    who.go("/")
    who.press("Ask for information")
    say_about_whom(who, SCHOOL, age=13)
    fill_question(who, **question)
    who.press("Continue")
    who.press("Send the question")
    who.sees("Your question has been sent.")


def ask_about_a_home_visit(who):
    """A ready question to the police, from the child's page."""
    who.follow("Ask about this child")
    say_about_whom(who, POLICE)
    who.choose("Is a home visit safe?")
    who.fill("What could happen if you are not told?", "A teacher could be hurt.")
    who.press("Continue")
    who.sees("Whether staff can visit")
    who.press("Send the question")
    who.sees("Your question has been sent.")


# A decision, page by page


def carry_on(who):
    who.press("Save and continue")


def open_waiting(who):
    who.go("/sharing/waiting")
    who.follow(AMINA, exact=False)


def not_connected(who):
    who.choose("No", CONNECTED)


def this_is_our_child(who):
    who.choose(AMINA, "Is this one of our children?", exact=False)
    carry_on(who)


def include(who, title="Seen on patrol"):
    who.choose("Include", title)


def cover_other(who, name):
    who.choose("Cover", f"“{name}”")
    carry_on(who)


def found_no_harm(who, agrees=True):
    who.choose("I looked, and found none of these", HARMS)
    if agrees:
        who.choose("I agree with what they wrote", SILENCE)
    carry_on(who)


def family_told(who):
    who.choose("I do not know", CHILD_VIEW)
    who.choose("Told", FAMILY)
    carry_on(who)


def give_outcome(who, outcome, kept, told=""):
    who.choose(outcome, "What do you decide?")
    who.fill("Your reason", kept)
    if told:
        who.fill("What they will read beside the answer", told)


def rely_on(who, power="Duty to share about a child"):
    """What the police hold needs a power that somebody chose."""
    who.choose(power, "Legal power", exact=False)


# Strangers

NAMES_ONE_THING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
OWN_KEYS = ("/sharing/ask/",)  # the key of a draft: for anybody else it is a new one
STRANGERS = ("rita", "tom", "nora", "otto", "eve")


def assign_otto():
    """Otto serves Northfield too, but it is Omar's team that asks."""
    with setting_up("otherpolice") as (place, by):
        new = NewMember("olga@example.org", "Olga Neri", Role.SERGEANT, starts_on=LONG_AGO)
        invite(place, new, by=by)
    with acting("olga") as olga:
        otto = Membership.objects.get(account__email="otto@example.org")
        assign_officer(otto, org("northfield"), starts_on=LONG_AGO, by=olga)


def nobody_else_may_look(visitor, *walked):
    """Another school's lead, a teacher, an administrator, an officer assigned to the school who
    did not ask, and somebody whose membership has ended try every address that these visited."""
    if not walked[0].script:
        return  # an address answers the same, with script and without
    assign_otto()
    paths = {path.partition("#")[0] for person in walked for path in person.visited}
    assert any(NAMES_ONE_THING.search(path) for path in paths)
    for short in STRANGERS:
        stranger = visitor(short)
        for path in sorted(paths - set(stranger.visited)):
            refused(stranger, path)


def refused(stranger, path):
    answer = stranger.context.request.get(stranger.address + path, max_redirects=0)
    assert "Amina" not in answer.text(), f"{stranger.name} reads of her at {path}"
    if NAMES_ONE_THING.search(path) and not path.startswith(OWN_KEYS):
        expected = (302,) if stranger.name == "eve" else (403, 404)
        assert answer.status in expected, f"{stranger.name} {path}: {answer.status}"
