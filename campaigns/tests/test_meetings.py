from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.models import Assignment, Meeting, Resolution
from campaigns.services.assignments import Quota
from campaigns.services.meetings import (
    add_resolution,
    assign_resolution,
    create_meeting,
    delete_meeting,
    delete_resolution,
    update_meeting,
)
from campaigns.tests.factories import CampaignFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
HELD_AT = datetime(2026, 5, 30, 1, tzinfo=UTC)


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026", area=CountyFactory())


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area), name="马安")


@pytest.fixture
def resolution(campaign):
    meeting = Meeting.objects.create(campaign=campaign, title="动员会", held_at=HELD_AT)
    return Resolution.objects.create(meeting=meeting, text="各单位报送方案")


def assign(resolution, by, **changes):
    soon = timezone.now() + timedelta(days=9)
    facts = {"title": "报送方案", "due_at": soon, "answer": "activities", "send": True, "quotas": [Quota(1)]}
    return assign_resolution(resolution, by=by, **facts | {"units": [UnitFactory()]} | changes)


def test_create_meeting_keeps_units_and_files(campaign, office):
    unit, file = UnitFactory(parent=campaign.area), SimpleUploadedFile("纪要.pdf", b"%PDF-1.4")

    meeting = create_meeting(campaign, by=office, title="动员会", held_at=HELD_AT, units_present=[unit], files=[file])

    assert (list(meeting.units_present.all()), meeting.attachments.get().name) == ([unit], "纪要.pdf")
    assert history_of(meeting)[0].by == "马安"


def test_create_meeting_is_refused_to_a_liaison(campaign):
    with pytest.raises(PermissionDenied):
        create_meeting(campaign, by=UserFactory(role="liaison", unit=campaign.area), title="x", held_at=HELD_AT)

    assert not Meeting.objects.exists()


def test_update_meeting_is_refused_on_an_older_version(resolution, office):
    update_meeting(resolution.meeting, by=office, version=1, minutes="theirs")

    with pytest.raises(EditConflict):
        update_meeting(resolution.meeting, by=office, version=1, minutes="mine")


def test_a_resolution_becomes_a_sent_assignment(resolution, office):
    assignment = assign(resolution, office)

    resolution.refresh_from_db()
    assert (resolution.assignment, assignment.state, assignment.units.count()) == (assignment, "sent", 1)


def test_a_resolution_becomes_an_assignment_only_once(resolution, office):
    assign(resolution, office)

    with pytest.raises(DomainError, match="already"):
        assign(resolution, office)

    assert Assignment.objects.count() == 1


def test_nothing_is_kept_when_the_assignment_cannot_be_sent(resolution, office):
    with pytest.raises(DomainError, match="No unit is chosen"):
        assign(resolution, office, units=[])

    resolution.refresh_from_db()
    assert (resolution.assignment, Assignment.objects.count()) == (None, 0)


def test_resolutions_keep_the_order_they_were_entered_in(resolution, office):
    add_resolution(resolution.meeting, by=office, text="second")
    add_resolution(resolution.meeting, by=office, text="third")

    texts = list(resolution.meeting.resolutions.values_list("text", flat=True))
    assert texts == ["各单位报送方案", "second", "third"]


def test_an_assigned_resolution_and_its_meeting_cannot_be_deleted(resolution, office):
    assign(resolution, office)

    with pytest.raises(DomainError, match="become an assignment"):
        delete_resolution(resolution, by=office, why="x")
    with pytest.raises(DomainError, match="minutes have to stay"):
        delete_meeting(resolution.meeting, by=office, why="x")


def test_the_short_form_stands_in_the_meetings_page(client, resolution, office):
    client.force_login(office)

    page = client.get(reverse("campaigns:resolution_assign", args=["2026", resolution.pk]))

    assert (page.context["meeting"], page.context["assign_form"]["title"].value()) == (
        resolution.meeting,
        "各单位报送方案",
    )


def test_the_short_form_keeps_what_was_typed_when_refused(client, resolution, office):
    client.force_login(office)
    typed = {"title": "kept title", "due_at": "2020-01-01T18:00", "answer": "sentence", "send": "on"}
    typed["units"] = [UnitFactory(parent=resolution.meeting.campaign.area).pk]

    page = client.post(reverse("campaigns:resolution_assign", args=["2026", resolution.pk]), typed)

    assert "kept title" in page.text
    assert page.context["assign_form"].non_field_errors() == ["The due time has already passed. Set a later one."]


def test_the_list_asks_the_same_number_of_queries_for_1_and_20(client, campaign, office):
    client.force_login(office)

    def queries_with(more):
        for _index in range(more):
            meeting = Meeting.objects.create(campaign=campaign, title="x", held_at=HELD_AT)
            Resolution.objects.create(meeting=meeting, text="x")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("campaigns:meetings", args=["2026"]))
        return len(queries)

    queries_with(0)
    assert queries_with(1) == queries_with(19)


def test_resolution_leads_only_to_an_assignment_its_reader_may_see(resolution, office, client):
    asked, other = UnitFactory(parent=resolution.meeting.campaign.area), UnitFactory(parent=office.area)
    assignment = assign(resolution, office, units=[asked])
    pages = {}
    for unit in (asked, other):
        client.force_login(UserFactory(role="liaison", unit=unit))
        pages[unit] = client.get(resolution.meeting.get_absolute_url()).content.decode()

    link = f'href="{assignment.get_absolute_url()}"'
    assert (link in pages[asked], link in pages[other]) == (True, False)
    assert "报送方案" in pages[other]
