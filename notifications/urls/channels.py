from django.urls import path

from notifications.views import channels

urlpatterns = [
    path("inbox/channels/", channels.channels, name="channels"),
]
