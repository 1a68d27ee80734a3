from notifications.urls import channels, deliveries, inbox, reminder_rules

app_name = "notifications"
urlpatterns = [
    *channels.urlpatterns,
    *inbox.urlpatterns,
    *deliveries.urlpatterns,
    *reminder_rules.urlpatterns,
]
