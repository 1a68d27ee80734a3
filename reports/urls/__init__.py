from reports.urls import figures, home, plan_paper, summary, tables

app_name = "reports"
urlpatterns = [
    *home.urlpatterns,
    *plan_paper.urlpatterns,
    *figures.urlpatterns,
    *tables.urlpatterns,
    *summary.urlpatterns,
]
