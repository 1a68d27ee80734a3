from django.urls import path

from reports.views import tables

urlpatterns = [
    path("campaigns/<slug:slug>/tables/", tables.tables, name="tables"),
    path("campaigns/<slug:slug>/tables/export.xlsx", tables.tables_export, name="tables_export"),
    path("campaigns/<slug:slug>/figures/<slug:code>/", tables.figure_page, name="figure"),
]
