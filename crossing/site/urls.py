"""Every address."""

from django.urls import include, path

from crossing.site import health, views

site = (
    [
        path("", views.home, name="home"),
        path("place", views.switch_place, name="switch_place"),
        path("no-place", views.no_place, name="no_place"),
        path("hidden", views.hidden, name="hide"),
        path("privacy", views.open_page, {"name": "privacy"}, name="privacy"),
        path("accessibility", views.open_page, {"name": "accessibility"}, name="accessibility"),
        path("cookies", views.open_page, {"name": "cookies"}, name="cookies"),
    ],
    "site",
)

urlpatterns = [
    path("health", health.health, name="health"),
    path("", include(site)),
    path("", include("crossing.records.urls")),
    path("sharing/", include("crossing.sharing.urls")),
    path("partnership/", include("crossing.partnership.urls")),
    path("looked/", include("crossing.stewardship.urls")),
]
