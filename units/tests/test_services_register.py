from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import translation

from accounts.tests.factories import UserFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from units.models import Unit
from units.services import moving, register
from units.tests.factories import CountyFactory, IndustryFactory, UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=county)


def test_create_unit_keeps_path_and_search_keys(office, county):
    unit = register.create_unit(by=office, name="县教育局", kind=UnitKindFactory(), parent=county)

    assert (unit.path, unit.initials) == (f"{county.path}{unit.pk}/", "xjyj")
    assert [(entry.label, entry.by) for entry in history_of(unit)] == [("insert", office.name)]


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector"])
def test_create_unit_is_refused_to_others(county, role):
    person = UserFactory(role=role, unit=county)

    with pytest.raises(PermissionDenied):
        register.create_unit(by=person, name="县教育局", kind=UnitKindFactory(), parent=county)

    assert not Unit.objects.filter(name="县教育局").exists()


def test_create_unit_outside_the_area_is_refused(office):
    with pytest.raises(PermissionDenied):
        register.create_unit(by=office, name="县教育局", kind=UnitKindFactory(), parent=CountyFactory())


def test_create_unit_as_a_new_root_is_refused(office):
    with pytest.raises(PermissionDenied):
        register.create_unit(by=office, name="新县", kind=UnitKindFactory(), parent=None)


def test_a_second_unit_of_the_name_under_one_superior_is_refused_in_words(office, county):
    UnitFactory(name="县教育局", parent=county)

    with pytest.raises(DomainError, match="already has a unit of this name|已有"):
        register.create_unit(by=office, name="县教育局", kind=UnitKindFactory(), parent=county)


def test_a_liaison_changes_contact_facts_of_the_own_unit(county):
    liaison = UserFactory(role="liaison", unit=UnitFactory(parent=county))

    saved = register.edit_unit(liaison.unit, by=liaison, version=1, contact_name="王芳")

    assert (saved.contact_name, saved.version, history_of(saved)[0].by) == ("王芳", 2, liaison.name)


@pytest.mark.parametrize("facts", [{"name": "新名"}, {"division_code": "330102"}, {"risk_level": "blue"}])
def test_a_liaison_may_not_change_other_facts(county, facts):
    liaison = UserFactory(role="liaison", unit=UnitFactory(parent=county, name="旧名"))

    with pytest.raises(PermissionDenied):
        register.edit_unit(liaison.unit, by=liaison, version=1, **facts)

    assert Unit.objects.values_list("name", "risk_level").get(pk=liaison.unit.pk) == ("旧名", "")


def test_a_liaison_may_not_change_the_unit_below(county):
    liaison = UserFactory(role="liaison", unit=UnitFactory(parent=county))
    below = UnitFactory(parent=liaison.unit, contact_name="old")

    with pytest.raises(PermissionDenied):
        register.edit_unit(below, by=liaison, version=1, contact_name="new")

    below.refresh_from_db()
    assert below.contact_name == "old"


def test_editing_an_old_version_is_refused(office, county):
    unit = UnitFactory(parent=county, contact_name="old")
    register.edit_unit(unit, by=office, version=1, contact_name="first")

    with pytest.raises(EditConflict):
        register.edit_unit(unit, by=office, version=1, contact_name="second")

    unit.refresh_from_db()
    assert unit.contact_name == "first"


def test_the_history_names_industry_and_level(office, county):
    unit = UnitFactory(parent=county, risk_level="red")
    coal = IndustryFactory(code="coal_mine")

    with translation.override("zh-hans"):
        saved = register.edit_unit(unit, by=office, version=1, industry=coal, risk_level="orange")
        told = [(change.field, change.old, change.new) for change in history_of(saved)[0].changes]

    assert told == [("行业", None, "煤矿"), ("风险等级", "重大风险（红）", "较大风险（橙）")]


def test_an_industry_that_a_unit_carries_is_not_deleted(county):
    coal = IndustryFactory(code="coal_mine")
    UnitFactory(parent=county, industry=coal)

    with pytest.raises(ProtectedError):
        coal.delete()


def test_a_unit_ends_and_takes_part_again(office, county):
    unit = UnitFactory(parent=county)

    register.end_unit(unit, by=office, last_day=date(2026, 6, 9), why="Dissolved")
    assert list(Unit.objects.active_on(date(2026, 6, 10))) == [county]
    assert history_of(unit)[0].why == "Dissolved"

    register.reactivate_unit(unit, by=office, why="A mistake")
    assert set(Unit.objects.active_on(date(2026, 6, 10))) == {county, unit}


def test_the_area_itself_can_be_neither_ended_nor_moved(office, county):
    with pytest.raises(PermissionDenied):
        register.end_unit(county, by=office, last_day=date(2026, 6, 9), why="No")
    with pytest.raises(PermissionDenied):
        moving.move_unit(county, by=office, parent=UnitFactory(parent=county), why="No")


def test_moving_takes_the_whole_subtree_along(office, county):
    east, west = UnitFactory(parent=county), UnitFactory(parent=county)
    village = UnitFactory(parent=east)
    group = UnitFactory(parent=village)

    moving.move_unit(village, by=office, parent=west, why="New borders")

    group.refresh_from_db()
    village.refresh_from_db()
    assert village.parent == west
    assert group.path == f"{west.path}{village.pk}/{group.pk}/"
    assert set(Unit.objects.below(west.path)) == {west, village, group}
    assert history_of(village)[0].why == "New borders"


def test_a_unit_can_not_move_below_itself(office, county):
    unit = UnitFactory(parent=county)
    below = UnitFactory(parent=unit)

    with pytest.raises(DomainError):
        moving.move_unit(unit, by=office, parent=below, why="A circle")

    unit.refresh_from_db()
    assert unit.parent == county


def test_moving_out_of_the_area_is_refused(office, county):
    unit = UnitFactory(parent=county)

    with pytest.raises(PermissionDenied):
        moving.move_unit(unit, by=office, parent=CountyFactory(), why="No")


def test_moving_to_a_superior_with_a_unit_of_the_name_is_refused(office, county):
    other = UnitFactory(parent=county)
    unit = UnitFactory(name="站", parent=UnitFactory(parent=county))
    UnitFactory(name="站", parent=other)

    with pytest.raises(DomainError):
        moving.move_unit(unit, by=office, parent=other, why="No")


def test_database_refuses_a_second_name_under_one_superior(county):
    UnitFactory(name="站", parent=county)
    with pytest.raises(IntegrityError, match="unit_name_once_under_parent"):
        UnitFactory(name="站", parent=county)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"active_from": date(2026, 6, 2), "active_until": date(2026, 6, 1)}, "unit_active_in_order"),
        ({"division_code": "12"}, "unit_division_code_digits"),
        ({"risk_level": "violet"}, "unit_risk_level_known"),
    ],
)
def test_database_refuses_odd_facts(facts, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        UnitFactory(**facts)


def test_database_refuses_a_unit_as_its_own_superior(county):
    with pytest.raises(IntegrityError, match="unit_not_own_parent"):
        Unit.objects.filter(pk=county.pk).update(parent=county)
