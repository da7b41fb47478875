import pytest, sys, traceback, collections, time
from urllib.parse import urlencode
from django.db import transaction
from django.urls import reverse
from django.core.signals import got_request_exception
from tests import world
from tests.conftest import client_for
from tests.hostile.pages import forms_in
from tests.test_who_sees_what import ROUTES, parts, QUERY

PAY = [
    "\x00",
    "a\x00b",
    "x" * 30000,
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "9" * 5000,
    "-1",
    "٣",
    "99999999999999999999",
    "11111111-1111-1111-1111-111111111111",
    "{}[]'\"%s%(x)s{{7*7}}",
    "<script>",
    "\u202e\U0001f600",
    "",
    "None",
    "1e400",
    "²",
]
GETNAMES = "after show q child who to kind since most like draft route back place next partner purpose outcome decider since_day since_month since_year until_day until_month until_year from_day_day from_day_month from_day_year to_day_day to_day_month to_day_year event part f-kind hide".split()
WHO = "lena omar sam nora pia ada ines tom mina theo una".split()


@pytest.fixture(scope="module")
def w(module_database):
    w = world.everything()
    return w


def test_all(w):
    errs = collections.OrderedDict()
    cur = []

    def on(sender, request=None, **kw):
        et, ev, tb = sys.exc_info()
        f = [x for x in traceback.extract_tb(tb) if "/crossing/" in x.filename]
        key = (
            cur[0],
            f"{et.__name__}: {str(ev)[:90]}",
            f"{f[-1].filename[-50:]}:{f[-1].lineno}" if f else "?",
        )
        errs.setdefault(key, cur[1:])

    got_request_exception.connect(on)
    n = 0
    t = time.time()

    def go(c, method, address, name, data=None, note=""):
        nonlocal n
        n += 1
        cur[:] = [name, note, address]
        with transaction.atomic():
            try:
                r = (
                    getattr(c, method)(address, data)
                    if data is not None
                    else getattr(c, method)(address)
                )
            finally:
                pass
            transaction.set_rollback(True)
        if r.status_code >= 500 and name != "health":
            errs.setdefault((name, "status", r.status_code), cur[1:])
        return r

    which = sys.argv and None
    import os

    for short in os.environ.get("WHO", "lena").split(","):
        c = client_for(short)
        c.raise_request_exception = False
        for name in sorted(ROUTES):
            address = reverse(name, kwargs=parts(name, w)) + QUERY.get(name, "").format(
                child=w.child.pk
            )
            if name in ("account_logout",):
                continue
            r = go(c, "get", address, name)
            for p in PAY:
                sep = "&" if "?" in address else "?"
                go(
                    c,
                    "get",
                    address
                    + sep
                    + urlencode({k: p for k in GETNAMES if k != "child" or not QUERY.get(name)}),
                    name,
                    note=f"{short} GET all {p[:20]!r}",
                )
            for f in forms_in(r):
                act = f.action or address
                base = f.answers()
                if act.split("?")[0] == "/account/logout/":
                    continue
                for b in [None, *f.buttons]:
                    d = dict(base)
                    if b:
                        d[b[0]] = b[1]
                    rr = go(c, "post", act, name, d, f"{short} base {b}")
                    for fld in [*base, "version", "draft_title", "look_for"]:
                        for p in PAY:
                            go(c, "post", act, name, d | {fld: p}, f"{short} {b} {fld}={p[:20]!r}")
                for p in PAY:
                    go(
                        c,
                        "post",
                        act,
                        name,
                        {k: p for k in base}
                        | {
                            k: p
                            for k in (
                                "version",
                                "draft_title",
                                "look_for",
                                "add_to",
                                "child",
                                "who",
                                "text",
                                "reason",
                                "urn",
                                "place",
                                "account",
                                "read",
                                "find",
                                "hide",
                                "later",
                                "filter",
                                "look",
                                "nothing",
                                "stay",
                            )
                        },
                        f"{short} all={p[:20]!r}",
                    )
                    go(
                        c,
                        "post",
                        act,
                        name,
                        base | {k: [p, p] for k in base},
                        f"{short} list={p[:20]!r}",
                    )
            if r.status_code == 405:
                for p in PAY:
                    go(
                        c,
                        "post",
                        address,
                        name,
                        {
                            k: p
                            for k in (
                                "text",
                                "reason",
                                "urn",
                                "place",
                                "account",
                                "draft_title",
                                "child",
                                "back",
                                "x",
                                "about",
                                "title",
                            )
                        },
                        f"{short} blind={p[:20]!r}",
                    )
    print("REQUESTS", n, time.time() - t)
    for k, v in errs.items():
        print("ERR", k, v)
