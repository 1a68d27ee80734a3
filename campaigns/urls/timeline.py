from django.urls import path

from campaigns.views import timeline

urlpatterns = [
    path("campaigns/<slug:slug>/timeline/", timeline.timeline, name="timeline"),
    path("campaigns/<slug:slug>/timeline/new/", timeline.timeline_new, name="timeline_new"),
    path("campaigns/<slug:slug>/timeline/<int:pk>/edit/", timeline.timeline_edit, name="timeline_edit"),
    path("campaigns/<slug:slug>/timeline/<int:pk>/happened/", timeline.timeline_happened, name="timeline_happened"),
    path("campaigns/<slug:slug>/timeline/<int:pk>/delete/", timeline.timeline_delete, name="timeline_delete"),
]
