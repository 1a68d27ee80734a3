"""Addresses below accounts/."""

from django.urls import path

from accounts.views import own, people, posts, sign_in, slips, workbooks

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
    path("people/", people.people, name="people"),
    path("people/search/", people.search, name="people_search"),
    path("people/without-liaison/", people.without_liaison, name="without_liaison"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/disable/", people.person_disable, name="person_disable"),
    path("people/<int:pk>/enable/", people.person_enable, name="person_enable"),
    path("people/<int:pk>/reset/", people.person_reset, name="person_reset"),
    path("people/<int:pk>/posts/new/", posts.post_new, name="post_new"),
    path("posts/<int:pk>/edit/", posts.post_edit, name="post_edit"),
    path("posts/<int:pk>/end/", posts.post_end, name="post_end"),
    path("posts/<int:pk>/hand-over/", posts.post_hand_over, name="post_hand_over"),
    path("people/slips.xlsx", slips.slip_workbook, name="slip_workbook"),
    path("people/template.xlsx", workbooks.template, name="people_template"),
    path("people/export.xlsx", workbooks.export, name="people_export"),
    path("people/import/", workbooks.upload, name="people_import"),
    path("people/import/<int:pk>/", workbooks.import_run, name="people_import_run"),
    path("people/import/<int:pk>/problems.xlsx", workbooks.import_problems, name="people_import_problems"),
]
