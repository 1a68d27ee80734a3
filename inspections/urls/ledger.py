from django.urls import path

from inspections.views import ledger, urging

urlpatterns = [
    path("campaigns/<slug:slug>/hazards/", ledger.hazards, name="hazards"),
    path("campaigns/<slug:slug>/hazards/urge/", urging.hazards_urge, name="hazards_urge"),
    path("hazards/<int:pk>/urge/", urging.hazard_urge, name="hazard_urge"),
]
