from notifications.urls import inbox, reminder_rules

app_name = "notifications"
urlpatterns = [
    *inbox.urlpatterns,
    *reminder_rules.urlpatterns,
]
