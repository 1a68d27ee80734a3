from django.urls import path

from reports.views import screen, screen_links

HERE = "campaigns/<slug:slug>/screen/"
urlpatterns = [
    path(HERE, screen.screen, name="screen"),
    path(f"{HERE}now/", screen.screen_now, name="screen_now"),
    path(f"{HERE}link/", screen_links.screen_link, name="screen_link"),
    path(f"{HERE}link/renew/", screen_links.screen_link_renew, name="screen_link_renew"),
    path(f"{HERE}link/end/", screen_links.screen_link_end, name="screen_link_end"),
    path("screen/", screen.screen_in_hand, name="screen_in_hand"),
    path("screen/<str:token>/", screen.screen_by_link, name="screen_by_link"),
    path("screen/<str:token>/now/", screen.screen_now_by_link, name="screen_now_by_link"),
]
