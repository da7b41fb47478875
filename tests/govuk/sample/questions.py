"""One form with every kind of field."""

from crossing.govuk import forms


class Concern(forms.Form):
    safe = forms.YesNo("Is the child safe right now?", what="whether the child is safe now")
    kind = forms.Choice(
        "What kind of concern is it?",
        what="what kind of concern it is",
        choices=[
            ("hurt", "Hurt or harm"),
            ("other", "Something else"),
            ("unknown", "I do not know"),
        ],
        hints={"hurt": "Somebody hurt the child, or might"},
        divider="unknown",
        reveals={"other": "which"},
    )
    which = forms.Text("What is it about?", what="what it is about", max_length=20)
    harms = forms.Choices(
        "What could go wrong?",
        what="what could go wrong",
        choices=[("stops", "The child stops talking to us"), ("none", "None of these")],
        none="none",
    )
    seen = forms.Day(
        "When did you notice it?", what="the day you noticed it", hint="Like 27 3 2026"
    )
    at = forms.Moment("When did it happen?", what="the time it happened")
    own = forms.LongText("The child’s own words", what="the child’s own words", required=False)
    note = forms.LongText("What happened?", what="what happened", max_length=500)
    email = forms.Email("Your email address", what="your email address")
    age = forms.Number("How old is the child?", what="the child’s age", max_value=25, width=2)
    school = forms.Select(
        "School", what="a school", choices=[("a", "Northfield"), ("b", "Southgate")]
    )
    paper = forms.File("Paper form", what="a paper form", required=False)
    place = forms.Hidden(initial="abc")


GOOD = {
    "safe": "yes",
    "kind": "hurt",
    "harms": ["none"],
    "seen_day": "27",
    "seen_month": "March",
    "seen_year": "2026",
    "at_day": "27",
    "at_month": "3",
    "at_year": "2026",
    "at_time": "8:12am",
    "note": "He was quiet.",
    "email": "tom@example.org",
    "age": "9",
    "school": "a",
    "place": "abc",
}
