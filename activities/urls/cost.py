from django.urls import path

from activities.views import cost

urlpatterns = [
    path("campaigns/<slug:slug>/assignments/<int:pk>/cost/", cost.assignment_cost, name="assignment_cost"),
]
