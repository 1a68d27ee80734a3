from django.urls import path

from campaigns.views import assignment_units, assignments, shares

HERE = "campaigns/<slug:slug>/assignments/"
urlpatterns = [
    path(HERE, assignments.assignments, name="assignments"),
    path(f"{HERE}export.xlsx", assignments.assignments_export, name="assignments_export"),
    path(f"{HERE}new/", assignments.assignment_new, name="assignment_new"),
    path(f"{HERE}<int:pk>/", assignments.assignment, name="assignment"),
    path(f"{HERE}<int:pk>/edit/", assignments.assignment_edit, name="assignment_edit"),
    path(f"{HERE}<int:pk>/delete/", assignments.assignment_delete, name="assignment_delete"),
    path(f"{HERE}<int:pk>/send/", assignments.assignment_send, name="assignment_send"),
    path(f"{HERE}<int:pk>/withdraw/", assignments.assignment_withdraw, name="assignment_withdraw"),
    path(f"{HERE}<int:pk>/units/", assignment_units.assignment_units, name="assignment_units"),
    path(f"{HERE}<int:pk>/units/remove/", assignment_units.units_remove, name="assignment_units_remove"),
    path(f"{HERE}<int:pk>/urge/", assignment_units.assignment_urge, name="assignment_urge"),
    path(f"{HERE}<int:pk>/export.xlsx", assignment_units.shares_export, name="shares_export"),
    path(f"{HERE}units/<int:pk>/", shares.unit_assignment, name="unit_assignment"),
    path(f"{HERE}units/<int:pk>/answer/", shares.share_answer, name="share_answer"),
    path(f"{HERE}units/<int:pk>/accept/", shares.share_accept, name="share_accept"),
    path(f"{HERE}units/<int:pk>/return/", shares.share_return, name="share_return"),
    path(f"{HERE}units/<int:pk>/waive/", shares.share_waive, name="share_waive"),
    path(f"{HERE}units/<int:pk>/take-back/", shares.share_take_back, name="share_take_back"),
]
