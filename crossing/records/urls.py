"""The addresses of records."""

from django.urls import path

from crossing.records.views import (
    adults,
    advice,
    calls,
    child,
    child_parts,
    children,
    concerns,
    drafts,
    entries,
    new_concern,
)

app_name = "records"
urlpatterns = [
    path("children/", children.search, name="children"),
    path("children/found/<uuid:pk>/", children.found, name="found"),
    path("children/new/", children.new, name="new_child"),
    path("children/<uuid:pk>/", child.show, name="child"),
    path("children/<uuid:pk>/chronology.csv", child.export, name="chronology_csv"),
    path("children/<uuid:pk>/chronology.pdf", child.printed, name="chronology_pdf"),
    path("children/<uuid:pk>/edit/", children.edit, name="edit_child"),
    path("children/<uuid:pk>/details/", child_parts.details, name="child_details"),
    path("children/<uuid:pk>/add/<slug:what>/", child_parts.add, name="add_part"),
    path(
        "children/<uuid:pk>/remove/<slug:what>/<uuid:part>/",
        child_parts.remove,
        name="remove_part",
    ),
    path("children/<uuid:pk>/flags/", child_parts.flags, name="child_flags"),
    path("children/<uuid:pk>/seal/", child_parts.seal, name="seal_child"),
    path(
        "children/<uuid:pk>/significant/<slug:kind>/<uuid:entry>/",
        entries.mark,
        name="mark_significant",
    ),
    path(
        "children/<uuid:pk>/not-significant/<uuid:entry>/",
        entries.unmark,
        name="unmark_significant",
    ),
    path("calls/new/", calls.new, name="record_call"),
    path("concerns/", concerns.waiting, name="concerns"),
    path("concerns/mine/", concerns.mine, name="my_concerns"),
    path("concerns/new/", new_concern.new, name="new_concern"),
    path("concerns/<uuid:pk>/", concerns.show, name="concern"),
    path("concerns/<uuid:pk>/add/", concerns.add, name="add_to_concern"),
    path("concerns/<uuid:pk>/worried/", concerns.worried, name="still_worried"),
    path("concerns/<uuid:pk>/decide/", concerns.decide, name="decide_concern"),
    path("concerns/<uuid:pk>/who/", concerns.who, name="say_who"),
    path("concerns/<uuid:pk>/advice/", advice.about_concern, name="ask_advice"),
    path("advice/<uuid:pk>/", advice.show, name="advice"),
    path("adults/", adults.listed, name="staff_concerns"),
    path("adults/new/", adults.new, name="new_staff_concern"),
    path("adults/<uuid:pk>/", adults.show, name="staff_concern"),
    path("adults/<uuid:pk>/decide/", adults.decide, name="decide_staff_concern"),
    path("drafts/<str:key>/", drafts.save, name="save_draft"),
    path("drafts/<str:key>/drop/", drafts.drop, name="drop_draft"),
]
