"""What is really in a PDF: read back from its bytes."""

import io

from pypdf import PdfReader


class Paper:
    """A PDF as a reader finds it."""

    def __init__(self, data):
        assert data[:5] == b"%PDF-"
        self.data, self.reader = data, PdfReader(io.BytesIO(data))
        self.root = self.reader.trailer["/Root"].get_object()

    @property
    def pages(self):
        return [page.extract_text() for page in self.reader.pages]

    @property
    def text(self):
        return " ".join(" ".join(self.pages).split())

    @property
    def title(self):
        return self.reader.metadata.title

    @property
    def tags(self):
        """The kinds of elements in the tree that a screen reader walks."""
        found, waiting = set(), [self.root["/StructTreeRoot"].get_object()]
        while waiting:
            node = waiting.pop()
            found.add(str(node.get("/S", "")))
            kids = node.get("/K", [])
            kids = kids if isinstance(kids, list) else [kids]
            each = (kid.get_object() for kid in kids if hasattr(kid, "get_object"))
            waiting += [kid for kid in each if isinstance(kid, dict)]
        return found

    def is_accessible(self):
        """Tagged, in a language, with a title that is shown, and marked as PDF/UA-1."""
        assert self.root["/MarkInfo"]["/Marked"]
        assert self.root["/Lang"] == "en-GB"
        assert self.root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert self.title
        assert b"pdfuaid" in self.root["/Metadata"].get_object().get_data()
        assert {"/Document", "/H1"} <= self.tags
        return True


def paper_of(response):
    """The paper that a page answered with."""
    assert response.status_code == 200, response.content[:300]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    return Paper(response.content)
