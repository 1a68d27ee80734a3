from django.urls import path

from inspections.views import official

HERE = "campaigns/<slug:slug>/hazards/"
urlpatterns = [
    path(f"{HERE}print/", official.official_print, name="official_print"),
    path(f"{HERE}ledger.xlsx", official.official_workbook, name="official_workbook"),
]
