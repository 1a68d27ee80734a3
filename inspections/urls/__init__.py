from inspections.urls import (
    checklists,
    deadlines,
    exposures,
    hazard,
    ledger,
    lists,
    official,
    penalties,
    reporting,
    rewards,
    rounds,
    visits,
    workbooks,
)

app_name = "inspections"
urlpatterns = [
    *checklists.urlpatterns,
    *deadlines.urlpatterns,
    *exposures.urlpatterns,
    *hazard.urlpatterns,
    *ledger.urlpatterns,
    *lists.urlpatterns,
    *official.urlpatterns,
    *penalties.urlpatterns,
    *reporting.urlpatterns,
    *rewards.urlpatterns,
    *rounds.urlpatterns,
    *visits.urlpatterns,
    *workbooks.urlpatterns,
]
