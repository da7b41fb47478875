"""Forms whose fields know how the GOV.UK Design System draws them and words their mistakes."""

from crossing.govuk.forms.base import Form, GovukBoundField
from crossing.govuk.forms.choices import Choice, Choices, Select, YesNo
from crossing.govuk.forms.texts import Email, File, Hidden, LongText, Number, Text
from crossing.govuk.forms.when import Day, Moment

__all__ = [
    "Choice",
    "Choices",
    "Day",
    "Email",
    "File",
    "Form",
    "GovukBoundField",
    "Hidden",
    "LongText",
    "Moment",
    "Number",
    "Select",
    "Text",
    "YesNo",
]
