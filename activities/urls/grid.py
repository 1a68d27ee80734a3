from django.urls import path

from activities.views import grid

urlpatterns = [
    path("activities/<int:pk>/grid/", grid.grid, name="grid"),
    path("activities/<int:pk>/grid/sums/", grid.sums, name="grid_sums"),
    path("activities/<int:pk>/grid/arrange/", grid.arrange, name="grid_arrange"),
    path("activities/<int:pk>/grid/totals/", grid.totals, name="grid_totals"),
    path("activities/<int:pk>/grid/<int:unit>/", grid.line, name="grid_line"),
    path("activities/<int:pk>/grid.xlsx", grid.workbook, name="grid_workbook"),
]
