"""One hazard: its page, its steps, its photos."""

import uuid

from django.core.files.base import ContentFile

from inspections.models import HazardPhoto
from inspections.tests.factories import HazardFactory
from tests.world import Row

OUT = {"other_liaison": 404, "foreign_office": 404, "admin": 404}
# The unit and the inspector of that unit see the hazard; only the office decides on it.
BY_OFFICE = OUT | {"office": 200, "*": 403}
BY_UNIT = OUT | {"office": 200, "liaison": 200, "*": 403}
STEPS = {
    "hazard_accept": ("reported", BY_OFFICE),
    "hazard_reject": ("accepted", BY_OFFICE),
    "hazard_transfer": ("reported", BY_OFFICE),
    "hazard_duplicate": ("reported", BY_OFFICE),
    "hazard_take_back": ("rejected", BY_OFFICE),
    "hazard_grade": ("accepted", BY_OFFICE),
    "hazard_plan": ("graded", BY_UNIT),
    "hazard_order": ("graded", BY_OFFICE),
    "hazard_rectify": ("rectifying", BY_UNIT),
    "hazard_reinspect": ("rectified", BY_OFFICE),
    "hazard_give_up": ("rectifying", BY_OFFICE),
    "hazard_reopen": ("fixed", BY_OFFICE),
    "hazard_photos": ("reported", BY_OFFICE),
}


def photo(person, hazard=None, **facts):
    facts |= {"added_on": "2026-06-08", "waiting_key": None if hazard else uuid.uuid4()}
    row = HazardPhoto(hazard=hazard, width=1, height=1, pixels="x", likeness=0, added_by=person, **facts)
    for field in (row.file, row.thumbnail):
        field.save("photo.jpg", ContentFile(b"pixels"), save=False)
    row.save()
    return row


def rows(world):
    office = world.people["office"]
    known = {"campaign": world.campaign, "unit": world.unit, "unit_sees": True}
    own = HazardFactory(**known, found_by=world.people["liaison"])
    answers = [Row("inspections:hazard_withdraw", (own.pk,), OUT | {"liaison": 200, "*": 403})]
    for name, (state, expected) in STEPS.items():
        hazard = HazardFactory(**known, state=state)
        answers += [Row(f"inspections:{name}", (hazard.pk,), expected)]
        # Nothing is filled in: refused as a form.
        answers += [Row(f"inspections:{name}", (hazard.pk,), expected, "post", {"x": ""})]
    passed_on, held_back = photo(office, own), photo(office, own, for_unit=False)
    seen = OUT | {"*": 200}
    file = {"office": 422, "liaison": 422, "other_liaison": 422, "inspector": 422, "foreign_office": 404, "*": 403}
    search = {"leader": 403, "admin": 403, "foreign_office": 404, "*": 200}
    office_only = {"office": 200, "foreign_office": 404, "*": 403}
    late = HazardFactory(**known, state="rectifying")
    return [
        *answers,
        Row("inspections:hazard_urge", (late.pk,), OUT | {"office": 302, "*": 403}, "post"),
        Row("inspections:hazard_card", (own.pk,), seen),
        Row("inspections:photo", (passed_on.pk,), seen),
        Row("inspections:photo_thumbnail", (passed_on.pk,), seen),
        Row("inspections:photo", (held_back.pk,), {"office": 200, "leader": 200, "*": 404}),
        Row("inspections:photo", (photo(office).pk,), {"office": 200, "*": 404}),
        Row("inspections:photo_remove", (passed_on.pk,), {"*": 405}),
        Row("inspections:photo_remove", (photo(office).pk,), {"office": 403, "*": 404}, "post"),
        Row("inspections:photo_add", ("2026",), file, "post"),
        Row("inspections:unit_search", ("2026",), search),
        Row("inspections:hazard_new", ("2026",), search),
        Row("inspections:hazard_new", ("2026",), search, "post", {"description": ""}),
        Row("inspections:inbox", ("2026",), office_only),
        Row("inspections:inbox_one", ("2026",), office_only),
        Row("inspections:reinspections", ("2026",), office_only | {"inspector": 200}),
    ]
