from django.urls import path

from activities.views import review, states, urging

urlpatterns = [
    path("campaigns/<slug:slug>/activities/review/", review.queue, name="review"),
    path("campaigns/<slug:slug>/activities/review/one/", review.one, name="review_one"),
    path("activities/<int:pk>/approve/", states.approve, name="activity_approve"),
    path("activities/<int:pk>/return/", states.send_back, name="activity_return"),
    path("activities/<int:pk>/reopen/", states.reopen, name="activity_reopen"),
    path("activities/<int:pk>/urge/", urging.urge, name="activity_urge"),
    path("campaigns/<slug:slug>/activities/urge/", urging.urge_listed, name="urge_listed"),
]
