"""What an outside decider sees: the case that was passed outside, while it is open, and no other.

These policies stand beside those of 0002_locks and of the records: one of them is enough to see a
row. `outside_children()` and `outside_requests()` ask past the policies what the open cases are
about, because the policies of a case ask in turn for its child and its request. A case that ends is seen until the end of that same act.
"""

from django.conf import settings
from django.db import migrations

from crossing.database.security import both, either, mine, places, policies

APP = '"' + settings.DATABASE_ROLES["app"].replace('"', '""') + '"'
OPEN = "outside AND (ended_at IS NULL OR ended_at >= (SELECT {}app_now()))"
CASES = """
CREATE FUNCTION outside_{what} RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg({column}), '{{}}') FROM public.sharing_deliberation
  WHERE org_id = ANY((SELECT public.places('outside.see'))::uuid[])
    AND {column} IS NOT NULL AND {open}
$$;
REVOKE ALL ON FUNCTION outside_{what} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outside_{what} TO {app};
"""


def cases(what: str, column: str) -> migrations.RunSQL:
    names = {"what": what, "column": column, "open": OPEN.format("public."), "app": APP}
    return migrations.RunSQL(CASES.format(**names), f"DROP FUNCTION outside_{what}")


def hers(column: str = "org_id") -> str:
    return places(column, "outside.see")


def of_case(column: str = "child_id") -> str:
    """It is about the child of such a case."""
    return f"{column} = ANY((SELECT outside_children())::uuid[])"


def seen(table: str, column: str, of: str = "sharing_deliberation") -> str:
    """What it belongs to is visible."""
    return f"EXISTS (SELECT 1 FROM {of} d WHERE d.id = {table}.{column})"


ALL = ("select", "insert", "update", "delete")
CASE = both(hers(), OPEN.format(""))
ITS = {
    name: both(hers(), seen(f"sharing_{name}", "deliberation_id"))
    for name in ("deliberationitem", "connection", "decision")
}
# Of a request no more than the one that the case answers; what is written goes with it.
REQUEST = "id = ANY((SELECT outside_requests())::uuid[])"
REPLY = both(
    hers("holder_id"),
    """EXISTS (SELECT 1 FROM sharing_informationrequest r WHERE r.id = sharing_reply.request_id
  AND r.holder_id = sharing_reply.holder_id
  AND r.asker_id IS NOT DISTINCT FROM sharing_reply.asker_id)""",
)
QUESTION = both(
    hers("from_org_id"),
    """EXISTS (SELECT 1 FROM sharing_informationrequest r WHERE r.id = sharing_question.request_id
  AND r.holder_id = sharing_question.from_org_id AND r.asker_id = sharing_question.to_org_id)""",
)
# What is sent is seen in the act of sending: the copy and its arrival belong to it.
SENT = both(hers("sender_id"), "sent_at >= (SELECT app_now())")
# To find the child, and others who are named: the names that the roll does not hold, while she
# has a case; not those that a court has restricted.
NAMES = both(
    hers(),
    "EXISTS (SELECT 1 FROM sharing_deliberation d WHERE d.org_id = records_childname.org_id"
    " AND d.outside AND d.ended_at IS NULL)",
    "EXISTS (SELECT 1 FROM records_child c WHERE c.id = records_childname.child_id"
    " AND NOT c.court_restriction)",
)

POLICIES: dict[str, dict[str, str]] = {
    "records_child": {"select": of_case("id")},
    **{
        f"records_{name}": {"select": of_case()}
        for name in ("childdetail", "childaddress", "childidentifier", "relative")
    },
    "records_childname": {"select": either(of_case(), NAMES)},
    "records_concern": {"select": of_case()},
    **{
        f"records_{name}": {
            "select": both(hers(), seen(f"records_{name}", "concern_id", "records_concern"))
        }
        for name in ("concernaddition", "concerndecision")
    },
    "records_entry": {"select": of_case(), "insert": both(hers(), of_case())},
    "records_significance": {"select": of_case()},
    "sharing_deliberation": {"select": CASE, "update": CASE, "insert": both(hers(), "outside")},
    "sharing_deliberationitem": dict.fromkeys(ALL, ITS["deliberationitem"]),
    "sharing_connection": {
        "select": ITS["connection"],
        "insert": both(ITS["connection"], mine("account_id")),
    },
    "sharing_decision": {"insert": both(ITS["decision"], mine("decided_by_id"))},
    "sharing_informationrequest": {"select": REQUEST, "update": REQUEST},
    "sharing_reply": {"insert": REPLY},
    "sharing_question": {"select": QUESTION, "insert": QUESTION},
    "sharing_disclosure": {"select": SENT, "insert": SENT},
    "sharing_discloseditem": {
        "insert": "EXISTS (SELECT 1 FROM sharing_disclosure d WHERE d.id = disclosure_id"
        f" AND {hers('d.sender_id')} AND NOT EXISTS"
        " (SELECT 1 FROM sharing_decision x WHERE x.disclosure_id = d.id))"
    },
    "sharing_arrival": {
        "insert": "EXISTS (SELECT 1 FROM sharing_disclosure d WHERE d.id = disclosure_id"
        f" AND d.recipient_id = sharing_arrival.org_id AND {hers('d.sender_id')})"
    },
}


class Migration(migrations.Migration):
    dependencies = [("sharing", "0004_overdue")]
    operations = [
        cases("children()", "child_id"),
        cases("requests()", "request_id"),
        *[
            migrations.RunSQL(policies(table, rules, "outside"), migrations.RunSQL.noop)
            for table, rules in POLICIES.items()
        ],
    ]
