import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from campaigns.models import Campaign
from campaigns.tests.factories import CampaignFactory, EntrySetFactory
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(client, county):
    person = UserFactory(role="office", unit=UnitFactory(parent=county), name="马安")
    client.force_login(person)
    return person


def typed(**changes):
    return {
        "slug": "2027",
        "name": "Month 2027",
        "year": "2027",
        "season": "month",
        "starts_on": "2027-06-01",
        "ends_on": "2027-06-30",
        "entry_set": EntrySetFactory().pk,
        "national_edition": "26",
    } | changes


def test_a_wrong_edition_is_shown_beside_its_field_and_nothing_saved(client, office):
    answer = client.post(reverse("campaigns:campaign_new"), typed(national_edition="25"))

    assert answer.context["form"].errors["national_edition"] == [
        "The year 2027 would be national edition 26 (year − 2001), not 25."
    ]
    assert "Keep the edition numbers as typed" in answer.text
    assert not Campaign.objects.exists()


def test_a_wrong_edition_is_saved_as_typed_when_the_person_keeps_it(client, office):
    client.post(reverse("campaigns:campaign_new"), typed(national_edition="25", keep_as_typed="on"))

    assert Campaign.objects.get().national_edition == 25


def test_the_address_new_is_not_free_for_a_campaign(client, office):
    answer = client.post(reverse("campaigns:campaign_new"), typed(slug="new"))

    assert "slug" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("field", "value"),
    [("year", "10000000000"), ("ends_on", "2026-06-30"), ("name", "a\x00b"), ("slug", "a b"), ("starts_on", "soon")],
)
def test_bad_input_is_answered_at_the_field(client, office, field, value):
    answer = client.post(reverse("campaigns:campaign_new"), typed(**{field: value}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])


def test_the_second_of_two_editors_sees_both_versions(client, office, county):
    campaign = CampaignFactory(slug="2026", area=county, name="Month", theme="old")
    address = reverse("campaigns:campaign_edit", args=["2026"])
    same = {"slug": None, "name": "Month", "year": "2026", "national_edition": "25", "version": "1"}
    days = {"starts_on": "2026-06-01", "ends_on": "2026-06-30"}
    first = {key: value for key, value in typed(**same, **days).items() if value is not None}
    client.post(address, first | {"theme": "theirs"})

    answer = client.post(address, first | {"theme": "mine", "hotline": "12350"})

    differences = {row.label: (row.theirs, row.yours, row.taken_over) for row in answer.context["conflict"].differences}
    assert answer.status_code == 409
    assert differences == {"Theme": ("theirs", "mine", False), "Hotline": ("", "12350", False)}
    assert answer.context["conflict"].by == "马安"
    campaign.refresh_from_db()
    assert campaign.theme == "theirs"


def test_archived_campaigns_stand_apart_and_offer_no_button(client, office, county):
    CampaignFactory(slug="2025", area=county, state="archived")
    listed = client.get(reverse("campaigns:campaigns"))
    page = client.get(reverse("campaigns:campaign", args=["2025"]))

    assert (listed.context["current"], len(listed.context["archived"])) == ([], 1)
    assert reverse("campaigns:campaign_edit", args=["2025"]) not in page.text
