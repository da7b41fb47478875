"""OPEN_TABLES: the closed list of tables without row security, and why each holds nobody's data.

A new table stands here or has policies: tests/database/test_row_security.py walks them all.
"""

OPEN_TABLES = {
    "account_emailaddress": "sign-in reads it before anybody is known: an address and no name",
    "account_emailconfirmation": "sign-in's own",
    "auth_group": "Django's own, empty: roles are memberships",
    "auth_group_permissions": "Django's own, empty",
    "auth_permission": "Django's own list of models",
    "database_copykey": "keys of frozen copies, each sealed under a data key",
    "database_datakey": "data keys, each sealed under the master key: ids and noise",
    "database_held": "one moment, written by the owner: mail and jobs wait after a restore",
    "database_test_clock": "one moment, written by the owner in tests",
    "django_content_type": "Django's own list of models",
    "django_migrations": "Django's own list of migrations",
    "django_session": "sign-in's own: random keys and who signed in",
    "mfa_authenticator": "sign-in's own: second factors",
    "partnership_account": "sign-in reads it before anybody is known: an address and a hash",
    "partnership_dayperiod": "terms and bank holidays, as published",
    "partnership_rolegrant": "what a role may do: the same for everybody",
    "partnership_school": "the national register, as published",
    "partnership_schoollink": "the national register, as published",
    "procrastinate_events": "jobs: ids only",
    "procrastinate_jobs": "jobs: ids only",
    "procrastinate_periodic_defers": "jobs: ids only",
    "procrastinate_workers": "jobs: which workers live",
    "sharing_legalrule": "the law, as published",
    "site_cache": "counted tries and used one-time codes",
    "site_once": "keyed hashes of forms that were sent, and the page each led to",
}
