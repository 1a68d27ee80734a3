from inspections.urls import (
    exposures,
    hazard,
    ledger,
    lists,
    penalties,
    reporting,
    rewards,
    rounds,
)

app_name = "inspections"
urlpatterns = [
    *exposures.urlpatterns,
    *hazard.urlpatterns,
    *ledger.urlpatterns,
    *lists.urlpatterns,
    *penalties.urlpatterns,
    *reporting.urlpatterns,
    *rewards.urlpatterns,
    *rounds.urlpatterns,
]
