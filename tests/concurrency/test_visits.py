from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.tests.photo_files import encoded, picture
from inspections.models import Hazard, VisitAnswer, VisitPhoto
from inspections.tests.visit_factories import ItemFactory, VersionFactory, VisitFactory
from tests.concurrency.threads import all_at_once
from tests.world import build_world

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def visit(committed):
    world = build_world()
    version = VersionFactory(checklist__area=world.county)
    ItemFactory(version=version)
    facts = {"campaign": world.campaign, "unit": world.other_unit, "made_by": world.people["inspector"]}
    return VisitFactory(checklist_version=version, **facts)


def twenty(visit, name, make):
    """The same post twenty times at once, as a queue sends it that never heard an answer."""
    item = visit.checklist_version.items.get()

    def post():
        browser = Client(headers={"X-Alone": "1"})
        browser.force_login(visit.made_by)
        return browser.post(reverse(name, args=[visit.pk]), make(item)).status_code

    return Counter(all_at_once(*[post] * 20))


def test_twenty_parallel_answers_are_one_f6(visit):
    answers = twenty(visit, "inspections:visit_answer", lambda item: {"item": item.pk, "answer": "yes"})

    assert (answers, VisitAnswer.objects.get().answer) == (Counter({200: 20}), "yes")


def test_twenty_parallel_findings_are_one_hazard_f6(visit):
    key = "0b0f4d39-9a4b-4d6e-8a53-6f6d3a2f5c11"
    typed = {"description": "Exit locked", "grade": "ordinary", "responsible": "Owner", "due_on": "2026-06-20"}

    answers = twenty(visit, "inspections:visit_finding", lambda item: typed | {"item": item.pk, "once_key": key})

    assert (answers, Hazard.objects.get().state) == (Counter({200: 20}), "rectifying")
    assert VisitAnswer.objects.get().hazard == Hazard.objects.get()


def test_twenty_parallel_photos_are_one_f6(visit, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    content = encoded(picture(40, 30)).getvalue()

    def typed(item):
        return {"item": item.pk, "photos": SimpleUploadedFile("a.jpg", content, "image/jpeg")}

    answers = twenty(visit, "inspections:visit_photo_add", typed)

    kept = [path for path in tmp_path.rglob("*.jpg")]
    assert (answers, VisitPhoto.objects.count(), len(kept)) == (Counter({200: 20}), 1, 2)
