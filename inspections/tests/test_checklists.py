"""Checklists: versions, who keeps them, workbook out and in."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import imports
from core.errors import DomainError
from core.history import history_of
from core.models import ImportRun
from core.workbooks import Column, write_table
from inspections.models import Checklist, ChecklistItem, ChecklistVersion, HazardCategory
from inspections.selectors.checklist_workbook import COLUMNS, export_rows
from inspections.selectors.ready_checklists import ready_checklists
from inspections.services import checklists as services
from inspections.services.checklist_importing import import_checklists
from inspections.tests.visit_factories import ItemFactory, VersionFactory, VisitFactory
from tests.drawn import examples
from tests.world import build_world
from units.models import Industry

pytestmark = pytest.mark.django_db
HEADINGS = ("检查表", "industry", "text_zh", "Photo needed", "隐患等级", "category")
ROW = ("Shops", "commerce", "出口畅通", "是", "major", "Escape route")


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def office(world):
    return world.people["office"]


@pytest.fixture
def version(world):
    version = VersionFactory(checklist__area=world.county)
    ItemFactory(version=version, text_en="Exits are clear")
    return version


def states(checklist):
    return list(checklist.versions.values_list("number", "state"))


def test_publish_version_replaces_the_one_in_force_and_visits_keep_theirs(world, office, version):
    visit = VisitFactory(campaign=world.campaign, checklist_version=version)
    draft = services.prepare_version(version.checklist, by=office)

    services.publish_version(draft, by=office)

    visit.refresh_from_db()
    assert states(version.checklist) == [(2, "published"), (1, "replaced")]
    assert (visit.checklist_version, [item.text_en for item in draft.items.all()]) == (version, ["Exits are clear"])
    assert [entry.by for entry in history_of(draft)] == [str(office)] * 2


def test_prepare_version_twice_is_one(office, version):
    first = services.prepare_version(version.checklist, by=office)

    assert services.prepare_version(version.checklist, by=office) == first


def test_version_in_force_is_never_changed(office, version):
    item = version.items.get()

    for act in (
        lambda: services.update_item(item, by=office, text_en="Changed"),
        lambda: services.remove_item(item, by=office),
        lambda: services.add_item(version, by=office, text_zh="新"),
        lambda: services.discard_version(version, by=office),
        lambda: services.publish_version(version, by=office),
    ):
        with pytest.raises(DomainError, match="in force or was"):
            act()

    assert [each.text_en for each in version.items.all()] == ["Exits are clear"]


def test_publish_version_without_items_is_refused(office):
    checklist = services.create_checklist(by=office, name="Empty")

    with pytest.raises(DomainError, match="without items"):
        services.publish_version(checklist.versions.get(), by=office)


def test_discard_of_the_only_version_takes_the_checklist_along(office):
    checklist = services.create_checklist(by=office, name="Empty")

    services.discard_version(checklist.versions.get(), by=office)

    assert Checklist.objects.count() == 0


def test_items_are_put_in_order(office, version):
    draft = services.prepare_version(version.checklist, by=office)
    second = services.add_item(draft, by=office, text_zh="二", text_en="Second")

    services.order_items(draft, by=office, ids=[second.pk])

    assert [item.text_en for item in draft.items.all()] == ["Second", "Exits are clear"]


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin", "foreign_office"])
def test_checklists_are_kept_by_the_office_of_the_area(world, version, role):
    with pytest.raises(PermissionDenied):
        services.prepare_version(version.checklist, by=world.people[role])

    assert states(version.checklist) == [(1, "published")]


def test_name_of_a_checklist_is_taken_once(office, version):
    with pytest.raises(DomainError, match="There is a checklist of this name"):
        services.create_checklist(by=office, name=version.checklist.name)


@pytest.mark.parametrize("state", ["published", "draft"])
def test_checklist_has_one_version_in_force_and_one_in_preparation(version, state):
    checklist = version.checklist
    ChecklistVersion.objects.get_or_create(
        checklist=checklist, state=state, defaults={"number": 2, "made_by": version.made_by}
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        VersionFactory(checklist=checklist, number=3, state=state)


@pytest.mark.parametrize("ready", ready_checklists(), ids=lambda each: each.code)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_ready_checklist_is_taken_over_for_review(office, ready, language):
    checklist = services.take_over(ready, by=office, language=language)

    items = checklist.versions.get().items.all()
    assert (checklist.name, checklist.industry.code) == (ready.name_in(language), ready.industry)
    assert len(items) == ready.item_count >= 10
    assert [item for item in items if not (item.text_zh and item.text_en and item.category and item.section)] == []


def book(rows, headings=HEADINGS):
    target = io.BytesIO()
    write_table(target, "Checklists", [Column(name, name, name) for name in headings], rows)
    return ContentFile(target.getvalue(), "checklists.xlsx")


def take_in(person, file, *, keep_good=False):
    run = imports.receive(file, kind=ImportRun.Kind.CHECKLISTS, by=person)
    ImportRun.objects.filter(pk=run.pk).update(keep_good=keep_good, dry_run=False)
    return imports.carry_out(run, import_checklists)


def test_import_makes_a_checklist_in_preparation(office):
    run = take_in(office, book([ROW, ("Shops", "商贸餐饮", "灭火器完好", "", "", "")]))

    checklist = Checklist.objects.get()
    first, second = checklist.versions.get().items.all()
    assert (run.rows_saved, run.problems, states(checklist)) == (2, [], [(1, "draft")])
    assert checklist.industry == Industry.objects.get(code="commerce")
    assert (first.photo_needed, first.grade, first.category.code) == (True, "major", "exit")
    assert (second.text_zh, second.photo_needed, second.grade) == ("灭火器完好", False, "")


def test_import_again_changes_nothing(office):
    take_in(office, book([ROW]))

    run = take_in(office, book([ROW]))

    assert (run.rows_saved, run.rows_known, Checklist.objects.count()) == (0, 1, 1)


def test_import_of_changed_items_prepares_a_version(office):
    take_in(office, book([ROW]))
    checklist = Checklist.objects.get()
    services.publish_version(checklist.versions.get(), by=office)

    take_in(office, book([("Shops", "commerce", "出口未上锁", "", "", "")]))

    assert states(checklist) == [(2, "draft"), (1, "published")]


def test_import_names_each_problem_and_saves_nothing(office):
    rows = [ROW, ("", "", "", "maybe", "huge", "nothing"), ("Shops", "education", "x" * 301, "", "", "")]

    run = take_in(office, book(rows))

    told = [(problem["row"], problem["column"]) for problem in run.problems]
    assert told == [
        (3, "检查表"),
        (3, "text_zh"),
        (3, "Photo needed"),
        (3, "隐患等级"),
        (3, "category"),
        (4, "text_zh"),
        (4, "industry"),
    ]
    assert (run.state, Checklist.objects.count()) == ("refused", 0)


def test_import_keeps_the_good_rows_when_asked(office):
    run = take_in(office, book([ROW, ("", "", "没有表名", "", "", "")]), keep_good=True)

    assert (run.rows_saved, [item.text_zh for item in ChecklistItem.objects.all()]) == (1, ["出口畅通"])


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


def text(most):
    return words.map(lambda typed: " ".join(typed.split())[:most].strip())


items = st.fixed_dictionaries(
    {
        "section": text(80),
        "text_zh": text(300).filter(bool),
        "text_en": text(300),
        "clause": text(200),
        "how": text(300),
        "photo_needed": st.booleans(),
        "grade": st.sampled_from(["", "ordinary", "major"]),
        "category": st.sampled_from([None, "exit", "gas"]),
    }
)


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(items, min_size=1, max_size=6), name=text(120).filter(bool))
def test_export_imported_again_changes_nothing(office, rows, name):
    categories = {row.code: row for row in HazardCategory.objects.all()}
    made = [ChecklistItem(**(row | {"category": categories.get(row["category"])})) for row in rows]
    with transaction.atomic():
        checklist = services.create_checklist(by=office, name=name, items=made)
        target = io.BytesIO()
        write_table(target, "Checklists", COLUMNS, export_rows([checklist]))

        run = take_in(office, ContentFile(target.getvalue(), "checklists.xlsx"))

        assert (run.problems, run.rows_known, run.rows_saved) == ([], len(rows), 0)
        transaction.set_rollback(True)
