"""The backup role reads everything, and nothing else: pg_dump takes all or fails."""

import pytest

from tests import databases

UNREADABLE = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND NOT CASE relkind
  WHEN 'S' THEN has_sequence_privilege('crossing_backup', oid, 'select')
  WHEN 'r' THEN has_table_privilege('crossing_backup', oid, 'select')
  ELSE true END
"""
CHANGEABLE = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  AND has_table_privilege('crossing_backup', oid, 'insert, update, delete, truncate')
"""


@pytest.mark.parametrize("wrong", [UNREADABLE, CHANGEABLE])
def test_the_backup_role_reads_every_table_and_changes_none(wrong):
    with databases.owner(databases.template()) as connection:
        assert connection.execute(wrong).fetchall() == []
