"""Addresses below accounts/."""

from django.urls import path

from accounts.views import own, sign_in

app_name = "accounts"
urlpatterns = [
    path("login/", sign_in.sign_in, name="login"),
    path("logout/", sign_in.sign_out, name="logout"),
    path("language/", sign_in.set_language, name="set_language"),
    path("post/", sign_in.switch_post, name="switch_post"),
    path("no-post/", sign_in.no_post, name="no_post"),
    path("password/", sign_in.password_change, name="password_change"),
    path("profile/", own.profile, name="profile"),
    path("profile/edit/", own.profile_edit, name="profile_edit"),
    path("profile/sessions/end/", own.end_sessions, name="end_sessions"),
]
