from django.urls import path

from inspections.views import draws, frequency, objects, rounds, teams

HERE = "campaigns/<slug:slug>/inspections/"
urlpatterns = [
    path(HERE, rounds.inspections, name="inspections"),
    path(f"{HERE}export.xlsx", rounds.rounds_export, name="rounds_export"),
    path(f"{HERE}rounds/new/", rounds.round_new, name="round_new"),
    path(f"{HERE}teams/", teams.teams, name="teams"),
    path(f"{HERE}teams/new/", teams.team_new, name="team_new"),
    path(f"{HERE}due/", frequency.due_units, name="due_units"),
    path(f"{HERE}due/export.xlsx", frequency.due_export, name="due_export"),
    path(f"{HERE}due/to-round/", frequency.due_to_round, name="due_to_round"),
    path(f"{HERE}teams/take-over/", teams.teams_take_over, name="teams_take_over"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/edit/", teams.team_edit, name="team_edit"),
    path("teams/<int:pk>/retire/", teams.team_retire, name="team_retire"),
    path("teams/<int:pk>/recall/", teams.team_recall, name="team_recall"),
    path("rounds/<int:pk>/", rounds.round, name="round"),
    path("rounds/<int:pk>/edit/", rounds.round_edit, name="round_edit"),
    path("rounds/<int:pk>/delete/", rounds.round_delete, name="round_delete"),
    path("rounds/<int:pk>/state/<slug:to>/", rounds.round_state, name="round_state"),
    path("rounds/<int:pk>/progress.xlsx", rounds.progress_export, name="progress_export"),
    path("rounds/<int:pk>/objects/", objects.objects, name="objects"),
    path("rounds/<int:pk>/objects/export.xlsx", objects.objects_export, name="objects_export"),
    path("rounds/<int:pk>/objects/add/", objects.objects_add, name="objects_add"),
    path("rounds/<int:pk>/objects/put/", objects.objects_put, name="objects_put"),
    path("rounds/<int:pk>/objects/remove/", objects.objects_remove, name="objects_remove"),
    path("rounds/<int:pk>/objects/assign/", objects.objects_assign, name="objects_assign"),
    path("rounds/<int:pk>/objects/draw/", draws.objects_draw, name="objects_draw"),
    path("rounds/<int:pk>/teams/draw/", draws.teams_draw, name="teams_draw"),
    path("draws/<int:pk>/", draws.draw, name="draw"),
]
