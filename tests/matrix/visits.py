"""Visits and their parts: the inspector's own visit to the other liaison's unit."""

from django.core.files.base import ContentFile

from core.tests.photo_files import encoded, picture
from inspections.models import SupervisionProblem, VisitPhoto
from inspections.tests.visit_factories import ItemFactory, VersionFactory, VisitFactory
from tests.world import Row

READ = {"office": 200, "inspector": 200, "leader": 200, "*": 404}
SENT = {"office": 302, "inspector": 302, "leader": 403, "*": 404}
TEAM = {"office": 200, "inspector": 200, "leader": 403, "*": 404}
FINISHED = {"office": 200, "inspector": 200, "leader": 200, "other_liaison": 200, "*": 404}
# Finished for its own side, which reads so; the others never had the right.
FINISHED_ACT = {"office": 302, "inspector": 302, "leader": 403, "other_liaison": 403, "*": 404}
GOES_OUT = {"office": 200, "inspector": 200, "foreign_office": 404, "*": 403}


def rows(world):
    going_on, closed, item = _visits(world)
    return [*_of_the_list(), *_going_on(going_on, item), *_finished(closed)]


def _visits(world):
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
    return open_visit, closed, item


def _of_the_list():
    return [
        Row("inspections:visits", ("2026",), {"foreign_office": 404, "*": 200}),
        Row("inspections:visits_export", ("2026",), {"foreign_office": 404, "*": 200}),
        Row("inspections:visit_new", ("2026",), GOES_OUT),
        Row("inspections:visit_new", ("2026",), GOES_OUT, "post", {"unit": ""}),
        Row("inspections:visit_units", ("2026",), GOES_OUT),
    ]


def _going_on(visit, item):
    photo, one = _photo(visit), (visit.pk,)
    return [
        Row("inspections:visit", one, READ),
        Row("inspections:visit_photo", (photo.pk,), READ),
        Row("inspections:visit_photo_thumbnail", (photo.pk,), READ),
        Row("inspections:visit_work", one, TEAM),
        Row("inspections:visit_account", one, TEAM),
        Row("inspections:visit_finish", one, TEAM),
        Row("inspections:visit_drop", one, TEAM),
        Row("inspections:visit_drop", one, TEAM, "post", {"why": ""}),
        Row("inspections:visit_finding", one, TEAM),
        Row("inspections:visit_finding", one, TEAM, "post", {"description": ""}),
        Row("inspections:visit_answer", one, SENT, "post", {"item": item.pk, "answer": "maybe"}),
        Row("inspections:visit_answer", one, SENT, "post", {"item": item.pk, "answer": "yes"}),
        Row("inspections:visit_photo_add", one, SENT, "post"),
        Row("inspections:problem_add", one, SENT, "post", {"text": ""}),
        # The office takes it off, so that the inspector finds it gone.
        Row(
            "inspections:visit_photo_remove",
            (visit.pk, photo.pk),
            {"office": 302, "leader": 403, "inspector": 404, "*": 404},
            "post",
        ),
    ]


def _finished(visit):
    one, problem = (visit.pk,), SupervisionProblem.objects.create(visit=visit, text="No plan", due_on="2026-06-20")
    return [
        Row("inspections:visit", one, FINISHED),
        Row("inspections:visit_signature", one, FINISHED),
        Row("inspections:visit_record", one, FINISHED),
        Row("inspections:problem_assign", (problem.pk,), {role: 403 for role in FINISHED} | {"office": 200, "*": 404}),
        Row("inspections:problem_remove", (problem.pk,), FINISHED_ACT, "post"),
    ]


def _photo(visit):
    facts = {"width": 1, "height": 1, "pixels": "0", "likeness": 0}
    photo = VisitPhoto(visit=visit, **facts)
    for field in (photo.file, photo.thumbnail):
        field.save("photo.jpg", ContentFile(b"jpeg"), save=False)
    photo.save()
    return photo
