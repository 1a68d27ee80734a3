from django.urls import path

from safetymonth.operations import views

app_name = "operations"
urlpatterns = [
    path("operations/", views.operations, name="operations"),
    path("operations/failures/<int:pk>/seen/", views.seen, name="seen"),
]
