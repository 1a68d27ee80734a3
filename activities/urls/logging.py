from django.urls import path

from activities.views import activity, logging, states

urlpatterns = [
    path("campaigns/<slug:slug>/activities/new/", logging.log, name="log"),
    path("campaigns/<slug:slug>/activities/partners/", logging.partners, name="partners"),
    path("campaigns/<slug:slug>/activities/<int:pk>/", activity.activity_in_campaign, name="activity_in_campaign"),
    path("activities/<int:pk>/", activity.activity, name="activity"),
    path("activities/<int:pk>/edit/", logging.edit, name="activity_edit"),
    path("activities/<int:pk>/remark/", activity.remark, name="activity_remark"),
    path("activities/<int:pk>/submit/", states.submit, name="activity_submit"),
    path("activities/<int:pk>/withdraw/", states.withdraw, name="activity_withdraw"),
    path("activities/<int:pk>/resume/", states.resume, name="activity_resume"),
]
