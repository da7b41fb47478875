"""Builders of pages for a family, through the real commands."""

from crossing.records.models import Child
from crossing.sharing.commands import families as commands
from crossing.sharing.models import FamilyPage

MUM = commands.Adult("Zara Karim", "mother")
BY_HAND = commands.Handing("in_person", "At school on Thursday; she comes alone.")
WORDS = "We told the police when Amina came to school."


def started(acting, child, by="lena", adult=MUM):
    """A page that has just been started."""
    with acting(by) as person:
        return commands.start_family_page(Child.objects.get(pk=child.pk), adult, by=person)


def written(acting, page, by="lena", text=WORDS, handing=BY_HAND):
    """Every decision told in these words, and a safe way."""
    with acting(by) as person:
        fresh = FamilyPage.objects.get(pk=page.pk)
        chosen = {line.pk: (True, text) for line in fresh.lines.all()}
        commands.choose_what_to_tell(fresh, chosen, "" if chosen else text, by=person)
        commands.say_how_to_hand_over(fresh, handing, by=person)


def sent(acting, page, by="lena"):
    with acting(by) as person:
        commands.send_to_check(FamilyPage.objects.get(pk=page.pk), by=person)


def released(acting, page, by="dev"):
    with acting(by) as person:
        commands.release_family_page(FamilyPage.objects.get(pk=page.pk), by=person)


def a_family_page(acting, child):
    """A page for Amina's mother, checked and released."""
    page = started(acting, child)
    written(acting, page)
    sent(acting, page)
    released(acting, page)
    return page
