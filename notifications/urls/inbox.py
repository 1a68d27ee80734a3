from django.urls import path

from notifications.views import inbox

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/unread/", inbox.unread, name="unread"),
    path("inbox/read/", inbox.mark_read, name="mark_read"),
    path("inbox/<int:pk>/", inbox.open_message, name="open"),
]
