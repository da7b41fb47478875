import pytest

from crossing.core import errors


@pytest.mark.parametrize(
    ("kind", "status"),
    [(errors.Denied, 403), (errors.NotThere, 404), (errors.WrongState, 409), (errors.TooMany, 429)],
)
def test_each_refusal_has_its_status_and_a_sentence_of_its_own(kind, status):
    assert kind.status == status
    assert str(kind()) == str(kind.usual)
    assert str(kind().sentence).endswith(".")


def test_a_refusal_says_what_it_was_given_to_say():
    assert str(errors.Denied("Only the safeguarding lead decides.")) == (
        "Only the safeguarding lead decides."
    )


def test_invalid_names_each_field():
    refusal = errors.Invalid({"reason": "Say why."})
    assert (refusal.status, refusal.problems) == (422, {"reason": "Say why."})
    assert str(refusal) == "There is a problem with what you entered."
