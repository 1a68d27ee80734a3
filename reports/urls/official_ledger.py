from django.urls import path

from reports.views import official_ledger

urlpatterns = [path("campaigns/<slug:slug>/hazards/ledger.pdf", official_ledger.official_pdf, name="official_pdf")]
