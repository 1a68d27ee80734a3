from reports.urls import briefs, dashboard, figures, home, official_ledger, plan_paper, public, screen, summary, tables

app_name = "reports"
urlpatterns = [
    *briefs.urlpatterns,
    *home.urlpatterns,
    *dashboard.urlpatterns,
    *screen.urlpatterns,
    *official_ledger.urlpatterns,
    *plan_paper.urlpatterns,
    *public.urlpatterns,
    *figures.urlpatterns,
    *tables.urlpatterns,
    *summary.urlpatterns,
]
