from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.services import review
from activities.services.logging import log_activity, update_activity
from activities.tests.county import build_county
from activities.tests.factories import ActivityFactory
from activities.tests.photo_files import upload
from campaigns.models import UnitAssignment
from campaigns.tests.factories import AssignmentFactory, AssignmentQuotaFactory, UnitAssignmentFactory
from core.editing import EditConflict
from core.errors import DomainError
from tests.concurrency.threads import all_at_once

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def county(committed):
    return build_county()


@pytest.fixture
def second_officer(county):
    return UserFactory(role="office", unit=county.office.unit)


def submitted(county, **facts):
    return ActivityFactory(campaign=county.campaign, unit=county.unit, state="submitted", **facts)


def test_twenty_parallel_posts_of_one_form_make_one_record_f6(county):
    address = f"{reverse('activities:log', args=['2026'])}?kind=drill"
    typed = county.typed(figure_participants="300")

    def post():
        browser = Client()
        browser.force_login(county.liaison)
        answer = browser.post(address, typed)
        return answer.status_code, answer.headers.get("Location")

    answers = all_at_once(*[post] * 20)

    record = Activity.objects.get()
    assert Counter(answers) == {(302, f"/activities/{record.pk}/"): 20}


def test_parallel_posts_of_one_form_keep_each_photo_once_f6(county, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    typed = county.typed()

    def post():
        browser = Client()
        browser.force_login(county.liaison)
        address = f"{reverse('activities:log', args=['2026'])}?kind=drill"
        return browser.post(address, typed | {"photos": [upload(1), upload(2)]}).status_code

    answers = all_at_once(*[post] * 5)

    assert answers == [302] * 5
    assert (Activity.objects.get().photos.count(), len(list(tmp_path.rglob("*.jpg")))) == (2, 4)


def test_same_activity_logged_in_two_forms_at_once_is_one_record(county):
    keys = [county.typed()["once_key"] for _ in range(2)]
    acts = [lambda key=key: log_activity(county.campaign, county.facts(), by=county.liaison, key=key) for key in keys]

    answers = all_at_once(*acts)

    assert Activity.objects.count() == 1
    assert sorted(type(answer).__name__ for answer in answers) == ["Activity", "AlreadyLogged"]


def test_two_officers_deciding_at_once_make_one_decision_f7(county, second_officer):
    activity = submitted(county)

    answers = all_at_once(
        lambda: review.approve_activity(activity, by=county.office, version=1),
        lambda: review.return_activity(activity, by=second_officer, why="Photos", version=1),
    )

    activity.refresh_from_db()
    refused = [answer for answer in answers if isinstance(answer, EditConflict)]
    assert (len(refused), activity.version, activity.state in ("approved", "returned")) == (1, 2, True)


def test_two_approvals_without_a_version_count_once(county, second_officer):
    activity = submitted(county)

    answers = all_at_once(
        lambda: review.approve_activity(activity, by=county.office),
        lambda: review.approve_activity(activity, by=second_officer),
    )

    assert sorted(isinstance(answer, DomainError) for answer in answers) == [False, True]


def test_two_edits_at_once_save_one_and_tell_the_other_f7(county):
    activity = submitted(county)
    acts = [
        lambda place=place: update_activity(activity, county.facts(place=place), by=county.liaison, version=1)
        for place in ("East", "West")
    ]

    answers = all_at_once(*acts)

    kept = [answer.place for answer in answers if isinstance(answer, Activity)]
    activity.refresh_from_db()
    assert [activity.place] == kept
    assert sum(isinstance(answer, EditConflict) for answer in answers) == 1


def test_approvals_of_one_assignment_at_once_are_all_counted(county, second_officer):
    assignment = AssignmentFactory(campaign=county.campaign)
    AssignmentQuotaFactory(assignment=assignment, at_least=8)
    share = UnitAssignmentFactory(assignment=assignment, unit=county.unit)
    rows = [submitted(county, assignment=assignment) for _ in range(8)]

    all_at_once(*[lambda row=row: review.approve_activity(row, by=county.office) for row in rows])

    share = UnitAssignment.objects.get(pk=share.pk)
    assert (share.answers.get().value, share.state) == (8, "done")


def test_bulk_decisions_of_two_officers_never_wait_for_each_other(county, second_officer):
    rows = [submitted(county) for _ in range(10)]
    seen = {row.pk: 1 for row in rows}
    backwards = dict(reversed(seen.items()))

    answers = all_at_once(
        lambda: review.approve_many(county.campaign, seen, by=county.office),
        lambda: review.return_many(county.campaign, backwards, by=second_officer, why="Photos"),
    )

    assert sum(answer.done for answer in answers) == 10
    assert len(set(Activity.objects.values_list("state", flat=True))) == 1
