"""One thing of every kind that an address can name, made by the real commands: for the tests that
walk every route as every kind of person."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

from crossing.partnership import commands as partnership
from crossing.partnership.models import Assignment, Contact, Membership
from crossing.records import commands as records
from crossing.records.rules import NewRelative
from crossing.sharing.commands import receive
from crossing.sharing.models import Deliberation, Disclosure, InformationRequest
from tests import make
from tests.records.build import a_child, a_concern, an_entry
from tests.sharing.build import ENFORCING, a_request, an_answer


def everything(acting=make.acting):
    """Northfield's child Amina, what Tom noticed, what Omar asked, what Lena shared and withheld."""
    w = SimpleNamespace()
    w.child = a_child(acting)
    w.concern = a_concern(acting, w.child)
    w.entry = an_entry(acting, w.child)
    w.police_child = a_child(acting, by="omar")
    w.open = a_request(acting, child=w.police_child)
    w.answered = a_request(acting, child=w.police_child)
    w.disclosure = an_answer(acting, w.answered, w.child)
    w.authority = a_request(acting, **ENFORCING)
    with acting("lena") as lena:
        w.deliberation = Deliberation.objects.get(request=w.open.pk)
        w.decision = Deliberation.objects.get(request=w.answered.pk).decision
        w.relative = records.add_relative(w.child, NewRelative("Zara Karim", "mother"), by=lena)
        w.marked = an_entry(make.acting, w.child).pk
        records.mark_significant(w.child, "note", w.marked, "A change.", by=lena)
        w.search = records.search("Amina Karim", by=lena)
    with acting("omar") as omar:
        w.question = _ask_back(w, omar)
    with acting("nora") as nora:
        w.member = Membership.objects.get(account__email="tom@example.org")
        w.contact = Contact.objects.get(org=nora.acting_at)
    with acting("sam") as sam:
        w.assignment = Assignment.objects.filter(org=sam.acting_at).first()
    w.draft = uuid4()
    return w


def _ask_back(w, omar):
    shared = Disclosure.objects.get(pk=w.disclosure.pk)
    receive.accept(shared, by=omar)
    receive.open_disclosure(shared, by=omar)
    return receive.ask_back(shared, "Was anybody with her?", by=omar)


__all__ = ["InformationRequest", "datetime", "everything", "partnership"]
