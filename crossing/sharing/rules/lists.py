"""The closed lists of sharing: what may be chosen, in the words that people see."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What the information is for: exactly one. "General awareness" is not among them."""

    SAFEGUARD_CHILD_AT_RISK = "safeguard_child_at_risk", _("Protect a child at risk")
    SECTION_47 = "section_47", _("Section 47 enquiry: significant harm")
    SECTION_17 = "section_17_or_early_help", _("Child in need, or early help")
    CRIME = "prevent_or_detect_crime", _("Prevent or detect crime")
    VICTIM_SUPPORT = "victim_support", _("Support a victim")
    ENCOMPASS = "encompass_notification", _("Tell a school about domestic abuse (Encompass)")
    FILE_TRANSFER = "cp_file_transfer", _("Transfer a child protection file")
    CHANNEL = "prevent_channel", _("Prevent, or a Channel panel")
    SERIOUS_VIOLENCE = "serious_violence", _("Prevent serious violence")
    MARAC = "marac", _("Domestic abuse conference (MARAC)")
    MAPPA = "mappa", _("Public protection arrangements (MAPPA)")
    MISSING_CHILD = "missing_child", _("Find a missing child")
    COURT = "court_order_or_proceedings", _("Court order or proceedings")
    EXCLUSION = "exclusion_duty", _("Duty to tell about a suspension or exclusion")
    EMERGENCY = "emergency_life", _("Save a life")


SAFEGUARDING = frozenset(
    {
        Purpose.SAFEGUARD_CHILD_AT_RISK,
        Purpose.SECTION_47,
        Purpose.SECTION_17,
        Purpose.VICTIM_SUPPORT,
        Purpose.ENCOMPASS,
        Purpose.FILE_TRANSFER,
        Purpose.CHANNEL,
        Purpose.SERIOUS_VIOLENCE,
        Purpose.MARAC,
        Purpose.MISSING_CHILD,
        Purpose.EMERGENCY,
    }
)
ABOUT_CRIME = frozenset({Purpose.CRIME, Purpose.SERIOUS_VIOLENCE, Purpose.MAPPA})


class Route(TextChoices):
    """How it came about."""

    ASKED = "asked", _("They asked us")
    UNASKED = "unasked", _("We share without being asked")
    SPEAKING = "speaking", _("I am speaking to them")
    TOLD_ALREADY = "told_already", _("I have just told them")
    EMERGENCY = "emergency", _("Shared at once: a child in danger")


class Channel(TextChoices):
    """By which way it was asked or told."""

    HERE = "here", _("Here")
    PHONE = "phone", _("By phone")
    LETTER = "letter", _("By letter")
    EMAIL = "email", _("By e-mail")
    IN_PERSON = "in_person", _("In person")


class IdentityCheck(TextChoices):
    """How somebody without an account was checked."""

    CALLED_BACK = "called_back", _("Called back on a number that we found")
    SAW_CARD = "saw_card", _("Saw their warrant card or staff card")
    KNOWN = "known", _("We know them from our work")
    WROTE_TO_KNOWN_ADDRESS = "known_address", _("Used an address that we already held")


class DataClass(TextChoices):
    """What the law calls a piece of information."""

    ORDINARY = "ordinary", _("Ordinary")
    SPECIAL = "special", _("Health, ethnicity, religion, sexuality")
    CRIMINAL = "criminal", _("About a crime")
    THIRD_PARTY = "third_party", _("About somebody else")


class FactOrOpinion(TextChoices):
    FACT = "fact", _("Fact")
    OPINION = "opinion", _("Opinion")
    UNCERTAIN = "uncertain", _("I am not certain")


class Treatment(TextChoices):
    """What becomes of one item."""

    INCLUDE = "include", _("Include")
    LEAVE_OUT = "leave_out", _("Leave out")
    COVER = "cover", _("Cover")


class OtherPerson(TextChoices):
    """What becomes of another person's name, address, phone or nickname in the chosen text."""

    KEEP = "keep", _("Keep")
    COVER = "cover", _("Cover")


class StillTrue(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No, and we say so")
    NOT_KNOWN = "not_known", _("I do not know")


class SubjectRole(TextChoices):
    """Who the child is in the police enquiry: never mixed."""

    SUSPECT = "suspect", _("Suspected")
    VICTIM = "victim", _("Harmed")
    WITNESS = "witness", _("Witness, or gave information")
    CONVICTED = "convicted", _("Convicted")
    OTHER = "other", _("Somebody else")


class OurChild(TextChoices):
    YES = "yes", _("Yes, this is our child")
    NO = "no", _("Not our child")
    NOT_SURE = "not_sure", _("I cannot tell from this")


class HarmOfSharing(TextChoices):
    """What could go wrong if this is shared."""

    STOPS_TALKING = "stops_talking", _("The child stops talking to us")
    PARENT_LEARNS = "parent_learns", _("A parent learns of it")
    OTHER_IDENTIFIED = "other_identified", _("Another child is identified")
    TREATED_AS_SUSPECT = "treated_as_suspect", _("The child is treated as a suspect")
    ADDRESS_REVEALED = "address_revealed", _("An address is revealed")
    NONE = "none", _("I looked, and found none of these")


class HarmOfSilence(TextChoices):
    """What could happen if nothing is shared."""

    AGREE = "agree", _("I agree with what they wrote")
    DIFFERENT = "different", _("I see it differently, because")


class ChildView(TextChoices):
    AGREES = "agrees", _("Agrees")
    DISAGREES = "disagrees", _("Does not want it shared")
    MIXED = "mixed", _("Wants some of it shared")
    NOT_ASKED = "not_asked", _("Not asked")
    NOT_KNOWN = "not_known", _("I do not know")


class FamilyTold(TextChoices):
    TOLD = "told", _("Told")
    WILL_TELL = "will_tell", _("We will tell them")
    NOT_TOLD = "not_told", _("Not told")


class NotToldBecause(TextChoices):
    UNSAFE = "unsafe", _("It would not be safe")
    PREJUDICES = "prejudices", _("It could harm the enquiry")
    NOT_PRACTICABLE = "not_practicable", _("It could not be done in time")


class Consent(TextChoices):
    NOT_NEEDED = "not_needed", _("Not asked for: it is not what we rely on")
    GIVEN = "given", _("Yes")
    REFUSED = "refused", _("They said no")
    WITHDRAWN = "withdrawn", _("They said yes, and took it back")


class Competence(TextChoices):
    """Whether the child could understand what sharing means, when they said what they think."""

    YES = "yes", _("Yes: they understood what it means")
    PARTLY = "partly", _("In part")
    NO = "no", _("No: too young, or not able to now")
    NOT_KNOWN = "not_known", _("I do not know")


class WithoutConsent(TextChoices):
    """Why we act without consent (Data Protection Act 2018, Schedule 1, paragraph 18)."""

    CANNOT_BE_GIVEN = "cannot_be_given", _("Consent cannot be given")
    CANNOT_BE_OBTAINED = "cannot_be_obtained", _("Consent cannot reasonably be obtained")
    WOULD_PREJUDICE = "would_prejudice", _("Asking would harm the protection of the child")


class Confidence(TextChoices):
    """Told to us in confidence: why it may be shared all the same."""

    CONSENT = "consent", _("They agree")
    STATUTE = "statute", _("A law requires it")
    PUBLIC_INTEREST = "public_interest", _("It prevents serious crime, abuse or serious harm")


class RefusalReason(TextChoices):
    NO_LAWFUL_POWER = "no_lawful_power", _("No law allows it")
    NOT_NECESSARY = "not_necessary", _("They do not need it for this")
    EXCESSIVE = "excessive", _("It is more than they need")
    MORE_DETRIMENTAL = "more_detrimental_to_child", _("It would harm the child more than silence")
    NOT_VERIFIED = "requester_not_verified", _("We could not check who is asking")
    WRONG_ROLE = "wrong_recipient_role", _("They have no part in this for the child")
    PREJUDICE = "prejudice_to_investigation", _("It could harm the investigation")
    SOURCE_AT_RISK = "source_at_risk", _("Whoever told us could be harmed")
    THIRD_PARTY_HARM = "third_party_harm", _("Somebody else could be harmed")
    COUNSELLING = "counselling_presumption_not_rebutted", _("It is from counselling")
    PRIVILEGE = "legal_privilege", _("It is legal advice")
    COURT = "court_restriction", _("A court has restricted it")
    UNCHECKED = "inaccurate_or_unchecked", _("It is wrong, or nobody has checked it")
    PATIENT_BAR = "patient_information_bar", _("Patient information may not be used for this")


class Marking(TextChoices):
    """The government's marking. Nothing above these belongs here."""

    OFFICIAL = "official", _("OFFICIAL")
    SENSITIVE = "official_sensitive", _("OFFICIAL-SENSITIVE")


class Handling(TextChoices):
    """What they may do with it."""

    THIS_PURPOSE_ONLY = "this_purpose_only", _("Use it only for what it was shared for")
    ASK_BEFORE_PASSING_ON = "ask_before_passing_on", _("Ask us before passing it on")
    NAMED_PEOPLE_ONLY = "named_people_only", _("Only people who work on this may read it")
    DO_NOT_TELL_FAMILY = "do_not_tell_family", _("Do not tell the family that we told you")
    ASK_BEFORE_COURT = "ask_before_court", _("Ask us before using it in court")
    ASK_BEFORE_ACTING = "ask_before_acting", _("Ring us before you act on it")


class Regime(TextChoices):
    """Which law applies."""

    GENERAL = "G", _("UK GDPR")
    POLICE = "P", _("Data Protection Act 2018, Part 3: police to police work")
    CROSSING = "X", _("From police work to another use: a law must allow it, then UK GDPR")


class LegalKind(TextChoices):
    """What sort of row of the rule table it is."""

    BASIS = "basis", _("Article 6 basis")
    SPECIAL = "special", _("Article 9 condition")
    CRIMINAL = "criminal", _("Article 10 condition")
    PART3 = "part3", _("Part 3, Schedule 8 condition")
    POWER = "power", _("Legal power")
    EXEMPTION = "exemption", _("Exemption")
    RETENTION = "retention", _("How long they keep it")
    BREACH = "breach", _("When something went to the wrong place")


class Known(TextChoices):
    """How well the rule is known to us."""

    PRIMARY = "primary", _("Read in the law or from the regulator")
    SECOND_HAND = "second_hand", _("Second-hand")
    UNVERIFIED = "unverified", _("Not checked")
    OWN_CHOICE = "own_choice", _("Our choice, not law")


class Power(TextChoices):
    """The legal powers by code; their dates, limits and sources are in the rule table."""

    CA2004_S16LA = "CA2004_S16LA", _("Duty to share about a child (Children Act 2004, s16LA)")
    CA2004_S10 = "CA2004_S10", _("Co-operation (Children Act 2004, s10)")
    CA2004_S16H = "CA2004_S16H", _("A safeguarding partner asks (Children Act 2004, s16H)")
    CA1989_S17 = "CA1989_S17", _("Child in need (Children Act 1989, s17)")
    CA1989_S47 = "CA1989_S47", _("Significant harm (Children Act 1989, s47)")
    CDA1998_S115 = "CDA1998_S115", _("Crime and Disorder Act 1998, s115")
    PCSCA2022_S16 = "PCSCA2022_S16", _("Serious violence (Police, Crime… Act 2022, s16)")
    PCSCA2022_S44A = "PCSCA2022_S44A", _("Victim information (Police, Crime… Act 2022, s44A)")
    DAA2021_S49A = "DAA2021_S49A", _("Encompass (Domestic Abuse Act 2021, s49A)")
    CTSA2015_S36 = "CTSA2015_S36", _("Channel (Counter-Terrorism and Security Act 2015)")
    CJA2003_S325 = "CJA2003_S325", _("MAPPA (Criminal Justice Act 2003, s325)")
    COMMON_LAW_POLICE = "COMMON_LAW_POLICE", _("Common law: a pressing social need")
    OTHER = "OTHER", _("Another power, or I do not know")
