"""Somebody said no: nothing is shared, or there is a risk, and they are told or not."""

from crossing.sharing.models import Decision, Disclosure
from crossing.sharing.rules import Power, Purpose
from tests.sharing.deciding import Walk, asked, choices, key_with, rolls, work_on

MEALS = "tired and asked"


def to_family(acting, signed_in, **answers):
    rolls(acting)
    asks = asked(acting, purpose=Purpose.SECTION_17, power=Power.CA1989_S17)
    walk = Walk(signed_in("lena"), work_on(acting, asks).pk)
    walk.post("request", connected="no")
    walk.post("child", our_child=walk.our_child())
    key = key_with(choices(walk), MEALS)
    walk.choose([MEALS], **{f"c-{key}": "ordinary"})
    walk.post("others")
    walk.post("weigh", harms=["none"], silence="agree")
    answer = walk.post("family", **{"child_view": "agrees", "family_told": "told", **answers})
    return walk, answer


def test_nobody_is_asked_more_when_nobody_said_no(acting, signed_in):
    walk, answer = to_family(acting, signed_in, consent="given")
    assert answer["Location"].endswith("/decide")
    assert walk.get("refused").status_code == 404


def test_a_no_that_stands_stops(acting, signed_in):
    walk, answer = to_family(acting, signed_in, consent="refused")
    assert answer["Location"].endswith("/refused")
    assert "A parent said no" in walk.get("refused").content.decode()
    assert walk.post("refused").status_code == 422
    assert walk.post("refused", still_share="no")["Location"].endswith("/decide")
    page = walk.get("decide").content.decode()
    assert "Share all that was asked" not in page
    why = {"reason_kept": "They said no, and she is safe.", "would_change": "A new risk."}
    told = {"reason_told": "The parents do not agree.", "refusal_reasons": ["not_necessary"]}
    harm = {"detriment": "She would stop talking to us."}
    answer = walk.post("decide", outcome="refuse", **why, **told, **harm)
    assert answer.status_code == 302
    with acting("lena"):
        assert not Disclosure.objects.exists()
        (item, *_rest) = Decision.objects.get().items
        assert item["treatment"] == "leave_out"
        pk = Decision.objects.get().pk
    text = signed_in("lena").get(f"/sharing/decision/{pk}").content.decode()
    assert "Their answer stands: nothing was shared" in text


def test_a_risk_overrides_it_and_the_child_is_asked_about_apart(acting, signed_in):
    walk, _answer = to_family(acting, signed_in, child_view="disagrees")
    text = walk.get("refused").content.decode()
    assert "The child does not want it shared" in text
    assert "A parent said no" not in text
    all_the_same = {"still_share": "yes", "override_because": "She is hungry."}
    assert walk.post("refused", **all_the_same, tell_anyway="no").status_code == 422
    because = {"tell_anyway": "no", "tell_not_because": "She might run away."}
    answer = walk.post("refused", competence="yes", **all_the_same, **because)
    assert answer["Location"].endswith("/decide")
    # She changed her mind: what was said about her no is void.
    walk.post("family", child_view="agrees", family_told="told")
    assert walk.get("refused").status_code == 404
