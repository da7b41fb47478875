"""Every address there is, and for each a thing of the world (tests/world.py) that it can name."""

from django.urls import URLPattern, get_resolver

# The thing of the world whose id is an address's own; where none is said, what was shared.
OF = {
    "child": (
        *("records:child", "records:chronology_csv", "records:chronology_pdf"),
        *("records:edit_child", "records:child_details", "records:child_flags"),
        *("records:seal_child", "records:add_part", "records:remove_part"),
        *("records:mark_significant", "records:unmark_significant"),
        *("records:same_child", "records:compare"),
        *("sharing:shared_about", "sharing:family_card", "sharing:family_start"),
        "stewardship:child",
    ),
    "search": ("records:found",),
    "concern": (
        *("records:concern", "records:add_to_concern", "records:still_worried"),
        *("records:decide_concern", "records:say_who", "records:ask_advice"),
    ),
    "advice": ("records:advice",),
    "staff_concern": ("records:staff_concern", "records:decide_staff_concern"),
    "join_request": ("records:join",),
    "join": ("records:apart",),
    "moved": ("records:original",),
    "notice": ("records:notice",),
    "task": ("todo:task",),
    "move": ("sharing:move",),
    "emergency": ("sharing:emergency", "sharing:review_emergency", "sharing:step_back"),
    "open": (
        *("sharing:request", "sharing:withdraw", "sharing:narrow", "sharing:ask_again"),
        "sharing:disagree",
    ),
    "authority": ("sharing:authority",),
    "question": ("sharing:answer_question",),
    "deliberation": (
        *("sharing:deliberation", "sharing:danger", "sharing:speaking", "sharing:confirm"),
        *("sharing:step", "sharing:ask_advice"),
    ),
    "decision": ("sharing:decision", "sharing:decision_pdf", "sharing:telling"),
    "correction": ("sharing:correction",),
    "contradiction": ("sharing:contradiction",),
    "breach": (
        *("sharing:breach", "sharing:breach_step", "sharing:close_breach"),
        "sharing:destroyed_outside",
    ),
    "disagreement": ("sharing:disagreement", "sharing:disagreement_act"),
    "family": (
        *("sharing:family", "sharing:family_pdf", "sharing:tell_family"),
        *("sharing:name_in_family", "sharing:hand_family", "sharing:send_family"),
        *("sharing:check_family", "sharing:handed_family", "sharing:take_back_family"),
    ),
    "agreement": (
        *("sharing:agreement", "sharing:agreement_pdf", "sharing:publish_agreement"),
        *("sharing:sign_agreement", "sharing:renew_agreement", "sharing:end_agreement"),
        *("sharing:change_agreement", "sharing:agreement_party"),
    ),
    "member": ("partnership:end_membership", "partnership:let_in"),
    "recovery": ("partnership:recovery", "partnership:refuse_recovery"),
    "cover": ("partnership:cover", "partnership:end_cover"),
    "contact": ("partnership:change_contact", "partnership:remove_contact"),
    "assignment": ("partnership:end_assignment",),
}
THING = {name: thing for thing, names in OF.items() for name in names}

# What else stands in an address, or instead of an id.
BESIDE = {
    "records:add_part": lambda w: {"what": "relative"},
    "records:remove_part": lambda w: {"what": "relative", "part": w.relative.pk},
    "records:mark_significant": lambda w: {"kind": "note", "entry": w.entry.pk},
    "records:unmark_significant": lambda w: {"entry": w.marked},
    "records:save_draft": lambda w: {"key": "concern-1"},
    "records:drop_draft": lambda w: {"key": "concern-1"},
    "records:compare": lambda w: {"other": w.stray.pk},
    "records:ask_move": lambda w: {"kind": "note", "entry": w.entry.pk},
    "records:say_who_entry": lambda w: {"kind": "note", "entry": w.entry.pk},
    "sharing:correct": lambda w: {"position": 0},
    "sharing:came_wrongly": lambda w: {"pk": w.breach.wrong_place_id},
    "sharing:breach_step": lambda w: {"step": "people"},
    "sharing:disagreement_act": lambda w: {"what": "name"},
    "sharing:step": lambda w: {"step": "request"},
    "sharing:change_agreement": lambda w: {"part": "about"},
    "sharing:agreement_party": lambda w: {"party": w.party.pk},
    "sharing:blank_pdf": lambda w: {"name": "concern"},
    "partnership:first_administrator": lambda w: {"pk": w.child.org_id},
    "account_reset_password_from_key": lambda w: {"uidb36": "a", "key": "b-c"},
}
QUERY = {"sharing:start": "?child={child}"}


def routes(resolver=None, namespace=""):
    """Every named address with the names of its parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or "?"), pattern.pattern.converters
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern, namespace + inner)


ROUTES = dict(routes())


def parts(name, w):
    """What stands in the varying parts of an address."""
    found = {}
    if "pk" in ROUTES[name]:
        found["pk"] = getattr(w, THING.get(name, "disclosure")).pk
    if "key" in ROUTES[name]:
        found["key"] = w.draft
    return found | (BESIDE[name](w) if name in BESIDE else {})
