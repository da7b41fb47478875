"""The closed lists of records: a short value is stored, the words are shown."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """As the organisation's own record has it."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    NOT_KNOWN = "not_known", _("Not known")


class CareStatus(TextChoices):
    """Who looks after the child, as far as the law has a word for it."""

    NONE = "", _("None that we know of")
    CHILD_IN_NEED = "child_in_need", _("Child in need")
    PROTECTION_PLAN = "protection_plan", _("Child protection plan")
    LOOKED_AFTER = "looked_after", _("Looked after by the local authority")
    LEFT_CARE = "left_care", _("Left care")
    KINSHIP = "kinship", _("Lives with relatives or friends")


class NameKind(TextChoices):
    """Why a child has another name."""

    PREVIOUS = "previous", _("Previous name")
    NICKNAME = "nickname", _("Nickname")
    SPELLING = "spelling", _("Another spelling")


class IdentifierKind(TextChoices):
    """Numbers that other systems know a child by."""

    UPN = "upn", _("Unique pupil number (UPN)")
    NHS = "nhs", _("NHS number")
    POLICE = "police", _("Police reference")
    SOCIAL_CARE = "social_care", _("Social care reference")


class Safe(TextChoices):
    """Whether the child is safe right now."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_SURE = "not_sure", _("I am not sure")


class Basis(TextChoices):
    """Seen or heard, or thought."""

    FACT = "fact", _("What I saw or heard")
    OPINION = "opinion", _("What I think it means")
    BOTH = "both", _("Both")


# How a reader is told what the author said of themselves.
BASIS_TOLD = {
    Basis.FACT.value: _("Seen or heard"),
    Basis.OPINION.value: _("The author’s opinion"),
    Basis.BOTH.value: _("Seen or heard, and the author’s opinion"),
}


class ConcernKind(TextChoices):
    """What a concern is about, in a teacher's words."""

    NEGLECT = "neglect", _("Hungry, dirty, tired or not cared for")
    PHYSICAL = "physical", _("Hurt by somebody")
    EMOTIONAL = "emotional", _("Frightened, humiliated or blamed")
    SEXUAL = "sexual", _("Sexual harm, or worrying sexual behaviour")
    EXPLOITATION = "exploitation", _("Used by others: crime, sex or money")
    HOME = "home", _("Violence at home")
    CHILDREN = "children", _("Hurt or bullied by other children")
    ONLINE = "online", _("Something online")
    SELF_HARM = "self_harm", _("Self-harm or mental health")
    MISSING = "missing", _("Missing or not coming to school")
    WEAPON = "weapon", _("Weapons, fights or threats")
    EXTREMISM = "extremism", _("Drawn to extremism")
    OTHER = "other", _("Something else, or I do not know")


class AdditionKind(TextChoices):
    """What stands beside a concern after it was submitted."""

    ADDED = "added", _("Added to a concern")
    STILL_WORRIED = "still_worried", _("Still worried")


class DecisionKind(TextChoices):
    """What was decided to do about a concern."""

    MONITOR = "monitor", _("Keep watching")
    PARENT = "parent", _("Talk to the parent")
    EARLY_HELP = "early_help", _("Early help")
    REFER = "refer", _("Refer to children’s services")
    POLICE = "police", _("Call the police")
    NOTHING = "nothing", _("Nothing more for now")


class EntryKind(TextChoices):
    """Other entries of a chronology."""

    CALL = "call", _("Call")
    NOTE = "note", _("Note")
    ANSWER = "answer", _("Answer received")
    SHARED = "shared", _("Something we shared")
    ASKED = "asked", _("Something we asked")
