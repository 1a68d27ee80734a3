"""Figures and tables against a plain count over random records."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.tests.factories import UserFactory
from activities.selectors.filtering import ActivityFilters
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Linkage
from campaigns.tests.factories import CampaignFactory
from core.figures import Figure, Qualifier, total
from reports.selectors.figures import View, figures
from reports.selectors.tables import month_table
from tests.drawn import each_example_alone, examples
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

KINDS, LINKAGES = ["drill", "entry", "consulting"], ["media", "society"]
FIRST = date(2026, 6, 1)


@dataclass
class Plain:
    """One activity as drawn; `unit` and `guests` are positions in the list of units."""

    unit: int
    guests: set[int]
    kind: str
    linkages: set[str]
    day: int
    state: str
    materials: Figure | None
    pk: int = field(default=0)


figures_drawn = st.one_of(
    st.none(),
    st.just(Figure(None)),
    st.builds(Figure, st.integers(0, 10**12 - 1), st.sampled_from(list(Qualifier))),
)
activities_drawn = st.lists(
    st.builds(
        Plain,
        unit=st.integers(0, 4),
        guests=st.sets(st.integers(0, 4), max_size=3),
        kind=st.sampled_from(KINDS),
        linkages=st.sets(st.sampled_from(LINKAGES)),
        day=st.integers(0, 3),
        state=st.sampled_from(["approved", "approved", "submitted", "returned"]),
        materials=figures_drawn,
    ),
    max_size=12,
)
# Units 0 and 1 are towns, 2 and 3 villages of 0, 4 a village of 1.
BELOW = {0: {0, 2, 3}, 1: {1, 4}, 2: {2}, 3: {3}, 4: {4}}


def save(drawn):
    """The drawn activities as records, with the units they use."""
    campaign, person = CampaignFactory(), UserFactory()
    towns = [UnitFactory(parent=campaign.area) for _ in range(2)]
    units = towns + [UnitFactory(parent=towns[0]), UnitFactory(parent=towns[0]), UnitFactory(parent=towns[1])]
    linkages = {row.code: row for row in Linkage.objects.all()}
    kinds = {row.code: row for row in ActivityKind.objects.all()}
    for plain in drawn:
        plain.guests = plain.guests - {plain.unit}
        said = {} if plain.materials is None else {"materials": (plain.materials.value, plain.materials.qualifier)}
        activity = ActivityFactory(
            campaign=campaign,
            unit=units[plain.unit],
            kind=kinds[plain.kind],
            starts_on=FIRST + timedelta(days=plain.day),
            state=plain.state,
            created_by=person,
            figures=said,
        )
        activity.co_organisers.set([units[guest] for guest in plain.guests])
        activity.linkages.set([linkages[code] for code in plain.linkages])
        plain.pk = activity.pk
    return campaign, units


def plain_sum(drawn):
    return total([plain.materials for plain in drawn if plain.materials is not None]).figure


some = settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@some
@given(drawn=activities_drawn, unit=st.integers(0, 4), day=st.integers(0, 3), kind=st.sampled_from(KINDS))
@each_example_alone
def test_figures_equal_a_plain_count_under_any_filter(drawn, unit, day, kind):
    campaign, units = save(drawn)
    approved = [plain for plain in drawn if plain.state == "approved"]
    looks = [
        (ActivityFilters(), approved),
        (ActivityFilters(unit=units[unit]), [row for row in approved if ({row.unit} | row.guests) & BELOW[unit]]),
        (ActivityFilters(day_from=FIRST + timedelta(days=day)), [row for row in approved if row.day >= day]),
        (ActivityFilters(kinds=(ActivityKind.objects.get(code=kind),)), [row for row in approved if row.kind == kind]),
        (
            ActivityFilters(linkages=tuple(Linkage.objects.filter(code__in=LINKAGES))),
            [row for row in approved if row.linkages],
        ),
        (
            ActivityFilters(states=("approved", "submitted")),
            [row for row in drawn if row.state in ("approved", "submitted")],
        ),
    ]
    for filters, expected in looks:
        view = View(campaign, filters)
        lines = {line.code: line.figure for line in figures(view, ["materials", "activities", "units_active"])}

        assert lines["materials"] == plain_sum(expected)
        assert lines["activities"] == Figure(len(expected))
        assert lines["units_active"] == Figure(len(set().union(*({row.unit} | row.guests for row in expected), set())))


@some
@given(drawn=activities_drawn)
@each_example_alone
def test_tables_equal_a_plain_count_in_every_row(drawn):
    campaign, units = save(drawn)
    approved = [plain for plain in drawn if plain.state == "approved"]
    view = View(campaign)
    expected = {
        "unit": {
            units[town].name: [row for row in approved if ({row.unit} | row.guests) & BELOW[town]] for town in (0, 1)
        },
        "kind": {
            ActivityKind.objects.get(code=code).name: [row for row in approved if row.kind == code] for code in KINDS
        },
        "linkage": {
            Linkage.objects.get(code=code).name: [row for row in approved if code in row.linkages] for code in LINKAGES
        },
    }
    for by, rows in expected.items():
        table = month_table(view, by, ["materials"])
        found = {line.label: [cell.figure for cell in line.cells] for line in table.lines}

        assert found == {name: [Figure(len(some)), plain_sum(some)] for name, some in rows.items() if some}
        assert [cell.figure for cell in table.total] == [Figure(len(approved)), plain_sum(approved)]
