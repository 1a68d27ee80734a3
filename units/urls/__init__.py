"""Addresses of the register: lists and workbooks below the campaign, a unit by itself."""

from django.urls import path

from units.views import lists, units, workbooks

app_name = "units"
urlpatterns = [
    path("campaigns/<slug:slug>/units/", lists.units, name="units"),
    path("campaigns/<slug:slug>/units/tree/", lists.tree, name="tree"),
    path("campaigns/<slug:slug>/units/tree/<int:pk>/", lists.branch, name="branch"),
    path("campaigns/<slug:slug>/units/new/", units.unit_new, name="unit_new"),
    path("campaigns/<slug:slug>/units/export.xlsx", workbooks.export, name="export"),
    path("campaigns/<slug:slug>/units/template.xlsx", workbooks.template, name="template"),
    path("campaigns/<slug:slug>/units/import/", workbooks.upload, name="import"),
    path("campaigns/<slug:slug>/units/import/<int:pk>/", workbooks.import_run, name="import_run"),
    path(
        "campaigns/<slug:slug>/units/import/<int:pk>/problems.xlsx", workbooks.import_problems, name="import_problems"
    ),
    path("units/search/", lists.search, name="search"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/move/", units.unit_move, name="unit_move"),
    path("units/<int:pk>/end/", units.unit_end, name="unit_end"),
    path("units/<int:pk>/reactivate/", units.unit_reactivate, name="unit_reactivate"),
    path("units/<int:pk>/merge/", units.unit_merge, name="unit_merge"),
]
