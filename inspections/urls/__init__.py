from inspections.urls import ledger

app_name = "inspections"
urlpatterns = [*ledger.urlpatterns]
