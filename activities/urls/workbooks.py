from django.urls import path

from activities.views import workbooks

HERE = "campaigns/<slug:slug>/activities/"
urlpatterns = [
    path(f"{HERE}template.xlsx", workbooks.template, name="template"),
    path(f"{HERE}export.xlsx", workbooks.export, name="export"),
    path(f"{HERE}import/", workbooks.upload, name="import"),
    path(f"{HERE}import/<int:pk>/", workbooks.import_run, name="import_run"),
    path(f"{HERE}import/<int:pk>/problems.xlsx", workbooks.import_problems, name="import_problems"),
]
