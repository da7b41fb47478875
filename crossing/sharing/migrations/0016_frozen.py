"""A copy takes items only in the act of sending it, and whoever wrote a page for a family stays its
author."""

from django.db import migrations

from crossing.database.security import both, places

# The decision of a sealed child is not there for everybody at the sender, and an emergency has none
# for a day: so that there is none cannot be all that is asked.
SENT_NOW = f"""EXISTS (
  SELECT 1 FROM sharing_disclosure d WHERE d.id = sharing_discloseditem.disclosure_id
  AND d.sent_at >= (SELECT app_now()) AND {places("d.sender_id", "decision.see")})"""
SENT = f"""EXISTS (
  SELECT 1 FROM sharing_disclosure d WHERE d.id = sharing_discloseditem.disclosure_id
  AND {places("d.sender_id", "decision.see")})"""
UNDECIDED = """NOT EXISTS (
  SELECT 1 FROM sharing_decision x WHERE x.disclosure_id = sharing_discloseditem.disclosure_id)"""
ALTER = "ALTER POLICY sharing_discloseditem_insert ON sharing_discloseditem WITH CHECK ({})"

AUTHOR = """
CREATE FUNCTION family_page_author() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public
AS $$ BEGIN
  RAISE EXCEPTION 'whoever wrote a page for a family stays its author'
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER family_page_author BEFORE UPDATE ON sharing_familypage
  FOR EACH ROW WHEN (NEW.written_by_id IS DISTINCT FROM OLD.written_by_id)
  EXECUTE FUNCTION family_page_author();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0015_told_later")]
    operations = [
        migrations.RunSQL(
            ALTER.format(both(SENT_NOW, UNDECIDED)), ALTER.format(both(SENT, UNDECIDED))
        ),
        migrations.RunSQL(AUTHOR, "DROP FUNCTION family_page_author() CASCADE"),
    ]
