from django.urls import path

from inspections.views import penalties

urlpatterns = [
    path("campaigns/<slug:slug>/penalties/", penalties.penalties, name="penalties"),
    path("campaigns/<slug:slug>/penalties/export.xlsx", penalties.export, name="penalties_export"),
    path("campaigns/<slug:slug>/penalties/new/", penalties.penalty_new, name="penalty_new"),
    path("penalties/<int:pk>/", penalties.penalty, name="penalty"),
    path("penalties/<int:pk>/edit/", penalties.penalty_edit, name="penalty_edit"),
    path("penalties/<int:pk>/delete/", penalties.penalty_delete, name="penalty_delete"),
]
