"""Addresses. Each app gives whole paths, since pages of several apps live below /campaigns/<slug>/."""

from django.contrib import admin
from django.urls import include, path

from safetymonth import health

urlpatterns = [
    path("", include("activities.urls")),
    path("", include("inspections.urls")),
    path("", include("campaigns.urls")),
    path("", include("notifications.urls")),
    path("", include("units.urls")),
    path("", include("safetymonth.operations.urls")),
    # Last: its /campaigns/<slug>/ would take /campaigns/new/ for a campaign.
    path("", include("reports.urls")),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "safetymonth.unavailable.server_error"
