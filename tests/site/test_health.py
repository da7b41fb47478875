"""Health: 200 when every part works, else 503 with the name of the part."""

import pytest
from django.db import connection


def beat(seconds_ago):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds_ago", "status", "worker"),
    [(5, 200, "ok"), (59, 200, "ok"), (61, 503, "no recent heartbeat")],
)
def test_a_worker_is_well_for_a_minute_after_its_heartbeat(client, seconds_ago, status, worker):
    beat(seconds_ago)
    answer = client.get("/health")
    assert answer.status_code == status
    assert answer.json() == {"database": "ok", "worker": worker}


@pytest.mark.django_db
def test_without_a_worker_it_says_so(client):
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "no recent heartbeat"


def test_without_a_database_it_says_so(client, django_db_blocker, monkeypatch):
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
        answer = client.get("/health")
        connection.close()
    assert answer.status_code == 503
    assert answer.json() == {"database": "does not answer", "worker": "unknown"}
