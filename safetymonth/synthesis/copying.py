"""Writing the made-up rows into an empty campaign."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from accounts.models import Post, Role, User
from activities.models import Activity, IndicatorValue
from campaigns.models import (
    ActivityKind,
    Assignment,
    Campaign,
    Entry,
    EntrySet,
    Indicator,
    Linkage,
    PlanItem,
    PlanItemKind,
    UnitAssignment,
)
from core.totals.keeping import rebuild
from core.totals.kinds import kinds
from inspections.models import Hazard, HazardCategory, HazardSource, LedgerCounter
from safetymonth.synthesis import hazards as made_hazards
from safetymonth.synthesis import rows
from safetymonth.synthesis.pouring import Batch, bare, pour, unrecorded
from units.models import Industry, Unit, UnitKind, UnitPlace

SLUG = "synthetic"
PLAN_ITEMS, ASSIGNMENTS, CHUNK = 10, 10, 20_000
UNIT_COLUMNS = (
    "id, parent_id, path, kind_id, name, industry_id, risk_level, initials, sort_key, division_code, contact_name, contact_phone, "
    "responsible_person, responsible_post, version"
)
ACTIVITY_COLUMNS = (
    "id, campaign_id, unit_id, kind_id, title, starts_on, place, narrative, plan_item_id, assignment_id, state, "
    "created_at, created_by_id, submitted_at, submitted_by_id, reviewed_at, reviewed_by_id, returned_why, "
    "submission_key, version"
)
VALUE_COLUMNS = "activity_id, indicator_id, value, qualifier, is_computed"
LINKS = {
    "linkages": (Activity.linkages.through, "activity_id, linkage_id"),
    "entries": (Activity.entries.through, "activity_id, entry_id"),
    "co_organisers": (Activity.co_organisers.through, "activity_id, unit_id"),
}


@transaction.atomic
def synthesize(*, units: int, activities: int, hazards: int = 0) -> Campaign:
    """A county with a running campaign, an office person named like it, and so many records."""
    campaign, known = _frame()
    keys = rows.keys_after(_last(Unit), _last(Activity))
    made = rows.units(known, keys, units)
    unit_keys = [unit[0] for unit in made]
    poured = [Activity, IndicatorValue, UnitAssignment, Hazard, *(model for model, _columns in LINKS.values())]
    with unrecorded(Unit, *poured):
        pour(iter([Batch.of(Unit, UNIT_COLUMNS, ((*unit, "", unit[4], "", "", "", "", "", 1) for unit in made))]))
        with bare(*poured):
            _give_work(known, unit_keys)
            pour(_logged(rows.activities(known, keys, unit_keys, activities)))
            _fill_ledger(known, unit_keys, hazards)
    for model in (Unit, Activity, Hazard):
        _move_sequence(model)
    _count()
    return campaign


def _count() -> None:
    """What triggers would have kept beside each record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT units_place(ARRAY(SELECT id FROM units_unit))")
        # As the tables that were bare; without, they count as empty, and counting 100,000 rows took two minutes.
        cursor.execute("ANALYZE " + ", ".join(model._meta.db_table for model in (Unit, UnitPlace)))
    for kind in kinds():
        rebuild(kind)


def analyze() -> None:
    """Fresh statistics, as autovacuum would make them soon after."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _frame() -> tuple[Campaign, rows.Known]:
    county = Unit(name="Synthetic county", sort_key="synthetic county", kind=UnitKind.objects.get(code="county"))
    county.save()
    county.path = f"/{county.pk}/"
    county.save(update_fields=["path"])
    person = User.objects.create_user(SLUG, name="Synthetic office")
    Post.objects.create(person=person, role=Role.OFFICE, unit=county, valid_from=rows.FIRST_DAY)
    campaign = Campaign.objects.create(
        slug=SLUG,
        area=county,
        name="Synthetic month",
        year=rows.FIRST_DAY.year,
        starts_on=rows.FIRST_DAY,
        ends_on=rows.FIRST_DAY + timedelta(days=rows.DAYS - 1),
        entry_set=EntrySet.objects.all()[0],
        state=Campaign.State.RUNNING,
    )
    return campaign, _known(campaign, person)


def _known(campaign: Campaign, person: User) -> rows.Known:
    kind = PlanItemKind.objects.get(code="topic")
    items = [
        PlanItem.objects.create(campaign=campaign, kind=kind, number=place, title=f"Topic {place}", position=place)
        for place in range(1, PLAN_ITEMS + 1)
    ]
    first = datetime.combine(rows.FIRST_DAY, datetime.min.time(), tzinfo=UTC)
    assignments = [
        Assignment.objects.create(
            campaign=campaign,
            plan_item=items[place % PLAN_ITEMS],
            title=f"Assignment {place}",
            due_at=first + timedelta(days=3 * place),
            created_by=person,
            state=Assignment.State.SENT,
            sent_at=first,
            sent_by=person,
        )
        for place in range(ASSIGNMENTS)
    ]
    return rows.Known(
        campaign=campaign.pk,
        area=campaign.area_id,
        area_path=campaign.area.path,
        person=person.pk,
        department=UnitKind.objects.get(code="department").pk,
        town=UnitKind.objects.get(code="town").pk,
        village=UnitKind.objects.get(code="village").pk,
        industries=_keys(Industry),
        kinds=_keys(ActivityKind),
        indicators=list(Indicator.objects.exclude(addition="distinct").values_list("pk", flat=True)),
        linkages=_keys(Linkage),
        entries=_keys(Entry),
        plan_items=[item.pk for item in items],
        assignments=[assignment.pk for assignment in assignments],
    )


def _keys(model: Any) -> list[int]:
    return list(model.objects.values_list("pk", flat=True))


def _last(model: Any) -> int:
    return model.objects.aggregate(last=Max("pk"))["last"] or 0


def _give_work(known: rows.Known, unit_keys: list[int]) -> None:
    """Half of the units have done what was asked."""
    columns = "assignment_id, unit_id, state, done_at, started_at, waived_why, answer_text, returned_why"
    at = datetime.combine(rows.FIRST_DAY, datetime.min.time(), tzinfo=UTC)
    shares = (
        (assignment, unit, "done" if is_done else "open", at if is_done else None, at if is_done else None, "", "", "")
        for assignment in known.assignments
        for unit in unit_keys
        for is_done in [(assignment + unit) % 2 == 0]
    )
    pour(iter([Batch.of(UnitAssignment, columns, shares)]))


def _logged(logged: Iterator[rows.Logged]) -> Iterator[Batch]:
    while chunk := list(islice(logged, CHUNK)):
        yield Batch.of(Activity, ACTIVITY_COLUMNS, ((*one.row, 1) for one in chunk))
        yield Batch.of(IndicatorValue, VALUE_COLUMNS, ((*value, False) for one in chunk for value in one.values))
        for name, (model, columns) in LINKS.items():
            yield Batch.of(model, columns, (link for one in chunk for link in getattr(one, name)))


def _fill_ledger(known: rows.Known, unit_keys: list[int], number: int) -> None:
    people = [User.objects.create_user(f"{SLUG}-{name}", name=f"Synthetic {name}") for name in ("unit", "inspector")]
    workers = made_hazards.Workers(
        campaign=known.campaign,
        sources=_keys(HazardSource),
        categories=_keys(HazardCategory),
        office=known.person,
        unit_side=people[0].pk,
        inspector=people[1].pk,
    )
    made = made_hazards.hazards(workers, _last(Hazard) + 1, unit_keys, number)
    pour(Batch.of(Hazard, made_hazards.COLUMNS, chunk) for chunk in iter(lambda: list(islice(made, CHUNK)), []))
    LedgerCounter.objects.create(campaign_id=known.campaign, year=rows.FIRST_DAY.year, last=number)


def _move_sequence(model: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, max(_last(model), 1)]
        )
