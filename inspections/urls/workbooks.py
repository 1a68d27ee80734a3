from django.urls import path

from inspections.views import workbooks

HERE = "campaigns/<slug:slug>/hazards/"
urlpatterns = [
    path(f"{HERE}template.xlsx", workbooks.template, name="hazards_template"),
    path(f"{HERE}export.xlsx", workbooks.export, name="hazards_export"),
    path(f"{HERE}import/", workbooks.upload, name="hazards_import"),
    path(f"{HERE}import/<int:pk>/", workbooks.import_run, name="hazards_import_run"),
    path(f"{HERE}import/<int:pk>/problems.xlsx", workbooks.import_problems, name="hazards_import_problems"),
]
