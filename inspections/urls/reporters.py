from django.urls import path

from inspections.views import reporters

urlpatterns = [
    path("campaigns/<slug:slug>/hazards/reporters/", reporters.reporters, name="reporters"),
    path("hazards/<int:pk>/tell/", reporters.tell, name="reporter_tell"),
    path("hazards/<int:pk>/caller/", reporters.caller, name="reporter_caller"),
    path("hazards/reports/<int:pk>/ask/", reporters.ask, name="reporter_ask"),
    path("hazards/reports/<int:pk>/noted/", reporters.take_note, name="reporter_noted"),
    path("hazards/reports/<int:pk>/contact/", reporters.contact, name="reporter_contact"),
]
