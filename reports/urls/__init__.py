from reports.urls import figures, home, summary, tables

app_name = "reports"
urlpatterns = [*home.urlpatterns, *figures.urlpatterns, *tables.urlpatterns, *summary.urlpatterns]
