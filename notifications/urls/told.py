from django.urls import path

from notifications.views import told

urlpatterns = [
    path("told/<slug:subject>/", told.who_was_told, name="told"),
]
