from notifications.urls import inbox

app_name = "notifications"
urlpatterns = [
    *inbox.urlpatterns,
]
