from campaigns.urls import (
    assignments,
    calendar,
    campaign,
    committee,
    instructions,
    meetings,
    notices,
    plan,
    taxonomy,
    timeline,
)

app_name = "campaigns"
urlpatterns = [
    *taxonomy.urlpatterns,
    *calendar.urlpatterns,
    *campaign.urlpatterns,
    *plan.urlpatterns,
    *timeline.urlpatterns,
    *committee.urlpatterns,
    *notices.urlpatterns,
    *assignments.urlpatterns,
    *instructions.urlpatterns,
    *meetings.urlpatterns,
]
