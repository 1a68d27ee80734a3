from django.urls import path

from reports.views import briefs

HERE = "campaigns/<slug:slug>/brief/"
urlpatterns = [
    path(HERE, briefs.briefs, name="briefs"),
    path(f"{HERE}<slug:day>/", briefs.brief, name="brief"),
]
