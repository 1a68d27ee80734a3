from django.urls import path

from inspections.views import following, reporting

urlpatterns = [
    path("report/", reporting.report, name="report"),
    path("report/photos/", reporting.photos, name="report_photos"),
    path("report/follow/", following.follow, name="report_follow"),
]
