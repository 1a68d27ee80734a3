from inspections.urls import (
    exposures,
    hazard,
    ledger,
    penalties,
    reporting,
    rewards,
    rounds,
)

app_name = "inspections"
urlpatterns = [
    *ledger.urlpatterns,
    *hazard.urlpatterns,
    *exposures.urlpatterns,
    *penalties.urlpatterns,
    *reporting.urlpatterns,
    *rewards.urlpatterns,
    *rounds.urlpatterns,
]
