from inspections.urls import exposures, ledger, penalties, rewards

app_name = "inspections"
urlpatterns = [*ledger.urlpatterns, *exposures.urlpatterns, *penalties.urlpatterns, *rewards.urlpatterns]
