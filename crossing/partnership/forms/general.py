"""What the pages about people, partners and officers accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _

from crossing.govuk.forms import Choice, Day, Email, Form, Select, Text
from crossing.partnership.commands import NewContact, NewMember, NewOrganisation
from crossing.partnership.models import Membership, School
from crossing.partnership.rules import ContactKind, Kind, Role, kind_of_school, roles_of

ADDED_BY_NAME = [kind for kind in Kind if kind != Kind.SCHOOL]


def offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    """What a page may choose from, known only when it is shown."""
    cast(ChoiceField, form.fields[name]).choices = choices


def _first_day() -> Day:
    return Day(
        _("First day"),
        what=_("the first day"),
        hint=_("Leave it empty for today."),
        required=False,
    )


def _last_day() -> Day:
    return Day(
        _("Last day"),
        what=_("the last day"),
        hint=_("Leave it empty if you do not know it yet."),
        required=False,
    )


class _Named(Form):
    name = Text(
        _("Name"), what=_("their name"), max_length=120, hint=_("As people at work know them.")
    )
    email = Email(_("Work email address"), what=_("their work email address"), autocomplete="off")


class Invitation(_Named):
    """Somebody to invite to one's own organisation; which one is never asked."""

    role = Choice(_("Role"), what=_("a role"))
    title = Text(
        _("Job title"),
        what=_("their job title"),
        max_length=80,
        hint=_("What your organisation calls them, such as “Head of Year 9”."),
        required=False,
    )
    starts_on = _first_day()
    ends_on = _last_day()

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [(role.value, str(role.label)) for role in roles_of(kind)])

    def new(self) -> NewMember:
        typed = self.cleaned_data
        return NewMember(
            email=typed["email"],
            name=typed["name"],
            role=Role(typed["role"]),
            title=typed["title"],
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
        )


class FirstAdministrator(_Named):
    """The first administrator of a partner."""

    def new(self) -> NewMember:
        typed = self.cleaned_data
        return NewMember(email=typed["email"], name=typed["name"], role=Role.ADMINISTRATOR)


class End(Form):
    """The last day of a membership or an assignment."""

    last_day = Day(_("Last day"), what=_("the last day"))


class Leaving(End):
    """The last day of a membership, and who takes over what is open."""

    takes_over = Choice(
        _("Who takes over their open work?"), what=_("who takes over"), required=False
    )

    def __init__(self, takers: Sequence[Membership], last: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [] if last else [("", str(_("Everybody else in the role")))]
        names = [(str(one.pk), f"{one.name}, {one.title or one.role_name}") for one in takers]
        if not names:
            del self.fields["takes_over"]
            return
        self.fields["takes_over"].required = last
        offer(self, "takes_over", everybody + names)


class Line(Form):
    """A line of the directory."""

    label = Text(
        _("Who to ask for"),
        what=_("who to ask for"),
        max_length=100,
        hint=_("A role rather than a person, such as “Safeguarding lead”."),
    )
    name = Text(_("Name"), what=_("a name"), max_length=100, required=False)
    phone = Text(
        _("Phone number"), what=_("a phone number"), max_length=40, width=20, autocomplete="off"
    )
    out_of_hours = Text(
        _("Phone number out of hours"),
        what=_("a phone number out of hours"),
        max_length=40,
        width=20,
        hint=_("Evenings, weekends and holidays."),
        required=False,
    )
    kind = Choice(
        _("When is this the line to ring?"),
        what=_("when to ring this line"),
        choices=ContactKind.choices,
        reveals={ContactKind.HOLIDAY: ["valid_from", "valid_to"]},
        initial=ContactKind.ORDINARY,
    )
    valid_from = Day(_("First day"), what=_("the first day"))
    valid_to = Day(_("Last day"), what=_("the last day"))

    def new(self, position: int = 0) -> NewContact:
        return NewContact(**self.cleaned_data, position=position)


class Assign(Form):
    """Which officer serves which school."""

    officer = Select(_("Officer"), what=_("an officer"))
    school = Select(_("School"), what=_("a school"))
    starts_on = Day(_("First day"), what=_("the first day"))
    ends_on = _last_day()


class OfficerTitle(Form):
    """The organisation's own word."""

    officer_title = Text(
        _("What you call the officers who serve schools"),
        what=_("what you call them"),
        max_length=60,
        width=30,
    )


class AddByName(Form):
    """A partner that is not in the register of schools."""

    name = Text(_("Name of the organisation"), what=_("its name"))
    kind = Choice(
        _("What kind of organisation is it?"),
        what=_("what kind of organisation it is"),
        choices=[(kind.value, kind.label) for kind in ADDED_BY_NAME],
    )
    local_authority_code = Text(
        _("Local authority code"),
        what=_("a local authority code"),
        max_length=4,
        width=4,
        hint=_("3 numbers. Its terms and holidays come from there."),
        required=False,
    )

    def new(self) -> NewOrganisation:
        typed = self.cleaned_data
        return NewOrganisation(
            typed["name"],
            Kind(typed["kind"]),
            local_authority_code=typed["local_authority_code"],
        )


def from_register(school: School) -> NewOrganisation:
    """A school as the register knows it."""
    return NewOrganisation(
        school.name,
        kind_of_school(school.type, school.phase),
        school=school,
        local_authority_code=school.local_authority_code,
    )
