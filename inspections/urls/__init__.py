from inspections.urls import (
    exposures,
    ledger,
    penalties,
    reporting,
    rewards,
)

app_name = "inspections"
urlpatterns = [
    *ledger.urlpatterns,
    *exposures.urlpatterns,
    *penalties.urlpatterns,
    *reporting.urlpatterns,
    *rewards.urlpatterns,
]
