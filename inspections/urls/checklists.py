from django.urls import path

from inspections.views import checklist_workbooks, checklists

urlpatterns = [
    path("checklists/", checklists.checklists, name="checklists"),
    path("checklists/export.xlsx", checklist_workbooks.checklist_export, name="checklist_export"),
    path("checklists/template.xlsx", checklist_workbooks.checklist_template, name="checklist_template"),
    path("checklists/import/", checklist_workbooks.checklist_import, name="checklist_import"),
    path("checklists/import/<int:pk>/", checklist_workbooks.checklist_import_run, name="checklist_import_run"),
    path(
        "checklists/import/<int:pk>/problems.xlsx",
        checklist_workbooks.checklist_import_problems,
        name="checklist_import_problems",
    ),
    path("checklists/new/", checklists.checklist_new, name="checklist_new"),
    path("checklists/ready/", checklists.checklist_take_over, name="checklist_take_over"),
    path("checklists/<int:pk>/", checklists.checklist, name="checklist"),
    path("checklists/<int:pk>/edit/", checklists.checklist_edit, name="checklist_edit"),
    path("checklists/<int:pk>/prepare/", checklists.checklist_prepare, name="checklist_prepare"),
    path("checklists/versions/<int:pk>/", checklists.checklist_version, name="checklist_version"),
    path("checklists/versions/<int:pk>/publish/", checklists.checklist_publish, name="checklist_publish"),
    path("checklists/versions/<int:pk>/discard/", checklists.checklist_discard, name="checklist_discard"),
    path("checklists/versions/<int:pk>/order/", checklists.checklist_order, name="checklist_order"),
    path("checklists/versions/<int:pk>/items/new/", checklists.checklist_item_new, name="checklist_item_new"),
    path("checklists/items/<int:pk>/edit/", checklists.checklist_item_edit, name="checklist_item_edit"),
    path("checklists/items/<int:pk>/remove/", checklists.checklist_item_remove, name="checklist_item_remove"),
]
