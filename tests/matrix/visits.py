"""Visits and their parts: the inspector's own visit to the other liaison's unit."""

from django.core.files.base import ContentFile

from core.tests.photo_files import encoded, picture
from inspections.models import SupervisionProblem, VisitPhoto
from inspections.tests.visit_factories import ItemFactory, VersionFactory, VisitFactory
from tests.world import Row

TEAM = {"office": 200, "inspector": 200, "leader": 403, "*": 404}
FINISHED = {"office": 200, "inspector": 200, "leader": 200, "other_liaison": 200, "*": 404}
# Finished for its own side, which reads so; the others never had the right.
FINISHED_ACT = {"office": 302, "inspector": 302, "leader": 403, "other_liaison": 403, "*": 404}
GOES_OUT = {"office": 200, "inspector": 200, "foreign_office": 404, "*": 403}


def rows(world):
    version = VersionFactory(checklist__area=world.county)
    item = ItemFactory(version=version)
    facts = {
        "campaign": world.campaign,
        "unit": world.other_unit,
        "made_by": world.people["inspector"],
        "checklist_version": version,
    }
    open_visit, closed = VisitFactory(**facts), VisitFactory(**facts, state="finished")
    closed.signature.save("s.jpg", ContentFile(encoded(picture(30, 30)).getvalue()))
    photo = _photo(open_visit)
    problem = SupervisionProblem.objects.create(visit=closed, text="No plan", due_on="2026-06-20")
    one, shot = (open_visit.pk,), (open_visit.pk, photo.pk)
    sent = {role: 302 for role in ("office", "inspector")} | {"leader": 302, "*": 404}
    acts = TEAM | {"office": 302, "inspector": 302}
    return [
        Row("inspections:visits", ("2026",), {"foreign_office": 404, "*": 200}),
        Row("inspections:visits_export", ("2026",), {"foreign_office": 404, "*": 200}),
        Row("inspections:visit_new", ("2026",), GOES_OUT),
        Row("inspections:visit_new", ("2026",), GOES_OUT, "post", {"unit": ""}),
        Row("inspections:visit_units", ("2026",), GOES_OUT),
        Row("inspections:visit", one, {"office": 200, "inspector": 200, "leader": 200, "*": 404}),
        Row("inspections:visit", (closed.pk,), FINISHED),
        Row("inspections:visit_signature", (closed.pk,), FINISHED),
        Row("inspections:visit_record", (closed.pk,), FINISHED),
        Row("inspections:problem_add", one, sent, "post", {"text": ""}),
        Row("inspections:problem_assign", (problem.pk,), {role: 403 for role in FINISHED} | {"office": 200, "*": 404}),
        Row("inspections:problem_remove", (problem.pk,), FINISHED_ACT, "post"),
        Row("inspections:visit_work", one, TEAM),
        Row("inspections:visit_account", one, TEAM),
        Row("inspections:visit_finish", one, TEAM),
        Row("inspections:visit_drop", one, TEAM),
        Row("inspections:visit_drop", one, TEAM, "post", {"why": ""}),
        Row("inspections:visit_finding", one, TEAM),
        Row("inspections:visit_finding", one, TEAM | {"leader": 200}, "post", {"description": ""}),
        Row("inspections:visit_answer", one, sent, "post", {"item": item.pk, "answer": "maybe"}),
        Row("inspections:visit_answer", one, acts, "post", {"item": item.pk, "answer": "yes"}),
        Row("inspections:visit_photo_add", one, sent, "post"),
        Row("inspections:visit_photo", (photo.pk,), {"office": 200, "inspector": 200, "leader": 200, "*": 404}),
        Row(
            "inspections:visit_photo_thumbnail", (photo.pk,), {"office": 200, "inspector": 200, "leader": 200, "*": 404}
        ),
        Row("inspections:visit_photo_remove", shot, {"office": 302, "leader": 404, "*": 404}, "post"),
    ]


def _photo(visit):
    facts = {"width": 1, "height": 1, "pixels": "0", "likeness": 0}
    photo = VisitPhoto(visit=visit, **facts)
    for field in (photo.file, photo.thumbnail):
        field.save("photo.jpg", ContentFile(b"jpeg"), save=False)
    photo.save()
    return photo
