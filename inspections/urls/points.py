from django.urls import path

from inspections.views import points

urlpatterns = [
    path("campaigns/<slug:slug>/report-codes/", points.points, name="points"),
    path("campaigns/<slug:slug>/report-codes/new/", points.point_new, name="point_new"),
    path("campaigns/<slug:slug>/report-codes/area/", points.area_poster, name="area_poster"),
    path("report-codes/<int:pk>/", points.point_poster, name="point_poster"),
    path("report-codes/<int:pk>/qr.png", points.point_picture, name="point_picture"),
    path("report-codes/<int:pk>/state/", points.point_state, name="point_state"),
]
