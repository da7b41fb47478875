from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.sharing.deciding import to_decide
from tests.sharing.test_decide_school import walk
def test_q(walk):
    to_decide(walk)
    for step in ("request","child","items","others","weigh","family","decide"):
        with CaptureQueriesContext(connection) as c: walk.get(step)
        print("Q", step, len(c))
    with CaptureQueriesContext(connection) as c: walk.client.get("/sharing/waiting")
    print("Q waiting", len(c))
    for q in c.captured_queries: print(q["sql"][:160])
