from django.urls import path

from notifications.views import robots

urlpatterns = [
    path("messages/robots/", robots.robots, name="robots"),
    path("messages/robots/new/", robots.robot_new, name="robot_new"),
    path("messages/robots/<int:pk>/", robots.robot_edit, name="robot_edit"),
    path("messages/robots/<int:pk>/switch/", robots.robot_switch, name="robot_switch"),
    path("messages/robots/<int:pk>/remove/", robots.robot_remove, name="robot_remove"),
    path("messages/robots/<int:pk>/trial/", robots.robot_trial, name="robot_trial"),
    path("messages/hosts/new/", robots.host_new, name="host_new"),
    path("messages/hosts/<int:pk>/remove/", robots.host_remove, name="host_remove"),
]
