import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import UserFactory
from campaigns.models import ActivityKind, Indicator, Linkage
from campaigns.services.taxonomy import add_row, move_row, order_rows, set_retired, update_row
from campaigns.taxonomies import load_taxonomies
from core.errors import DomainError
from units.models import Industry

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return UserFactory(role="office")


def codes():
    return list(Linkage.objects.in_use().values_list("code", flat=True))


def test_a_new_row_comes_last_with_a_code_of_its_english_name(office):
    row = add_row(Linkage, by=office, name_zh="军地联动", name_en="Army and place")

    assert (row.code, codes()[-1]) == ("army_and_place", "army_and_place")


def test_a_code_that_is_taken_gets_a_number(office):
    row = add_row(Linkage, by=office, name_zh="媒体", name_en="Media")

    assert row.code == "media_2"


def test_a_renamed_row_keeps_its_code(office):
    row = update_row(Linkage.objects.get(code="media"), by=office, name_zh="传媒联动", name_en="Press")

    assert (row.code, row.name_en) == ("media", "Press")


def test_a_retired_row_is_offered_no_more_and_still_there(office):
    set_retired(Linkage.objects.get(code="media"), by=office, retired=True)

    assert ("media" in codes(), Linkage.objects.filter(code="media").exists()) == (False, True)


def test_a_new_portal_has_the_industries_of_a_county_register():
    names = dict(Industry.objects.values_list("code", "name_zh"))

    assert len(names) == 18
    assert (names["hazardous_chemicals"], names["coal_mine"], names["other"]) == ("危险化学品", "煤矿", "其他行业")


def test_lists_are_loaded_where_the_model_does_not_yet_exist():
    """A migration of the first day knows nothing of industries."""

    def get_model(app, name):
        if name == "Industry":
            raise LookupError
        return apps.get_model(app, name)

    Linkage.objects.get(code="media").delete()
    Industry.objects.get(code="gas").delete()

    load_taxonomies(get_model)

    assert (Linkage.objects.filter(code="media").exists(), Industry.objects.filter(code="gas").exists()) == (
        True,
        False,
    )


def test_the_office_adds_an_industry(client, office):
    client.force_login(office)

    client.post(reverse("campaigns:taxonomy_new", args=["industries"]), {"name_zh": "渔业", "name_en": "Fishery"})

    assert Industry.objects.in_use().last().code == "fishery"


def test_order_rows_sets_the_order(office):
    keys = list(Linkage.objects.in_use().values_list("pk", flat=True))

    order_rows(Linkage, by=office, ids=keys[::-1])

    assert list(Linkage.objects.in_use().values_list("pk", flat=True)) == keys[::-1]


def test_order_rows_refuses_a_list_that_misses_one(office):
    with pytest.raises(DomainError, match="changed in the meantime"):
        order_rows(Linkage, by=office, ids=[Linkage.objects.get(code="media").pk])


def test_move_row_goes_one_place_up(office):
    before = codes()

    move_row(Linkage.objects.get(code=before[1]), by=office, steps=-1)

    assert codes() == [before[1], before[0], *before[2:]]


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector"])
def test_lists_are_kept_by_office_and_administrator_only(role):
    row = Linkage.objects.get(code="media")

    with pytest.raises(PermissionDenied):
        update_row(row, by=UserFactory(role=role), name_zh="x", name_en="x")

    row.refresh_from_db()
    assert row.name_en == "Media"


def test_the_numbers_beside_indicators_say_what_a_kind_asks(client, office):
    client.force_login(office)
    drill = ActivityKind.objects.get(code="drill")
    typed = {"name_zh": "应急演练", "name_en": "Emergency drill", "place_vehicles": "1", "place_drills": "2"}

    client.post(reverse("campaigns:taxonomy_edit", args=["activity-kinds", drill.pk]), typed)

    asked = drill.kindindicator_set.values_list("indicator__code", "position")
    assert list(asked) == [("vehicles", 1), ("drills", 2)]


def test_a_retired_indicator_stays_with_the_kinds_that_ask_it(client, office):
    client.force_login(office)
    Indicator.objects.filter(code="vehicles").update(retired=True)
    drill = ActivityKind.objects.get(code="drill")
    typed = {"name_zh": "应急演练", "name_en": "Emergency drill", "place_drills": "1"}

    client.post(reverse("campaigns:taxonomy_edit", args=["activity-kinds", drill.pk]), typed)

    asked = set(drill.kindindicator_set.values_list("indicator__code", flat=True))
    assert asked == {"vehicles", "drills"}


def test_an_empty_name_is_answered_at_its_field(client, office):
    client.force_login(office)

    answer = client.post(reverse("campaigns:taxonomy_new", args=["linkages"]), {"name_zh": "", "name_en": "x"})

    assert list(answer.context["form"].errors) == ["name_zh"]


def test_the_list_asks_the_same_number_of_queries_whatever_its_length(client, office):
    client.force_login(office)

    def queries_with(more):
        for number in range(more):
            add_row(ActivityKind, by=office, name_zh=f"第{number}类", name_en=f"Kind {number}")
        address = reverse("campaigns:taxonomy", args=["activity-kinds"])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    assert queries_with(0) == queries_with(20)
