"""Every address. Of allauth's pages only these are reachable, under allauth's own names."""

from django.urls import include, path, re_path

from crossing.site import health, sign_in, views

site = (
    [
        path("", views.home, name="home"),
        path("place", views.switch_place, name="switch_place"),
        path("no-place", views.no_place, name="no_place"),
        path("hidden", views.hidden, name="hide"),
        path("token", views.token, name="token"),
        path("you", views.you, name="you"),
        path("walk", views.walk, name="walk"),
        path("privacy", views.open_page, {"name": "privacy"}, name="privacy"),
        path("accessibility", views.open_page, {"name": "accessibility"}, name="accessibility"),
        path("cookies", views.open_page, {"name": "cookies"}, name="cookies"),
    ],
    "site",
)

account = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("login/code/", sign_in.EnterCode.as_view(), name="mfa_authenticate"),
    path("logout/", sign_in.SignOut.as_view(), name="account_logout"),
    path("again/", sign_in.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("password/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", sign_in.AskForReset.as_view(), name="account_reset_password"),
    path(
        "password/reset/sent/", sign_in.AskedForReset.as_view(), name="account_reset_password_done"
    ),
    path(
        "password/reset/done/",
        sign_in.HasSetPassword.as_view(),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-:\w]+)/$",
        sign_in.SetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("app/", sign_in.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("codes/", sign_in.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("codes/new/", sign_in.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]

urlpatterns = [
    path("health", health.health, name="health"),
    path("", include(site)),
    path("account/", include(account)),
    path("", include("crossing.records.urls")),
    path("sharing/", include("crossing.sharing.urls")),
    path("partnership/", include("crossing.partnership.urls")),
    path("todo/", include("crossing.todo.urls")),
    path("looked/", include("crossing.stewardship.urls")),
]

handler400 = views.unreadable
handler403 = views.denied
handler404 = views.not_found
handler429 = views.too_many
handler500 = views.broken
