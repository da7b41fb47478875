import re
from tests.hostile.conftest import *
def test_x(w):
    a=Attacker("lena")
    for f in a.forms(f"/sharing/deciding/{w.ready.pk}/decide"):
        print("FORM", f.action, f.fields, f.buttons)
        r=a.send(f.action, f.answers())
        print("STATUS", r.status_code, r.headers.get("Location"), re.findall(r'error-summary__list.*?</ul>', r.content.decode(), re.S)[:1])
    a=Attacker("sam")
    for f in a.forms(f"/sharing/deciding/{w.proposal.pk}/confirm"):
        print("FORM", f.action, f.fields, f.buttons)
        r=a.send(f.action, f.answers()|{"connected":"no"})
        print("STATUS", r.status_code, r.headers.get("Location"), re.findall(r'error-summary__list.*?</ul>', r.content.decode(), re.S)[:1])
