from django.urls import path

from campaigns.views import meetings

urlpatterns = [
    path("campaigns/<slug:slug>/meetings/", meetings.meetings, name="meetings"),
    path("campaigns/<slug:slug>/meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("campaigns/<slug:slug>/meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("campaigns/<slug:slug>/meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("campaigns/<slug:slug>/meetings/<int:pk>/delete/", meetings.meeting_delete, name="meeting_delete"),
    path("campaigns/<slug:slug>/resolutions/<int:pk>/edit/", meetings.resolution_edit, name="resolution_edit"),
    path("campaigns/<slug:slug>/resolutions/<int:pk>/delete/", meetings.resolution_delete, name="resolution_delete"),
    path("campaigns/<slug:slug>/resolutions/<int:pk>/assign/", meetings.resolution_assign, name="resolution_assign"),
]
