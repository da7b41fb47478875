"""What a partnership must say in a disagreement is a task of those there who hear it."""

from django.db import migrations

from crossing.database.security import both, places, policies

HEARS = both("audience = 'board'", places("org_id", "disagreement.hear"))
UNDO = [f"DROP POLICY todo_task_{verb}_board ON todo_task" for verb in ("select", "update")]


class Migration(migrations.Migration):
    dependencies = [("todo", "0004_ladders"), ("partnership", "0005_grants")]
    operations = [
        migrations.RunSQL(
            policies("todo_task", {"select": HEARS, "update": HEARS}, name="board"), UNDO
        )
    ]
