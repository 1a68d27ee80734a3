from reports.urls import dashboard, figures, home, official_ledger, plan_paper, public, summary, tables

app_name = "reports"
urlpatterns = [
    *home.urlpatterns,
    *dashboard.urlpatterns,
    *official_ledger.urlpatterns,
    *plan_paper.urlpatterns,
    *public.urlpatterns,
    *figures.urlpatterns,
    *tables.urlpatterns,
    *summary.urlpatterns,
]
