from django.urls import path

from campaigns.views import committee

urlpatterns = [
    path("campaigns/<slug:slug>/committee/", committee.committee, name="committee"),
    path("campaigns/<slug:slug>/committee/new/", committee.seat_new, name="seat_new"),
    path("campaigns/<slug:slug>/committee/order/<slug:kind>/", committee.seat_order, name="seat_order"),
    path("campaigns/<slug:slug>/committee/<int:pk>/edit/", committee.seat_edit, name="seat_edit"),
    path("campaigns/<slug:slug>/committee/<int:pk>/replace/", committee.seat_replace, name="seat_replace"),
    path("campaigns/<slug:slug>/committee/<int:pk>/move/", committee.seat_move, name="seat_move"),
    path("campaigns/<slug:slug>/committee/<int:pk>/delete/", committee.seat_delete, name="seat_delete"),
]
