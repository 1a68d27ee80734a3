from reports.urls import dashboard, figures, home, official_ledger, plan_paper, summary, tables

app_name = "reports"
urlpatterns = [
    *home.urlpatterns,
    *dashboard.urlpatterns,
    *official_ledger.urlpatterns,
    *plan_paper.urlpatterns,
    *figures.urlpatterns,
    *tables.urlpatterns,
    *summary.urlpatterns,
]
