"""What everybody may read of a ledger, and that nobody is found out by it."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.history import history_of
from inspections.models import HazardCategory, LedgerBoard
from inspections.selectors.board import board_of
from inspections.services.board import open_board
from inspections.tests.factories import HazardFactory
from units.tests.factories import UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 6, 14)


@pytest.fixture
def towns(ledger):
    kind = UnitKindFactory(code="town")
    return [UnitFactory(name=name, kind=kind, parent=ledger.campaign.area) for name in ("柳湾镇", "东岭镇")]


def add(ledger, number, unit, **facts):
    facts = {"state": "fixed", "reported_on": SUNDAY, "category": HazardCategory.objects.get(code="fire")} | facts
    for _time in range(number):
        HazardFactory(campaign=ledger.campaign, unit=unit, **facts)


def told(ledger, today=SUNDAY + timedelta(3)):
    return [{name: cell.text for name, cell in part.lines} for part in board_of(ledger.campaign, today).parts]


def test_one_report_in_a_unit_is_fewer_than_five(ledger, towns):
    """T3: nobody learns that there was one, nor that there was none elsewhere."""
    add(ledger, 1, UnitFactory(name="张氏五金店", parent=towns[0]))

    by_town, by_category, by_outcome = told(ledger)

    assert by_town == {"柳湾镇": "<5", "东岭镇": "<5", "Elsewhere": "<5"}
    assert set(by_category.values()) == set(by_outcome.values()) == {"<5"}


def test_units_below_a_town_count_as_the_town_and_others_as_elsewhere(ledger, towns):
    add(ledger, 6, UnitFactory(parent=UnitFactory(parent=towns[0])))
    add(ledger, 7, towns[1])
    add(ledger, 8, ledger.unit)

    add(ledger, 9, None, state="accepted")

    assert told(ledger)[0] == {"柳湾镇": "—", "东岭镇": "7", "Elsewhere": "17"}


def test_sums_dont_give_a_small_cell_away(ledger, towns):
    add(ledger, 20, towns[0])
    add(ledger, 7, towns[1], category=HazardCategory.objects.get(code="gas"))
    add(ledger, 2, None, state="accepted")

    by_town, by_category, by_outcome = told(ledger)

    assert by_town == {"柳湾镇": "20", "东岭镇": "—", "Elsewhere": "<5"}
    assert (by_category["Fire"], by_category["Gas"], by_category["Mines"]) == ("22", "—", "<5")
    assert by_outcome == {"Fixed": "—", "Closed without a fix": "<5", "Being worked on": "<5"}


def test_reports_nobody_has_looked_at_and_this_weeks_are_not_counted(ledger, towns):
    add(ledger, 6, towns[0])
    add(ledger, 6, towns[0], state="reported")
    add(ledger, 6, towns[0], state="rejected")
    add(ledger, 6, towns[1], reported_on=SUNDAY + timedelta(1))

    assert told(ledger)[0] == {"柳湾镇": "—", "东岭镇": "<5", "Elsewhere": "<5"}


@pytest.mark.parametrize("days", [1, 2, 6, 7])
def test_board_ends_on_the_last_sunday_that_is_over(ledger, days):
    assert board_of(ledger.campaign, SUNDAY + timedelta(days)).until == SUNDAY


@pytest.fixture
def public(ledger):
    return open_board(ledger.campaign, by=ledger.office, is_public=True)


def test_board_is_read_without_signing_in_and_leaves_no_cookie(ledger, towns, public, client):
    add(ledger, 1, towns[0], reported_on=timezone.localdate() - timedelta(30))

    answer = client.get("/board/2026/")

    text = re.sub(r"\s+", " ", answer.content.decode())
    assert (answer.status_code, dict(answer.cookies), "csrfmiddlewaretoken" in text) == (200, {}, False)
    assert '<th scope="row">柳湾镇</th><td class="num">&lt;5</td>' in text


def test_board_that_the_office_doesnt_show_does_not_exist(ledger, client):
    assert client.get("/board/2026/").status_code == 404


def test_board_ends_with_the_campaign(ledger, public, client):
    ledger.campaign.state = "archived"
    ledger.campaign.save()

    assert client.get("/board/2026/").status_code == 404


def test_office_shows_the_board_and_takes_it_off(ledger, client):
    client.force_login(ledger.office)
    here = "/campaigns/2026/hazards/board/"

    client.post(here, {"is_public": "yes"})
    shown = LedgerBoard.objects.get().is_public
    client.post(here, {"is_public": "no"})

    assert (shown, LedgerBoard.objects.get().is_public) == (True, False)
    assert {entry.by for entry in history_of(LedgerBoard.objects.get())} == {"Officer"}


def test_only_the_office_shows_the_board(ledger):
    with pytest.raises(PermissionDenied):
        open_board(ledger.campaign, by=ledger.liaison, is_public=True)

    assert not LedgerBoard.objects.exists()
