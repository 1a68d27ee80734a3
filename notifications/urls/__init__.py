from notifications.urls import channels, deliveries, feeds, inbox, reminder_rules, robots, told

app_name = "notifications"
urlpatterns = [
    *channels.urlpatterns,
    *deliveries.urlpatterns,
    *feeds.urlpatterns,
    *inbox.urlpatterns,
    *reminder_rules.urlpatterns,
    *robots.urlpatterns,
    *told.urlpatterns,
]
