from django.urls import path

from inspections.views import checklists

urlpatterns = [
    path("checklists/", checklists.checklists, name="checklists"),
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
