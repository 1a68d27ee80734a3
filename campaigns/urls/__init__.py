from campaigns.urls import assignments, calendar, campaign, committee, meetings, notices, plan, taxonomy, timeline

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
    *meetings.urlpatterns,
]
