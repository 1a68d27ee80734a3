"""What everybody reads, and where the office decides about it."""

from django.urls import path

from reports.views import public, public_page

EVERYBODY = "public/<slug:slug>/"
OFFICE = "campaigns/<slug:slug>/public/"
NEWS = f"{OFFICE}news/"
urlpatterns = [
    path(EVERYBODY, public.front, name="front"),
    path(f"{EVERYBODY}news/", public.news, name="public_news"),
    path(f"{EVERYBODY}news/<int:pk>/", public.news_item, name="public_news_item"),
    path(f"{EVERYBODY}cases/", public.cases, name="public_cases"),
    path(f"{EVERYBODY}cases/<int:pk>/", public.case, name="public_case"),
    path(f"{EVERYBODY}cases/photos/<int:pk>/", public.case_photo, name="public_case_photo"),
    path(f"{EVERYBODY}cases/photos/<int:pk>/thumbnail/", public.case_thumbnail, name="public_case_thumbnail"),
    path(OFFICE, public_page.public_page, name="public_page"),
    path(f"{OFFICE}activities/", public_page.activities_switch, name="public_activities"),
    path(f"{OFFICE}activities/<int:pk>/", public_page.activity_switch, name="public_activity"),
    path(f"{OFFICE}figures/release/", public_page.figure_release, name="figure_release"),
    path(f"{OFFICE}figures/<int:pk>/take-back/", public_page.figure_take_back, name="figure_take_back"),
    path(NEWS, public_page.news, name="news"),
    path(f"{NEWS}new/", public_page.news_new, name="news_new"),
    path(f"{NEWS}<int:pk>/", public_page.news_item, name="news_item"),
    path(f"{NEWS}<int:pk>/edit/", public_page.news_edit, name="news_edit"),
    path(f"{NEWS}<int:pk>/publish/", public_page.news_publish, name="news_publish"),
    path(f"{NEWS}<int:pk>/withdraw/", public_page.news_withdraw, name="news_withdraw"),
]
