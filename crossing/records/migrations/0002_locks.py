"""Row security of an organisation's own records.

Roll: any member of staff, not the sealed. Content: those who work on cases. Own: one's own entries.
What a flag hides is hidden here too: `no_parent_disclosure` the family and the addresses,
`court_restriction` the previous names.
"""

from django.db import migrations

from crossing.database.composite import OwnKey, SameOwner
from crossing.database.security import Secure, both, either, mine, places

CHILD_SEEN = both(
    places("org_id", "roll.see"), either("NOT sealed", places("org_id", "sealed.see"))
)


def of_child(table: str, *more: str) -> str:
    """Content about a child who is visible; `more` narrows the child, as c."""
    condition = " AND ".join((f"c.id = {table}.child_id", *more))
    return both(
        places("org_id", "content.see"), f"EXISTS (SELECT 1 FROM records_child c WHERE {condition})"
    )


def flagged(flag: str) -> str:
    """The child does not carry this flag, or the person may see what it hides."""
    return either(f"NOT c.{flag}", places("c.org_id", "restricted.see"))


def child_table(name: str, *more: str, verbs=("select", "insert"), **extra: object) -> Secure:
    """The same condition for each verb."""
    condition = of_child(name, *more)
    return Secure(name, **dict.fromkeys(verbs, condition), **extra)


CONCERN_SEEN = either(
    both(places("org_id", "own.see"), mine("author_id")),
    both(
        places("org_id", "content.see"),
        either(
            "child_id IS NULL",
            "EXISTS (SELECT 1 FROM records_child c WHERE c.id = records_concern.child_id)",
        ),
    ),
)


def of_concern(table: str) -> str:
    """The concern is visible: its own policy decides."""
    return f"EXISTS (SELECT 1 FROM records_concern c WHERE c.id = {table}.concern_id)"


MINE = both(places("org_id", "own.see"), mine("account_id"))
ALL = ("select", "insert", "update", "delete")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
        ("partnership", "0002_locks"),
        ("database", "0001_acting"),
    ]
    operations = [
        OwnKey("records_child"),
        OwnKey("records_concern"),
        *[
            SameOwner(f"records_{table}", "child_id", "records_child")
            for table in (
                "childdetail",
                "childname",
                "childaddress",
                "childidentifier",
                "relative",
                "searchgram",
                "concern",
                "entry",
                "significance",
            )
        ],
        SameOwner("records_relative", "other_id", "records_child"),
        *[
            SameOwner(f"records_{table}", "concern_id", "records_concern")
            for table in ("concernwaiting", "concernreading", "concernaddition", "concerndecision")
        ],
        Secure(
            "records_child",
            select=CHILD_SEEN,
            insert=both(CHILD_SEEN, places("org_id", "child.record")),
            update=both(CHILD_SEEN, places("org_id", "child.record")),
        ),
        child_table("records_childdetail", verbs=("select", "insert", "update")),
        child_table("records_childname", flagged("court_restriction"), verbs=ALL),
        child_table("records_childaddress", flagged("no_parent_disclosure"), verbs=ALL),
        child_table("records_childidentifier", verbs=ALL),
        child_table("records_relative", flagged("no_parent_disclosure"), verbs=ALL),
        Secure(
            "records_searchgram",
            **{
                verb: CHILD_SEEN
                if verb == "select"
                else both(CHILD_SEEN, places("org_id", "child.record"))
                for verb in ("select", "insert", "delete")
            },
        ),
        Secure("records_childsearch", select=MINE, insert=MINE),
        Secure(
            "records_concern",
            select=CONCERN_SEEN,
            insert=both(places("org_id", "concern.record"), mine("author_id")),
            update=places("org_id", "concern.decide"),
            columns=("child_id",),
        ),
        Secure(
            "records_concernwaiting",
            select=both(places("org_id", "own.see"), of_concern("records_concernwaiting")),
            insert=both(
                places("org_id", "concern.record"),
                "EXISTS (SELECT 1 FROM records_concern c WHERE c.id = records_concernwaiting.concern_id"
                f" AND {mine('c.author_id')})",
            ),
            delete=both(places("org_id", "concern.decide"), of_concern("records_concernwaiting")),
        ),
        Secure(
            "records_concernreading",
            # The keeper of clocks sees that an urgent concern was read, never the concern itself.
            select=either(of_concern("records_concernreading"), places("org_id", "clocks.keep")),
            insert=both(places("org_id", "content.see"), mine("by_id")),
            once=True,
        ),
        Secure(
            "records_concernaddition",
            select=both(
                of_concern("records_concernaddition"),
                either(places("org_id", "content.see"), mine("by_id")),
            ),
            insert=both(of_concern("records_concernaddition"), mine("by_id")),
        ),
        Secure(
            "records_concerndecision",
            select=both(places("org_id", "content.see"), of_concern("records_concerndecision")),
            insert=both(places("org_id", "concern.decide"), mine("by_id")),
            once=True,
        ),
        child_table("records_entry"),
        child_table("records_significance", verbs=("select", "insert", "delete")),
        Secure("records_draft", select=MINE, insert=MINE, update=MINE, delete=MINE),
    ]
