"""What the asker sees: questions, how they stand, the reply. Never the holder's mind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from crossing.core.clock import Now, today
from crossing.core.days import LONDON, day_of
from crossing.core.errors import NotThere
from crossing.core.paging import Page, keyset
from crossing.partnership.models import Contact
from crossing.partnership.people import Person
from crossing.partnership.rules import Permission
from crossing.records.models import Child
from crossing.sharing.law import in_force, work_out
from crossing.sharing.models import AskedAbout, Disclosure, InformationRequest, Question, Reply
from crossing.sharing.queries.legal import legal_rules
from crossing.sharing.queries.people import about_family_of
from crossing.sharing.rules import (
    Ask,
    Facts,
    LegalKind,
    Power,
    Purpose,
    RequestStatus,
    SubjectRole,
    ToldOutcome,
)
from crossing.sharing.rules.standing import (
    ROUTINE,
    SHOWN_IN_ORDER,
    STILL_OPEN,
    Standing,
    standing,
)

WAITING = (RequestStatus.OPEN, RequestStatus.ANSWERED)


@dataclass(frozen=True)
class Asked:
    """One question with all that its asker may know of it."""

    request: InformationRequest
    standing: Standing
    reply: Reply | None
    disclosures: list[Disclosure]
    questions: list[Question]
    contacts: list[Contact]

    @property
    def told(self) -> ToldOutcome | None:
        return ToldOutcome(self.reply.told) if self.reply else None

    @property
    def open(self) -> bool:
        """It can still be narrowed or taken back."""
        return self.standing in STILL_OPEN or self.standing == Standing.AWAITING_AUTHORITY

    @property
    def purpose(self) -> str:
        return str(Purpose(self.request.purpose).label)

    @property
    def power(self) -> str:
        return str(Power(self.request.power).label) if self.request.power else ""

    @property
    def role(self) -> str:
        role = self.request.subject_role
        return str(SubjectRole(role).label) if role else ""

    @property
    def asks_more(self) -> bool:
        """The reply leaves something to ask for."""
        return self.told is not None and self.told != ToldOutcome.SHARED


def asked_by(person: Person) -> QuerySet[InformationRequest]:
    """The questions of the place where one acts, without those about a child sealed to oneself."""
    rows = InformationRequest.objects.visible_to(person).filter(asker=person.acting_at)
    rows = rows.select_related("holder", "asked_about").prefetch_related(_told_by_now())
    some = Exists(Disclosure.objects.filter(request=OuterRef("pk")))
    rows = rows.annotate(paused=paused(), asked_back=asked_back(), some=some)
    if not person.may(Permission.ROLL_SEE):  # an authoriser sees no roll at all
        return rows
    return rows.exclude(about_sealed())


def about_sealed(request: str = "pk") -> Exists:
    """Whether a request is about a child of one's own that is there, but not for this person."""
    child = Child.objects.filter(pk=OuterRef("child_id"))
    return Exists(AskedAbout.objects.filter(~Exists(child), request=OuterRef(request)))


def _back(request: str) -> QuerySet[Question]:
    back = Question.objects.filter(request=OuterRef(request), to_org=F("request__asker"))
    return back.filter(answered_at__isnull=True)


def asked_back(request: str = "pk") -> Exists:
    """Whether a question back waits for the asker."""
    return Exists(_back(request))


def paused(request: str = "pk") -> Exists:
    """Whether a routine clock stands still: the first question back waits for the asker."""
    routine = _back(request).filter(request__purpose__in=ROUTINE)
    earlier = Question.objects.filter(
        request=OuterRef("request"), to_org=OuterRef("to_org"), answered_at__isnull=False
    )
    return Exists(routine.exclude(Exists(earlier)))


def _told_by_now() -> Prefetch:
    return Prefetch("reply", queryset=Reply.objects.filter(at__lte=Now()))


def request_for(person: Person, pk: UUID) -> InformationRequest:
    """One question that this place asked; else NotThere."""
    asked = asked_by(person).filter(pk=pk).first()
    if asked is None:
        raise NotThere
    return asked


def asked_in_full(asked: InformationRequest) -> Asked:
    """One question with its reply, what was shared, questions back, and whom to ring."""
    reply = reply_to(asked)
    shared = Disclosure.objects.filter(request=asked, recipient=asked.asker_id).order_by("sent_at")
    return Asked(
        request=asked,
        standing=standing_of(asked, today()),
        reply=reply,
        disclosures=list(shared),
        questions=list(asked.questions.all()),
        contacts=list(Contact.objects.about_children().filter(org=asked.holder_id)),
    )


def reply_to(asked: InformationRequest) -> Reply | None:
    """The reply, from the moment it is told."""
    return getattr(asked, "reply", None)


def standing_of(asked: InformationRequest, on: date) -> Standing:
    """How a question stands on this day."""
    return standing(
        RequestStatus(asked.status),
        day_of(asked.due_at) if asked.due_at else None,
        on,
        told=reply_to(asked) is not None,
        refused=bool(asked.authority_refused_reason),
        asked_back=getattr(asked, "asked_back", False),
        paused=getattr(asked, "paused", False),
        some=getattr(asked, "some", False),
    )


def asked_list(
    person: Person, show: str = "", after: str | None = None
) -> tuple[Page[InformationRequest], date]:
    """What this place has asked, newest first, and the day on which it stands so."""
    on = today()
    rows = asked_by(person)
    if show in SHOWN_IN_ORDER:
        rows = rows.filter(_shown(Standing(show), on))
    return keyset(rows, ("-asked_at", "-id"), after), on


def _shown(wanted: Standing, on: date) -> Q | Exists:
    told = Exists(Reply.objects.filter(request=OuterRef("pk"), at__lte=Now()))
    if wanted == Standing.ANSWERED:
        return told
    begins = datetime.combine(on, time(0), tzinfo=LONDON)
    late = Q(due_at__lt=begins, paused=False)
    return Q(late if wanted == Standing.OVERDUE else ~late, ~told, status__in=WAITING)


def waiting_for_authority(person: Person) -> list[InformationRequest]:
    """The questions of this place that wait for an authoriser, oldest first."""
    if not person.may(Permission.REQUEST_AUTHORISE):
        raise NotThere
    rows = asked_by(person).filter(status=RequestStatus.AWAITING_AUTHORITY)
    return list(rows.order_by("asked_at")[:200])


def questions_to(person: Person) -> QuerySet[Question]:
    """Questions to this place, without those about a family to which one is connected."""
    return Question.objects.filter(to_org=person.acting_at).exclude(about_family_of(person))


def question_for(person: Person, pk: UUID) -> Question:
    """A question back that this place is to answer; else NotThere."""
    question = questions_to(person).filter(pk=pk).select_related("request", "disclosure").first()
    if question is None:
        raise NotThere
    return question


def powers(on: date) -> list[tuple[str, str]]:
    """The legal powers in force on this day, as they can be chosen; and that one does not know."""
    rules = (rule for rule in in_force(legal_rules(), on) if rule.kind == LegalKind.POWER)
    known = [(rule.code, rule.label) for rule in rules if rule.code in Power]
    return [*known, (Power.OTHER.value, str(Power.OTHER.label))]


def default_power(sender: str, recipient: str, on: date) -> Callable[[Ask], Power | None]:
    """Which power is worked out when none was chosen. From the police to others: none is."""

    def worked_out(question: Ask) -> Power | None:
        if question.purpose is None:
            return None
        facts = Facts(
            sender=sender,
            recipient=recipient,
            purpose=question.purpose,
            law_enforcement=question.law_enforcement,
            subject=question.subject_role,
        )
        code = work_out(facts, legal_rules(), on).choices[LegalKind.POWER].default
        return Power(code) if code else None

    return worked_out
