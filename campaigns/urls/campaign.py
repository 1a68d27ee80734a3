from django.urls import path

from campaigns.views import campaign, clone

urlpatterns = [
    path("campaigns/", campaign.campaigns, name="campaigns"),
    path("campaigns/new/", campaign.campaign_new, name="campaign_new"),
    path("campaigns/<slug:slug>/about/", campaign.campaign_facts, name="campaign"),
    path("campaigns/<slug:slug>/edit/", campaign.campaign_edit, name="campaign_edit"),
    path("campaigns/<slug:slug>/clone/", clone.campaign_clone, name="campaign_clone"),
    path("campaigns/<slug:slug>/state/<slug:to>/", campaign.campaign_state, name="campaign_state"),
]
