"""The addresses of sharing: asking, receiving and the register here; deciding below."""

from django.urls import URLPattern, path

from crossing.sharing.views import (
    advice,
    agreements,
    ask,
    authority,
    breach,
    correct,
    decide,
    disagree,
    emergency,
    existence,
    families,
    family,
    ledger,
    moves,
    outcome,
    papers,
    receive,
    start,
)

app_name = "sharing"

ASKING: list[URLPattern] = [
    path("ask", ask.start, name="ask"),
    path("ask/known", existence.known, name="ask_known"),
    path("ask/<uuid:key>/about", ask.about, name="ask_about"),
    path("ask/<uuid:key>/question", ask.question, name="ask_question"),
    path("ask/<uuid:key>/check", ask.check, name="ask_check"),
    path("ask/<uuid:key>/save/about", ask.save, {"part": "about"}, name="save_ask_about"),
    path("ask/<uuid:key>/save/question", ask.save, {"part": "question"}, name="save_ask_question"),
    path("asked", ask.asked, name="asked"),
    path("request/<uuid:pk>", ask.one, name="request"),
    path("request/<uuid:pk>/withdraw", ask.withdraw, name="withdraw"),
    path("request/<uuid:pk>/narrow", ask.again, {"narrow": True}, name="narrow"),
    path("request/<uuid:pk>/again", ask.again, {"narrow": False}, name="ask_again"),
    path("question/<uuid:pk>", ask.answer, name="answer_question"),
    path("authorise", authority.waiting, name="authorise"),
    path("authorise/<uuid:pk>", authority.one, name="authority"),
    path("write-down", authority.write_down, name="record_request"),
    path("moves/<uuid:pk>", moves.move, name="move"),
    path("decisions/<uuid:pk>/family", family.telling, name="telling"),
    path("family/<uuid:pk>", family.card, name="family_card"),
    path("received", receive.received, name="received"),
    path("disclosure/<uuid:pk>", receive.disclosure, name="disclosure"),
    path("disclosure/<uuid:pk>/accept", receive.accept, name="accept"),
    path("disclosure/<uuid:pk>/acknowledge", receive.acknowledge, name="acknowledge"),
    path("disclosure/<uuid:pk>/attach", receive.attach, name="attach"),
    path("disclosure/<uuid:pk>/question", receive.say, {"what": "question"}, name="ask_back"),
    path("disclosure/<uuid:pk>/next", receive.say, {"what": "next"}, name="happened_next"),
    path("disclosure/<uuid:pk>/problem", receive.say, {"what": "problem"}, name="problem"),
    path("disclosure/<uuid:pk>/unseal", receive.say, {"what": "unseal"}, name="unseal"),
    path("disclosure/<uuid:pk>/take-back", receive.say, {"what": "take-back"}, name="take_back"),
    path("shared", ledger.ledger, name="ledger"),
    path("shared/find", ledger.find, name="find_in_ledger"),
    path("shared.csv", ledger.ledger_csv, name="ledger_csv"),
    path("decision/<uuid:pk>", ledger.decision, name="decision"),
    path("about/<uuid:pk>", ledger.shared_about, name="shared_about"),
]

EMERGENCY: list[URLPattern] = [
    path("now", emergency.share_now, name="share_now"),
    path("emergencies", emergency.emergencies, name="emergencies"),
    path("emergency/<uuid:pk>", emergency.emergency, name="emergency"),
    path("emergency/<uuid:pk>/review", emergency.review, name="review_emergency"),
    path("emergency/<uuid:pk>/close-to-them", emergency.step_back, name="step_back"),
]

DECIDING: list[URLPattern] = [
    path("waiting", decide.waiting, name="waiting"),
    path("start", start.start, name="start"),
    path("deciding/<uuid:pk>", decide.deliberation, name="deliberation"),
    path("deciding/<uuid:pk>/danger", start.danger, name="danger"),
    path("deciding/<uuid:pk>/speaking", start.speaking, name="speaking"),
    path("deciding/<uuid:pk>/advice", advice.ask, name="ask_advice"),
    path("deciding/<uuid:pk>/confirm", outcome.confirm, name="confirm"),
    path("deciding/<uuid:pk>/<str:step>", decide.step, name="step"),
]

MENDING: list[URLPattern] = [
    path("disclosure/<uuid:pk>/correct", correct.choose, name="choose_wrong"),
    path("disclosure/<uuid:pk>/correct/<int:position>", correct.correct, name="correct"),
    path("disclosure/<uuid:pk>/contradicts", correct.contradicts, name="contradicts"),
    path("disclosure/<uuid:pk>/wrong-place", breach.went_wrong, name="went_wrong"),
    path("correction/<uuid:pk>", correct.correction, name="correction"),
    path("contradiction/<uuid:pk>", correct.contradiction, name="contradiction"),
    path("by-mistake/<uuid:pk>", breach.came_wrongly, name="came_wrongly"),
    path("breaches/", breach.breaches, name="breaches"),
    path("breach/<uuid:pk>", breach.breach, name="breach"),
    path("breach/<uuid:pk>/destroyed", breach.destroyed_outside, name="destroyed_outside"),
    path("breach/<uuid:pk>/close", breach.close, name="close_breach"),
    path("breach/<uuid:pk>/<str:step>", breach.step, name="breach_step"),
]

AGREEING: list[URLPattern] = [
    path("agreements", agreements.agreements, name="agreements"),
    path("agreements/write", agreements.write, name="write_agreement"),
    path("agreements/<uuid:pk>", agreements.agreement, name="agreement"),
    path("agreements/<uuid:pk>.pdf", papers.agreement, name="agreement_pdf"),
    path("agreements/<uuid:pk>/change/<slug:part>", agreements.change, name="change_agreement"),
    path("agreements/<uuid:pk>/party/<uuid:party>", agreements.party, name="agreement_party"),
    path("agreements/<uuid:pk>/publish", agreements.publish, name="publish_agreement"),
    path("agreements/<uuid:pk>/sign", agreements.sign, name="sign_agreement"),
    path("agreements/<uuid:pk>/new-version", agreements.new_version, name="renew_agreement"),
    path("agreements/<uuid:pk>/end", agreements.end, name="end_agreement"),
]

DISAGREEING: list[URLPattern] = [
    path("request/<uuid:pk>/disagree", disagree.answer, name="disagree"),
    path("disclosure/<uuid:pk>/disagree", disagree.next_step, name="disagree_next"),
    path("disagreements", disagree.disagreements, name="disagreements"),
    path("disagreements/days", disagree.days, name="disagreement_days"),
    path("disagreement/<uuid:pk>", disagree.one, name="disagreement"),
    path("disagreement/<uuid:pk>/<slug:what>", disagree.act, name="disagreement_act"),
    path("counts", disagree.counts, name="counts"),
]

FAMILIES: list[URLPattern] = [
    path("family-page/of/<uuid:pk>", families.start, name="family_start"),
    path("family-page/<uuid:pk>", families.family, name="family"),
    path("family-page/<uuid:pk>.pdf", families.paper, name="family_pdf"),
    path("family-page/<uuid:pk>/tell", families.tell, name="tell_family"),
    path("family-page/<uuid:pk>/names", families.names, name="name_in_family"),
    path("family-page/<uuid:pk>/hand", families.hand, name="hand_family"),
    path("family-page/<uuid:pk>/send", families.send, name="send_family"),
    path("family-page/<uuid:pk>/take-back", families.take_back, name="take_back_family"),
    path("family-page/<uuid:pk>/check", families.check, name="check_family"),
    path("family-page/<uuid:pk>/handed", families.handed, name="handed_family"),
]

ON_PAPER: list[URLPattern] = [
    path("decision/<uuid:pk>.pdf", papers.decision, name="decision_pdf"),
    path("no-power", papers.outage, name="outage"),
    path("no-power/<slug:name>.pdf", papers.blank, name="blank_pdf"),
]

urlpatterns = [
    *ASKING,
    *EMERGENCY,
    *MENDING,
    *DECIDING,
    *AGREEING,
    *DISAGREEING,
    *FAMILIES,
    *ON_PAPER,
]
