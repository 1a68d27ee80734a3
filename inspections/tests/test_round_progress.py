from datetime import date

import pytest

from inspections.models import Visit
from inspections.selectors.duty import duties_of
from inspections.selectors.filtering import HazardFilters
from inspections.selectors.objects import narrowed_objects
from inspections.selectors.rounds import Progress, progress_by_town, progress_of_rounds, rounds_of
from inspections.tests.factories import HazardFactory, RoundFactory
from inspections.tests.rounding import finished_visit


@pytest.fixture
def row(drive):
    """All firms by the second team: one of the first town visited, with two hazards of which one is fixed."""
    row = RoundFactory(campaign=drive.campaign, teams=[drive.other_team], units=drive.firms, is_announced=False)
    visit = finished_visit(drive.firms[0], round=row, team=drive.other_team)
    for state in ("rectifying", "fixed", "duplicate"):
        facts = {"duplicate_of": HazardFactory(campaign=drive.campaign)} if state == "duplicate" else {}
        HazardFactory(campaign=drive.campaign, unit=drive.firms[0], visit=visit, state=state, **facts)
    return row


def test_progress_counts_what_is_covered_found_and_fixed(drive, row):
    total = progress_of_rounds(drive.office, [row])[row.pk]

    assert total == Progress(objects=4, covered=1, found=2, fixed=1)
    assert (total.coverage, total.fixed_rate) == (0.25, 0.5)


def test_rate_with_nothing_under_it_is_unknown():
    assert (Progress().coverage, Progress().fixed_rate) == (None, None)


def test_visit_going_on_or_of_another_round_covers_nothing(drive, row):
    other = RoundFactory(campaign=drive.campaign)
    finished_visit(drive.firms[1], round=other)
    Visit.objects.create(
        campaign=drive.campaign, round=row, unit=drive.firms[2], visited_on=date(2026, 6, 2), made_by=drive.other
    )

    assert progress_of_rounds(drive.office, [row])[row.pk].covered == 1


def test_progress_by_town_adds_up_to_the_total(drive, row):
    lines = progress_by_town(drive.office, row)

    assert [(line.unit, line.progress) for line in lines] == [
        (drive.towns[0], Progress(2, 1, 2, 1)),
        (drive.towns[1], Progress(2, 0, 0, 0)),
    ]
    assert sum((line.progress for line in lines), Progress()) == progress_of_rounds(drive.office, [row])[row.pk]


def test_numbers_of_a_town_open_its_hazards(drive, row):
    line = progress_by_town(drive.office, row)[0]

    wanted = HazardFilters(round=row, unit=drive.towns[0], states=("fixed",))
    assert line.fixed_query == wanted.query_string()


def test_department_in_a_round_stands_for_itself(drive):
    row = RoundFactory(campaign=drive.campaign, units=[drive.other.unit], kind="supervision")

    assert [line.unit for line in progress_by_town(drive.office, row)] == [drive.other.unit]


def test_rounds_are_listed_running_first(drive, row):
    over, draft = RoundFactory(campaign=drive.campaign, state="finished"), drive.round()

    assert [line.round for line in rounds_of(drive.office, drive.campaign)] == [row, draft, over]


def test_inspector_sees_the_objects_of_the_own_team_only(drive, row):
    row.teams.add(drive.team)
    row.objects_of_round.filter(unit=drive.firms[3]).update(team=drive.team)

    assert [each.unit for each in narrowed_objects(drive.inspector, row, {})] == [drive.firms[3]]
    assert progress_of_rounds(drive.inspector, [row])[row.pk].objects == 1


def test_objects_are_narrowed_by_cover_town_and_level(drive, row):
    def found(**filters):
        return [each.unit for each in narrowed_objects(drive.office, row, filters)]

    assert found() == [drive.firms[1], drive.firms[2], drive.firms[3], drive.firms[0]]
    assert found(cover="covered") == [drive.firms[0]]
    assert found(below=drive.towns[1], cover="open") == [drive.firms[2], drive.firms[3]]
    assert found(risk_level="none") == [drive.firms[3]]
    assert found(cover="no_team") == []
    assert found(q="第1") == [drive.firms[1]]


def test_duties_are_what_the_own_teams_have_not_covered(drive, row):
    sooner = RoundFactory(
        campaign=drive.campaign, teams=[drive.other_team], units=[drive.firms[3]], ends_on=date(2026, 6, 12)
    )
    drive.round(teams=[drive.other_team], units=drive.firms)

    duties = duties_of(drive.other, drive.campaign)

    assert [(each.round, each.unit) for each in duties.rows] == [
        (sooner, drive.firms[3]),
        (row, drive.firms[1]),
        (row, drive.firms[2]),
        (row, drive.firms[3]),
    ]
    assert (duties.count, duties_of(drive.inspector, drive.campaign).count) == (4, 0)
