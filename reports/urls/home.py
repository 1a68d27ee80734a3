from django.urls import path

from reports.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/<slug:slug>/", home.overview, name="overview"),
    path("campaigns/<slug:slug>/units-to-help/", home.helping, name="helping"),
]
