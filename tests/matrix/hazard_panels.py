"""Extensions, listings, look-backs and the five implementations of a hazard."""

from datetime import date

from inspections.models import Draw, Extension, Listing, LookBack
from inspections.tests.factories import HazardFactory, ReportFactory
from tests.world import Row

OUT = {"other_liaison": 404, "foreign_office": 404, "admin": 404}
BY_OFFICE = OUT | {"office": 200, "*": 403}
BY_UNIT = OUT | {"office": 200, "liaison": 200, "*": 403}
OF_CAMPAIGN = {"foreign_office": 404, "*": 200}


def asked(world, hazard):
    days = {"old_due_on": date(2026, 6, 20), "new_due_on": date(2026, 7, 20), "answer_due_on": date(2026, 6, 22)}
    by = {"asked_by": world.people["liaison"], "asked_on": date(2026, 6, 8)}
    return Extension.objects.create(hazard=hazard, why="Parts", **days, **by)


def listed(world, hazard):
    facts = {"listed_by_unit": world.office_unit, "listed_on": date(2026, 6, 9), "by": world.people["office"]}
    return Listing.objects.create(hazard=hazard, **facts)


def rows(world):
    known = {"campaign": world.campaign, "unit": world.unit, "unit_sees": True}
    working, planned = (HazardFactory(**known, grade="major", state=state) for state in ("rectifying", "graded"))
    waiting, fixed, again = (
        HazardFactory(**known, grade="major", state=state) for state in ("rectifying", "fixed", "fixed")
    )
    reported = HazardFactory(**known, state="accepted")
    ReportFactory(hazard=reported)
    extension, listing = asked(world, waiting), listed(world, fixed)
    look_back = LookBack.objects.create(hazard=fixed, reason="major", due_on=date(2026, 7, 25))
    facts = {"campaign": world.campaign, "purpose": "look_back", "drawn_by": world.people["office"]}
    draw = Draw.objects.create(**facts, seed="5eed", pool=[fixed.pk], picked=[fixed.pk])
    acts = {
        ("hazard_extend", (working.pk,)): BY_UNIT,
        ("extension_decide", (extension.pk,)): BY_OFFICE,
        ("hazard_extend_check", (reported.pk,)): BY_OFFICE,
        ("hazard_list", (working.pk,)): BY_OFFICE,
        ("listing_dates", (listing.pk,)): BY_OFFICE,
        ("listing_delist", (listing.pk,)): BY_OFFICE,
        ("look_back", (look_back.pk,)): BY_OFFICE,
        ("hazard_look_back", (again.pk,)): BY_OFFICE,
        ("implementation", (planned.pk, "funds")): BY_UNIT,
        ("look_backs_draw", ("2026",)): {"office": 200, "foreign_office": 404, "*": 403},
    }
    found = [Row(f"inspections:{name}", args, expected) for (name, args), expected in acts.items()]
    # Nothing is filled in, or a day that is none: refused as a form.
    wrong = {"filed_on": "x", "listed_on": "x"}
    found += [Row(f"inspections:{name}", args, expected, "post", wrong) for (name, args), expected in acts.items()]
    return [
        *found,
        Row("inspections:implementation", (planned.pk, "else"), {"*": 404}),
        Row("inspections:late", ("2026",), {"office": 200, "leader": 200, "foreign_office": 404, "*": 403}),
        Row("inspections:extensions", ("2026",), OF_CAMPAIGN),
        Row("inspections:listings", ("2026",), OF_CAMPAIGN),
        Row("inspections:look_backs", ("2026",), OF_CAMPAIGN),
        Row("inspections:draw", (draw.pk,), {"foreign_office": 404, "*": 200}),
    ]
