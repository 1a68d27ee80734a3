from activities.urls import cost, grid, lists, logging, photos, review, workbooks

app_name = "activities"
urlpatterns = [
    *workbooks.urlpatterns,
    *review.urlpatterns,
    *lists.urlpatterns,
    *logging.urlpatterns,
    *grid.urlpatterns,
    *cost.urlpatterns,
    *photos.urlpatterns,
]
