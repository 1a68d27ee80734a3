import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Post
from accounts.tests.factories import PostFactory, UserFactory
from core.draws import drawn_order
from core.errors import DomainError
from inspections import rules
from inspections.models import Draw, TeamMember
from inspections.selectors.draws import is_right, lots_of
from inspections.services.lots import draw_objects, draw_teams
from inspections.services.objects import assign_objects
from inspections.tests.factories import RoundFactory, TeamFactory
from units.tests.factories import UnitFactory


def takers(row):
    return dict(row.objects_of_round.values_list("unit", "team"))


def drawn_round(drive, **facts):
    row = drive.round(**facts)
    for firm in drive.firms:
        row.objects_of_round.create(unit=firm)
    return row


def test_draw_objects_takes_the_first_of_the_drawn_order(drive):
    row = drive.round()
    keys = [firm.pk for firm in drive.firms]

    (draw,) = draw_objects(row, drive.firms, by=drive.office, count=2, seed="ab")

    assert (draw.seed, draw.pool, draw.picked) == ("ab", sorted(keys), drawn_order("ab", keys)[:2])
    assert set(row.objects_of_round.values_list("unit", "draw")) == {(pk, draw.pk) for pk in draw.picked}
    assert is_right(draw)


def test_draw_objects_of_each_industry_keeps_a_draw_for_each(drive):
    row = drive.round()

    draws = draw_objects(row, drive.firms, by=drive.office, count=1, of_each_industry=True)

    assert {draw.industry.code: len(draw.picked) for draw in draws} == {"coal_mine": 1, "construction": 1}
    assert row.objects_of_round.count() == 2


def test_draw_objects_leaves_out_what_the_round_goes_to(drive):
    row = drive.round(units=drive.firms[:3])

    (draw,) = draw_objects(row, drive.firms, by=drive.office, count=5)

    assert draw.pool == [drive.firms[3].pk]
    with pytest.raises(DomainError):
        draw_objects(row, drive.firms, by=drive.office, count=5)


def test_draw_teams_gives_each_object_one_team_and_nobody_the_own_unit(drive):
    row = drawn_round(drive)

    draw = draw_teams(row, by=drive.office)

    assert takers(row) == {
        drive.firms[0].pk: drive.other_team.pk,
        drive.firms[1].pk: drive.other_team.pk,
        drive.firms[2].pk: drive.team.pk,
        drive.firms[3].pk: drive.team.pk,
    }
    assert is_right(draw)


def test_draw_teams_comes_out_the_same_from_its_seed(drive):
    first, second = drawn_round(drive, name="A"), drawn_round(drive, name="B")

    draw_teams(first, by=drive.office, seed="77")
    draw_teams(second, by=drive.office, seed="77")

    assert takers(first) == takers(second)


def test_draw_teams_leaves_what_has_a_team(drive):
    row = drawn_round(drive)
    given = row.objects_of_round.get(unit=drive.firms[3])
    assign_objects(row, {given.pk: drive.other_team.pk}, by=drive.office)

    draw = draw_teams(row, by=drive.office)

    given.refresh_from_db()
    assert (given.team, given.draw) == (drive.other_team, None)
    assert sorted(draw.pool["teams"]) == sorted([[drive.team.pk, 0], [drive.other_team.pk, 1]])


def test_draw_teams_leaves_an_object_that_nobody_may_visit(drive):
    row = drawn_round(drive, teams=[drive.team])

    draw = draw_teams(row, by=drive.office)

    assert takers(row)[drive.firms[0].pk] is None
    assert [unit for unit, _team in draw.picked] == [drive.firms[2].pk, drive.firms[3].pk]


def test_draw_without_a_team_is_refused(drive):
    with pytest.raises(DomainError):
        draw_teams(drawn_round(drive, teams=[]), by=drive.office)


@pytest.mark.parametrize("act", [draw_teams, lambda row, by: draw_objects(row, [], by=by, count=1)])
def test_only_the_office_draws(drive, act):
    row = drawn_round(drive)

    with pytest.raises(PermissionDenied):
        act(row, by=drive.inspector)

    assert Draw.objects.count() == 0


def test_changed_draw_is_found_out(drive):
    draw = draw_teams(drawn_round(drive), by=drive.office)
    draw.picked[0][1], draw.picked[2][1] = draw.picked[2][1], draw.picked[0][1]

    assert not is_right(draw)


def test_lots_name_what_was_changed_by_hand_since(drive):
    row = drawn_round(drive)
    draw = draw_teams(row, by=drive.office)
    one = row.objects_of_round.get(unit=drive.firms[2])
    assign_objects(row, {one.pk: drive.other_team.pk}, by=drive.office)

    changed = {lot.unit: (lot.team, lot.now) for lot in lots_of(draw, drive.office) if lot.now is not None}

    assert changed == {drive.firms[2]: (drive.team.name, drive.other_team.name)}


def test_lots_stand_in_the_order_they_were_dealt_in(drive):
    draw = draw_teams(drawn_round(drive), by=drive.office, seed="3")

    barred = drawn_order("3", [firm.pk for firm in drive.firms[:2]])
    free = drawn_order("3", [firm.pk for firm in drive.firms[2:]])
    assert [lot.key for lot in lots_of(draw, drive.office)] == [*barred, *free]


def test_post_taken_later_bars_its_unit_too(drive):
    """The unit noted with the member is of the day they joined."""
    PostFactory(person=drive.other, role="liaison", unit=drive.towns[1])
    row = drawn_round(drive)

    draw_teams(row, by=drive.office)

    assert takers(row)[drive.firms[2].pk] == drive.team.pk
    assert Post.objects.filter(person=drive.other).count() == 2


def test_unit_of_an_expert_is_barred(drive):
    team = TeamFactory(campaign=drive.campaign)
    TeamMember.objects.create(team=team, name="Wang", unit=drive.firms[2], is_expert=True)
    row = RoundFactory(campaign=drive.campaign, teams=[team], state="draft")
    row.objects_of_round.create(unit=drive.firms[2])

    assert draw_teams(row, by=drive.office).picked == []


def test_nobody_inspects_the_own_unit_or_one_below(drive):
    area, town, firm = drive.campaign.area, drive.towns[0], drive.firms[0]

    assert rules.is_barred(firm, {town.path}, area)
    assert rules.is_barred(town, {town.path}, area)
    assert not rules.is_barred(town, {firm.path}, area)
    assert not rules.is_barred(drive.firms[2], {town.path}, area)


def test_head_of_the_area_may_inspect_what_lies_below_it(drive):
    area = drive.campaign.area
    above = UserFactory(role="leader", unit=UnitFactory()).unit

    assert not rules.is_barred(drive.firms[0], {area.path}, area)
    assert rules.is_barred(area, {area.path}, area)
    assert not rules.is_barred(area, {above.path}, area)
