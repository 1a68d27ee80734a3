from notifications.urls import deliveries, inbox, reminder_rules

app_name = "notifications"
urlpatterns = [
    *inbox.urlpatterns,
    *deliveries.urlpatterns,
    *reminder_rules.urlpatterns,
]
