"""The public page: everybody reads it while the campaign runs; only its office decides what stands there."""

from datetime import date

from activities.tests.factories import ActivityFactory
from reports.services.public import release_figure, write_news
from tests.inspection_records import exposure, exposure_photo
from tests.permissions import Place
from tests.world import Row

EVERYBODY = {"public": 200, "*": 200}
OFFICE = {"office": 200, "foreign_office": 404, "*": 403}
ACT = OFFICE | {"office": 302}


def rows(world):
    office, slug = world.people["office"], world.campaign.slug
    facts = {"title": "News", "text": "Words", "dated_on": date(2026, 6, 1)}
    item = write_news(world.campaign, by=office, publish=True, **facts)
    released = release_figure(world.campaign, by=office, code="activities", is_live=True)
    place = Place(world.unit, world.campaign, office, None)
    case = exposure(place, state="published")
    photo = exposure_photo(place)
    return [*everybody(slug, item, case, photo), *deciding(world, slug, released), *news(slug, item)]


def everybody(slug, item, case, photo):
    return [
        Row("reports:front", (slug,), EVERYBODY),
        Row("reports:public_news", (slug,), EVERYBODY),
        Row("reports:public_news_item", (slug, item.pk), EVERYBODY),
        Row("reports:public_cases", (slug,), EVERYBODY),
        Row("reports:public_case", (slug, case.pk), EVERYBODY),
        # Of an exposure that is not published; of one that is the app's own tests ask.
        Row("reports:public_case_photo", (slug, photo.pk), {"public": 404, "*": 404}),
        Row("reports:public_case_thumbnail", (slug, photo.pk), {"public": 404, "*": 404}),
    ]


def deciding(world, slug, released):
    activity = ActivityFactory(campaign=world.campaign, unit=world.unit, starts_on=date(2020, 1, 1))
    return [
        Row("reports:public_page", (slug,), OFFICE),
        Row("reports:public_activities", (slug,), ACT, "post", {"shows": "yes"}),
        # Not of this week, so there is nothing to leave out.
        Row("reports:public_activity", (slug, activity.pk), OFFICE | {"office": 404}, "post"),
        Row("reports:figure_release", (slug,), OFFICE),
        Row("reports:figure_take_back", (slug, released.pk), OFFICE),
    ]


def news(slug, item):
    one = (slug, item.pk)
    return [
        Row("reports:news", (slug,), OFFICE),
        Row("reports:news_new", (slug,), OFFICE),
        Row("reports:news_item", one, OFFICE),
        Row("reports:news_edit", one, OFFICE),
        # Published already: the office is told so and sent back.
        Row("reports:news_publish", one, ACT, "post"),
        Row("reports:news_withdraw", one, OFFICE),
    ]
