from reports.urls import figures, home, official_ledger, plan_paper, summary, tables

app_name = "reports"
urlpatterns = [
    *home.urlpatterns,
    *official_ledger.urlpatterns,
    *plan_paper.urlpatterns,
    *figures.urlpatterns,
    *tables.urlpatterns,
    *summary.urlpatterns,
]
