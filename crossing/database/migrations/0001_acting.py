"""Who acts, and what time it is: the functions that every policy is made of."""

from django.db import migrations

UP = """
CREATE FUNCTION acting_who() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('app.who', true), '') $$;

CREATE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN acting_who() ~ '^[0-9a-f-]{36}$' THEN acting_who()::uuid END $$;

CREATE FUNCTION acting_place() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.place', true), '')::uuid $$;

-- The test clock is one row that only the owner can write; without it, the database's own clock.
CREATE TABLE database_test_clock (single boolean PRIMARY KEY DEFAULT true CHECK (single), now timestamptz NOT NULL);
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public
  AS $$ SELECT coalesce((SELECT now FROM public.database_test_clock), pg_catalog.now()) $$;

-- Days are London's: in summer UTC's day is wrong between midnight and one o'clock.
CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE
  AS $$ SELECT (app_now() AT TIME ZONE 'Europe/London')::date $$;

-- Rows that are written once: no change and no removal, by anybody.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
"""
DOWN = """
DROP FUNCTION refuse_change(); DROP FUNCTION app_today(); DROP FUNCTION app_now(); DROP TABLE database_test_clock;
DROP FUNCTION acting_place(); DROP FUNCTION acting_person(); DROP FUNCTION acting_who();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(UP, DOWN)]
