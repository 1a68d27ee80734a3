from django.urls import path

from campaigns.views import calendar

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar_year, name="calendar_year"),
    path("calendar/<int:year>/edit/", calendar.calendar_year_edit, name="calendar_year_edit"),
    path("calendar/<int:year>/days/new/", calendar.calendar_days_new, name="calendar_days_new"),
    path("calendar/days/<int:pk>/edit/", calendar.calendar_day_edit, name="calendar_day_edit"),
    path("calendar/days/<int:pk>/remove/", calendar.calendar_day_remove, name="calendar_day_remove"),
]
