from django.urls import path

from activities.views import lists

urlpatterns = [
    path("campaigns/<slug:slug>/activities/", lists.activities, name="activities"),
]
