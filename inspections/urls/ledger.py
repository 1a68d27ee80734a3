from django.urls import path

from inspections.views import ledger

urlpatterns = [
    path("campaigns/<slug:slug>/hazards/", ledger.hazards, name="hazards"),
]
