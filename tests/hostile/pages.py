"""Forms as a browser reads them off a page: their address, and a likely answer for each field."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

DAY = {"day": "20", "month": "11", "year": "2026", "time": "9:30"}
HEADER = ("/account/logout", "/hidden", "/place")
AHEAD = ("ends_on", "needed_by", "look_again_on")


@dataclass
class Form:
    """One form of a page that is posted."""

    action: str
    fields: dict = field(default_factory=dict)
    choices: dict = field(default_factory=dict)
    texts: set = field(default_factory=set)
    buttons: list = field(default_factory=list)

    def answers(self):
        """Everything answered: what stands there, else the first choice, else a word."""
        return dict(self.fields)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.open, self.select, self.area = [], None, None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and given.get("method", "get").lower() == "post":
            self.open = Form(given.get("action") or "")
            self.forms.append(self.open)
        elif self.open is None or not (given.get("name") or tag == "option"):
            return
        elif tag in ("input", "button"):
            self._input(given, tag)
        elif tag == "textarea":
            self.area = given["name"]
            self.open.texts.add(self.area)
            self.open.fields[self.area] = ""
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select:
            self._choice(self.select, given.get("value", ""), "selected" in given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            if self.open is not None and not self.open.fields[self.area].strip():
                self.open.fields[self.area] = "Some words"
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area:
            self.open.fields[self.area] += data

    def _input(self, given, tag):
        kind, name, value = given.get("type", "text"), given["name"], given.get("value") or ""
        if tag == "button" or kind == "submit":
            self.open.buttons.append((name, value))
        elif kind in ("radio", "checkbox"):
            self._choice(name, value, "checked" in given)
        elif kind == "hidden":
            self.open.fields[name] = value
        else:
            self.open.texts.add(name)
            last = name.rpartition("_")[2]
            day = DAY | ({"year": "2027"} if name.startswith(AHEAD) else {})
            self.open.fields[name] = value or day.get(last, "07700 900123")

    def _choice(self, name, value, chosen):
        if value:
            self.open.choices.setdefault(name, []).append(value)
            if chosen or name not in self.open.fields:
                self.open.fields[name] = value


def forms_in(response):
    """The forms of a page that are posted, but for those in its header."""
    if "html" not in response.headers.get("Content-Type", ""):
        return []
    reader = _Reader()
    reader.feed(response.content.decode())
    return [
        form
        for form in reader.forms
        if not form.action.startswith(("/account/logout", "/hidden", "/place"))
    ]
