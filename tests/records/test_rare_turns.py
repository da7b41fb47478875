"""Turns that records take rarely."""

from uuid import uuid4

import pytest

from crossing.core.clock import now
from crossing.core.errors import WrongState
from crossing.records.commands.drafts import _is_first, save_draft
from crossing.records.commands.moves import _locked
from crossing.records.commands.together import _of_another
from crossing.records.models import Draft, Move
from crossing.records.rules.together import Other
from tests.records.build import new_concern


def test_the_second_of_two_tabs_finds_the_draft_of_the_first(acting):
    with acting("tom") as tom:
        save_draft("concern-1", "A concern", {}, by=tom)
        again = Draft(org_id=tom.place, account_id=tom.id, key="concern-1", saved_at=now())
        assert not _is_first(again)
        assert Draft.objects.count() == 1


def test_an_entry_that_is_gone_is_not_moved(acting):
    with acting("lena") as lena, pytest.raises(WrongState):
        _locked(Move(org_id=lena.place, kind="note", about=uuid4(), from_child_id=uuid4()))


def test_without_words_another_child_has_the_account_alone():
    other = _of_another(new_concern(words=""), Other("Bela Stone", "neglect", None))
    assert other.account == "She was tired and asked for food twice."
