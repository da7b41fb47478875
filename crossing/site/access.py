"""Who may open what: every address, and the kinds of people who get through at it.

Where an address names a thing, it is a thing of the first school's (its child, its concern, its
decision), or one between that school and the police team that asked it. A stranger of every kind
is in the table by being absent from it: another school's lead, another team's officer, somebody
whose membership has ended. tests/test_who_sees_what.py walks every address as everybody; an
address without a row here fails there.
"""

from __future__ import annotations

LEAD, DEPUTY, HEAD = "lead", "deputy", "head"
TEACHER, OUTSIDE = "teacher", "outside decider"
ADMINISTRATOR, AUDITOR = "administrator", "auditor"
OFFICER, SERGEANT, AUTHORISER = "officer", "sergeant", "authoriser"
SOCIAL_WORKER, TEAM_MANAGER = "social worker", "team manager"
PRACTITIONER, BOARD, FOUNDER = "practitioner", "board member", "partnership administrator"
OTHER_LEAD, OTHER_OFFICER = "lead of another school", "officer of another team"

KINDS = frozenset(
    {
        *(LEAD, DEPUTY, HEAD, TEACHER, OUTSIDE, ADMINISTRATOR, AUDITOR, OFFICER, SERGEANT),
        *(AUTHORISER, SOCIAL_WORKER, TEAM_MANAGER, PRACTITIONER, BOARD, FOUNDER),
        *(OTHER_LEAD, OTHER_OFFICER),
    }
)
NOBODY: frozenset[str] = frozenset()
LEADS = frozenset({LEAD, DEPUTY, HEAD})
ASKS_FOR_THEM = frozenset({OFFICER, SERGEANT})
# Those who work on cases anywhere: their own lists, with nobody else's things in them.
ON_CASES = LEADS | ASKS_FOR_THEM | {SOCIAL_WORKER, TEAM_MANAGER, OTHER_LEAD, OTHER_OFFICER}
# An outside decider has nothing here until a case is passed outside; then, that case alone.
WAITS = ON_CASES | {OUTSIDE}
# Those whose work others wait for, and so cover.
COVERS = ON_CASES | {OUTSIDE, AUTHORISER}
STAFF = ON_CASES | {TEACHER, PRACTITIONER}
BOTH_SIDES = LEADS | ASKS_FOR_THEM
# Everybody at an organisation that an agreement binds, and whoever writes it.
AGREED = KINDS - {PRACTITIONER, BOARD, OTHER_LEAD, OTHER_OFFICER}

# Open to people who have not signed in.
OPEN = frozenset(
    {
        *("health", "site:hide", "site:walk", "site:privacy", "site:accessibility", "site:cookies"),
        *("account_login", "account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    }
)

ACCESS: dict[str, frozenset[str]] = {
    "health": KINDS,
    "site:home": KINDS,
    "site:switch_place": NOBODY,  # the walk names no place; each has one
    "site:no_place": KINDS,
    "site:hide": KINDS,
    "site:you": KINDS,
    "site:token": KINDS,
    "site:walk": NOBODY,  # only in the invented town
    "site:privacy": KINDS,
    "site:accessibility": KINDS,
    "site:cookies": KINDS,
    "account_login": KINDS,
    "mfa_authenticate": KINDS,
    "account_logout": KINDS,
    "account_reauthenticate": KINDS,
    "account_change_password": KINDS,
    "account_reset_password": KINDS,
    "account_reset_password_done": KINDS,
    "account_reset_password_from_key": KINDS,
    "account_reset_password_from_key_done": KINDS,
    "mfa_activate_totp": KINDS,
    "mfa_view_recovery_codes": NOBODY,  # the walk's people have none yet
    "mfa_generate_recovery_codes": KINDS,
    "records:children": ON_CASES,
    "records:found": frozenset({LEAD}),  # a search is its maker's alone
    "records:new_child": ON_CASES,
    "records:child": LEADS,
    "records:chronology_csv": LEADS,
    "records:chronology_pdf": LEADS,
    "records:edit_child": LEADS,
    "records:child_details": LEADS,
    "records:add_part": LEADS,
    "records:remove_part": LEADS,
    "records:child_flags": LEADS,
    "records:seal_child": frozenset({LEAD, HEAD}),
    "records:mark_significant": LEADS,
    "records:unmark_significant": LEADS,
    "records:same_child": LEADS,
    "records:compare": LEADS,
    "records:join": LEADS,
    "records:apart": LEADS,
    "records:unplaced": LEADS | {SERGEANT, TEAM_MANAGER, OTHER_LEAD},
    "records:ask_move": LEADS,
    "records:say_who_entry": LEADS,
    "records:original": frozenset({LEAD, DEPUTY, HEAD}),
    "records:notice": frozenset({LEAD}),  # told to whoever had read it
    "records:record_call": ON_CASES,
    "records:concerns": LEADS | {SERGEANT, TEAM_MANAGER, OTHER_LEAD},
    "records:my_concerns": STAFF,
    "records:new_concern": STAFF,
    "records:concern": LEADS | {TEACHER},
    "records:add_to_concern": LEADS | {TEACHER},
    "records:still_worried": LEADS | {TEACHER},
    "records:decide_concern": LEADS,
    "records:say_who": LEADS,
    "records:ask_advice": LEADS,
    "records:advice": LEADS | {AUDITOR},  # the auditor was asked, about a concern
    "records:staff_concerns": frozenset({HEAD, OUTSIDE, SERGEANT, TEAM_MANAGER}),
    "records:new_staff_concern": STAFF,
    "records:staff_concern": frozenset({HEAD, TEACHER}),  # the teacher wrote it
    "records:decide_staff_concern": frozenset({HEAD}),
    "records:save_draft": STAFF | {OUTSIDE},
    "records:drop_draft": STAFF | {OUTSIDE},
    "todo:todo": KINDS,
    "todo:task": LEADS,  # a task of those who decide
    "sharing:move": LEADS,
    "sharing:telling": LEADS,
    "sharing:family_card": LEADS,
    "sharing:ask": ON_CASES,
    "sharing:ask_known": ON_CASES,
    "sharing:ask_about": ON_CASES,
    "sharing:ask_question": NOBODY,  # nothing was typed on the first page
    "sharing:ask_check": ON_CASES,
    "sharing:save_ask_about": ON_CASES,
    "sharing:save_ask_question": NOBODY,
    "sharing:asked": ON_CASES,
    "sharing:request": ASKS_FOR_THEM | {AUTHORISER},
    "sharing:withdraw": ASKS_FOR_THEM,
    "sharing:narrow": ASKS_FOR_THEM,
    "sharing:ask_again": ASKS_FOR_THEM,
    "sharing:answer_question": LEADS,
    "sharing:disagree": ASKS_FOR_THEM,
    "sharing:disagree_next": LEADS,
    "sharing:disagreements": ON_CASES | {BOARD},
    "sharing:disagreement_days": frozenset({FOUNDER}),
    "sharing:disagreement": BOTH_SIDES,  # the board at its own stage alone
    "sharing:disagreement_act": BOTH_SIDES,
    "sharing:counts": frozenset({HEAD, SERGEANT, TEAM_MANAGER, BOARD}),
    "sharing:authorise": frozenset({AUTHORISER}),
    "sharing:authority": frozenset({AUTHORISER}),
    "sharing:record_request": ON_CASES,
    "sharing:received": ON_CASES,
    "sharing:disclosure": BOTH_SIDES,
    "sharing:accept": ASKS_FOR_THEM,
    "sharing:acknowledge": ASKS_FOR_THEM,
    "sharing:attach": ASKS_FOR_THEM,
    "sharing:ask_back": ASKS_FOR_THEM,
    "sharing:happened_next": ASKS_FOR_THEM,
    "sharing:problem": ASKS_FOR_THEM,
    "sharing:unseal": BOTH_SIDES,
    "sharing:take_back": LEADS,
    "sharing:ledger": ON_CASES,
    "sharing:find_in_ledger": ON_CASES,
    "sharing:ledger_csv": ON_CASES,
    "sharing:decision": LEADS,
    "sharing:shared_about": LEADS,
    "sharing:share_now": STAFF,
    "sharing:emergencies": STAFF | {AUDITOR},
    "sharing:emergency": LEADS | {TEACHER},  # the teacher who shared it
    "sharing:step_back": LEADS,
    "sharing:review_emergency": LEADS,  # whoever wrote its record is led back
    "sharing:choose_wrong": LEADS,
    "sharing:correct": LEADS,
    "sharing:contradicts": ASKS_FOR_THEM,
    "sharing:went_wrong": LEADS,
    "sharing:correction": BOTH_SIDES,
    "sharing:contradiction": BOTH_SIDES,
    "sharing:came_wrongly": ASKS_FOR_THEM,
    "sharing:breaches": ON_CASES | {AUDITOR},
    "sharing:breach": LEADS | {AUDITOR},  # facts and clocks; the words for those who decide
    "sharing:destroyed_outside": NOBODY,  # the walk's breach is at a partner's
    "sharing:close_breach": LEADS,
    "sharing:breach_step": LEADS,
    "sharing:waiting": WAITS,
    "sharing:start": LEADS,
    "sharing:deliberation": LEADS,  # the outside decider only when it is passed outside
    "sharing:danger": LEADS,
    "sharing:speaking": LEADS,
    "sharing:ask_advice": LEADS,
    "sharing:confirm": LEADS,  # a school needs no second person: it leads to the step
    "sharing:step": LEADS,
    "sharing:agreements": KINDS,
    "sharing:write_agreement": frozenset({FOUNDER}),
    "sharing:agreement": AGREED,
    "sharing:agreement_pdf": AGREED,
    "sharing:change_agreement": frozenset({FOUNDER}),
    "sharing:agreement_party": frozenset({FOUNDER}),
    "sharing:publish_agreement": frozenset({FOUNDER}),
    "sharing:sign_agreement": frozenset({HEAD, SERGEANT, TEAM_MANAGER}),
    "sharing:renew_agreement": frozenset({FOUNDER}),
    "sharing:end_agreement": frozenset({FOUNDER}),
    "sharing:family_start": LEADS,
    "sharing:family": LEADS,
    "sharing:family_pdf": LEADS,
    "sharing:tell_family": LEADS,
    "sharing:name_in_family": LEADS,
    "sharing:hand_family": LEADS,
    "sharing:send_family": LEADS,
    "sharing:take_back_family": LEADS,
    "sharing:check_family": frozenset({DEPUTY, HEAD}),  # never whoever wrote it
    "sharing:handed_family": LEADS,
    "sharing:decision_pdf": LEADS,
    "sharing:outage": KINDS,
    "sharing:blank_pdf": KINDS,
    "partnership:people": frozenset({ADMINISTRATOR, FOUNDER}),
    "partnership:invite": frozenset({ADMINISTRATOR, FOUNDER}),
    "partnership:end_membership": frozenset({ADMINISTRATOR}),
    "partnership:let_in": frozenset({ADMINISTRATOR}),
    "partnership:recovery": frozenset({ADMINISTRATOR, HEAD}),
    "partnership:refuse_recovery": frozenset({ADMINISTRATOR, HEAD}),
    "partnership:covers": COVERS | {ADMINISTRATOR, FOUNDER},
    "partnership:start_cover": COVERS,
    "partnership:cover": LEADS | {ADMINISTRATOR, OUTSIDE},
    "partnership:end_cover": LEADS,  # the two of them, and the head
    "partnership:directory": KINDS,
    "partnership:add_contact": frozenset({ADMINISTRATOR, FOUNDER}),
    "partnership:change_contact": frozenset({ADMINISTRATOR}),
    "partnership:remove_contact": frozenset({ADMINISTRATOR}),
    "partnership:officers": frozenset({ADMINISTRATOR, SERGEANT}),
    "partnership:assign": frozenset({ADMINISTRATOR, SERGEANT}),
    "partnership:name_officers": frozenset({ADMINISTRATOR, FOUNDER}),
    "partnership:end_assignment": frozenset({SERGEANT}),
    "partnership:organisations": frozenset({FOUNDER}),
    "partnership:add_organisation": frozenset({FOUNDER}),
    "partnership:add_school": frozenset({FOUNDER}),
    "partnership:first_administrator": frozenset({FOUNDER}),
    "stewardship:looked": frozenset({AUDITOR}),
    "stewardship:export": frozenset({AUDITOR}),
    "stewardship:child": LEADS,
}
