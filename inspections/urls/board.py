from django.urls import path

from inspections.views import board

urlpatterns = [
    path("board/<slug:slug>/", board.board, name="board"),
    path("campaigns/<slug:slug>/hazards/board/", board.board_switch, name="board_switch"),
]
