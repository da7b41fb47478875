"""What people wrote in records is sealed. Every organisation gets its key first."""

from django.db import migrations

from crossing.database.sealed import SealedJSON, SealedText
from crossing.database.sealing import MakeKeys, SealRows

SEALED = {
    "concern": {
        "words": SealedText(blank=True),
        "account": SealedText(blank=True),
        "done_already": SealedText(blank=True),
    },
    "concernaddition": {
        "text": SealedText(),
        "reason": SealedText(blank=True),
    },
    "concerndecision": {
        "reason": SealedText(),
        "refer_reason": SealedText(blank=True),
    },
    "draft": {
        "data": SealedJSON(default=dict),
    },
    "entry": {
        "text": SealedText(blank=True),
    },
    "significance": {
        "reason": SealedText(),
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_locks"),
        ("partnership", "0002_locks"),
        ("database", "0004_keys"),
    ]
    operations = [
        MakeKeys(),
        *[
            migrations.AlterField(table, column, field)
            for table, columns in SEALED.items()
            for column, field in columns.items()
        ],
        *[SealRows(f"records_{table}", *columns) for table, columns in SEALED.items()],
    ]
