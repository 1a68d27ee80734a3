from django.urls import path

from reports.views import dashboard, dashboard_files, dashboard_picks, dashboard_urging

HERE = "campaigns/<slug:slug>/dashboard/"
urlpatterns = [
    path(HERE, dashboard.dashboard, name="dashboard"),
    path(f"{HERE}decisions/", dashboard.dashboard_decisions, name="dashboard_decisions"),
    path(f"{HERE}figures/", dashboard_picks.dashboard_picks, name="dashboard_picks"),
    path(f"{HERE}export.xlsx", dashboard_files.dashboard_export, name="dashboard_export"),
    path(f"{HERE}urge/<slug:what>/", dashboard_urging.dashboard_urge, name="dashboard_urge"),
    path(f"{HERE}<slug:chart>.<slug:form>", dashboard_files.dashboard_chart, name="dashboard_chart"),
]
