from django.urls import path

from notifications.views import deliveries

urlpatterns = [
    path("messages/", deliveries.deliveries, name="deliveries"),
    path("messages/export.xlsx", deliveries.deliveries_export, name="deliveries_export"),
    path("messages/act/", deliveries.delivery_act, name="delivery_act"),
    path("messages/<int:pk>/", deliveries.delivery, name="delivery"),
]
