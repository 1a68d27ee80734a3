from django.urls import path

from notifications.views import feeds

urlpatterns = [
    path("calendar/feeds/", feeds.feeds, name="feeds"),
    path("calendar/feeds/own/", feeds.feed_make_own, name="feed_make_own"),
    path("calendar/feeds/unit/", feeds.feed_make_unit, name="feed_make_unit"),
    path("calendar/feeds/<int:pk>/renew/", feeds.feed_renew, name="feed_renew"),
    path("calendar/feeds/<int:pk>/remove/", feeds.feed_remove, name="feed_remove"),
    # core.traces keeps what looks like such an address out of the logs.
    path("calendar/<str:token>.ics", feeds.feed_file, name="feed_file"),
]
