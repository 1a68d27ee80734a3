from django.urls import path

from reports.views import dashboard

HERE = "campaigns/<slug:slug>/dashboard/"
urlpatterns = [path(HERE, dashboard.dashboard, name="dashboard")]
