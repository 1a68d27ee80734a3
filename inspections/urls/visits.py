from django.urls import path

from inspections.views import supervision, visit_list, visit_work, visits

CAMPAIGN = "campaigns/<slug:slug>/inspections/visits/"

urlpatterns = [
    path(CAMPAIGN, visit_list.visits, name="visits"),
    path(f"{CAMPAIGN}export.xlsx", visit_list.visits_export, name="visits_export"),
    path(f"{CAMPAIGN}new/", visits.visit_new, name="visit_new"),
    path(f"{CAMPAIGN}units/", visits.visit_units, name="visit_units"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/record/", visits.visit_record, name="visit_record"),
    path("visits/<int:pk>/problems/", supervision.problem_add, name="problem_add"),
    path("visits/problems/<int:pk>/remove/", supervision.problem_remove, name="problem_remove"),
    path("visits/problems/<int:pk>/assign/", supervision.problem_assign, name="problem_assign"),
    path("visits/<int:pk>/account/", visits.visit_account, name="visit_account"),
    path("visits/<int:pk>/finish/", visits.visit_finish, name="visit_finish"),
    path("visits/<int:pk>/drop/", visits.visit_drop, name="visit_drop"),
    path("visits/<int:pk>/signature/", visits.visit_signature, name="visit_signature"),
    path("visits/<int:pk>/work/", visit_work.visit_work, name="visit_work"),
    path("visits/<int:pk>/answers/", visit_work.visit_answer, name="visit_answer"),
    path("visits/<int:pk>/finding/", visit_work.visit_finding, name="visit_finding"),
    path("visits/<int:pk>/photos/", visit_work.visit_photo_add, name="visit_photo_add"),
    path("visits/<int:pk>/photos/<int:photo>/remove/", visit_work.visit_photo_remove, name="visit_photo_remove"),
    path("visits/photos/<int:pk>/", visit_work.visit_photo, name="visit_photo"),
    path("visits/photos/<int:pk>/small/", visit_work.visit_photo_thumbnail, name="visit_photo_thumbnail"),
]
