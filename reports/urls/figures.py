from django.urls import path

from reports.views.figures import figures_json

urlpatterns = [path("campaigns/<slug:slug>/figures.json", figures_json, name="figures_json")]
