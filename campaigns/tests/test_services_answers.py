import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.models import QuotaAnswer, UnitAssignment
from campaigns.services import answers
from campaigns.tests.factories import AssignmentFactory, AssignmentQuotaFactory, UnitAssignmentFactory
from core.errors import DomainError
from core.history import history_of
from notifications.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def sentence(campaign, unit):
    return UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, answer="sentence"), unit=unit)


@pytest.fixture
def document(campaign, unit):
    return UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, answer="document"), unit=unit)


def test_answer_assignment_waits_for_the_office(sentence, liaison):
    row = answers.answer_assignment(sentence, by=liaison, text="Two people, one phone")

    assert (row.state, row.answer_text, row.answered_by) == ("open", "Two people, one phone", liaison)


def test_answer_assignment_is_recorded(sentence, liaison):
    answers.answer_assignment(sentence, by=liaison, text="Two people")

    assert history_of(sentence)[0].by == liaison.name


def test_answer_assignment_keeps_the_document(document, liaison):
    answers.answer_assignment(document, by=liaison, files=[ContentFile(b"abc", name="plan.pdf")])

    assert [(file.name, file.size, file.added_by) for file in document.attachments.all()] == [("plan.pdf", 3, liaison)]


@pytest.mark.parametrize(("kind", "words"), [("sentence", "Write the answer"), ("document", "Add the document")])
def test_answer_assignment_refuses_an_empty_one(campaign, unit, liaison, kind, words):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, answer=kind), unit=unit)

    with pytest.raises(DomainError, match=words):
        answers.answer_assignment(share, by=liaison, text=" ")

    share.refresh_from_db()
    assert share.answered_at is None


def test_answer_assignment_is_refused_where_activities_answer(campaign, unit, liaison):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)

    with pytest.raises(DomainError, match="answered by activities"):
        answers.answer_assignment(share, by=liaison, text="Done")


def test_answer_assignment_is_refused_to_another_unit(sentence, campaign):
    other = UnitAssignmentFactory(assignment=sentence.assignment)

    with pytest.raises(PermissionDenied):
        answers.answer_assignment(sentence, by=UserFactory(role="liaison", unit=other.unit), text="Done")

    sentence.refresh_from_db()
    assert sentence.answer_text == ""


def test_answer_assignment_is_open_while_the_campaign_closes(sentence, liaison, campaign):
    type(campaign).objects.update(state="closing")

    assert answers.answer_assignment(sentence, by=liaison, text="Two").answer_text == "Two"


def test_answer_assignment_is_refused_in_an_archived_campaign(sentence, liaison, campaign):
    type(campaign).objects.update(state="archived")

    with pytest.raises(PermissionDenied):
        answers.answer_assignment(sentence, by=liaison, text="Two")


def test_accept_answer_closes_the_share(sentence, liaison, office):
    answers.answer_assignment(sentence, by=liaison, text="Two people")

    row = answers.accept_answer(sentence, by=office)

    assert (row.state, row.done_by) == ("done", office)


def test_accept_answer_without_an_answer_needs_a_reason(sentence, office):
    with pytest.raises(DomainError, match="Say why"):
        answers.accept_answer(sentence, by=office)

    row = answers.accept_answer(sentence, by=office, why="Told by phone")
    assert (row.state, history_of(sentence)[0].why) == ("done", "Told by phone")


def test_accept_answer_is_refused_to_the_liaison(sentence, liaison):
    with pytest.raises(PermissionDenied):
        answers.accept_answer(sentence, by=liaison, why="Done")

    sentence.refresh_from_db()
    assert sentence.state == "open"


def test_return_answer_opens_it_again_and_tells_why(sentence, liaison, office):
    answers.answer_assignment(sentence, by=liaison, text="Two people")
    answers.accept_answer(sentence, by=office)

    row = answers.return_answer(sentence, by=office, why="Names, please")

    assert (row.state, row.answered_at, row.answer_text, row.returned_why) == (
        "open",
        None,
        "Two people",
        "Names, please",
    )
    message = Notification.objects.get()
    assert message.text == f"Your answer to “{sentence.assignment}” was returned: Names, please"
    assert message.subject == f"assignment-{sentence.assignment_id}"


def test_return_answer_refuses_when_there_is_none(sentence, office):
    with pytest.raises(DomainError, match="no answer to return"):
        answers.return_answer(sentence, by=office, why="Names, please")


def test_answering_again_clears_why_it_was_returned(sentence, liaison, office):
    answers.answer_assignment(sentence, by=liaison, text="Two people")
    answers.return_answer(sentence, by=office, why="Names, please")

    row = answers.answer_assignment(sentence, by=liaison, text="A and B")

    assert (row.returned_why, row.answered_by) == ("", liaison)


def test_waive_records_who_and_why(sentence, office):
    row = answers.waive(sentence, by=office, why="Merged")

    assert (row.state, row.waived_by, row.waived_why) == ("waived", office, "Merged")
    assert (history_of(sentence)[0].by, history_of(sentence)[0].why) == (office.name, "Merged")


def test_waive_is_refused_to_the_liaison(sentence, liaison):
    with pytest.raises(PermissionDenied):
        answers.waive(sentence, by=liaison, why="Busy")

    sentence.refresh_from_db()
    assert sentence.state == "open"


def test_waive_twice_says_what_it_is_by_now(sentence, office):
    answers.waive(sentence, by=office, why="Merged")

    with pytest.raises(DomainError, match="“Waived” by now"):
        answers.waive(sentence, by=office, why="Merged")


def test_take_back_waiver_opens_it_again(sentence, office):
    answers.waive(sentence, by=office, why="Merged")

    row = answers.take_back_waiver(sentence, by=office, why="Not merged after all")

    assert (row.state, row.waived_by, row.waived_why) == ("open", None, "")


def test_take_back_waiver_of_a_quota_reached_meanwhile_is_done(campaign, unit, office):
    quota = AssignmentQuotaFactory(assignment__campaign=campaign, at_least=1)
    share = UnitAssignmentFactory(assignment=quota.assignment, unit=unit)
    answers.waive(share, by=office, why="Merged")
    QuotaAnswer.objects.create(unit_assignment=share, quota=quota, value=1)

    row = answers.take_back_waiver(share, by=office, why="Not merged")

    assert (row.state, row.done_by) == ("done", None)


def test_nothing_is_answered_once_withdrawn(sentence, liaison, office):
    type(sentence.assignment).objects.update(
        state="withdrawn", withdrawn_at=timezone.now(), withdrawn_by=office, withdrawn_why="Cancelled"
    )

    with pytest.raises(DomainError, match="not open"):
        answers.answer_assignment(sentence, by=liaison, text="Two")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "done"}, "unitassignment_done_has_time"),
        ({"state": "waived"}, "unitassignment_waived_means_who_and_why"),
        ({"answered_at": timezone.now()}, "unitassignment_answered_means_who_and_when"),
    ],
)
def test_half_a_state_breaks_its_constraint(sentence, values, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        UnitAssignment.objects.update(**values)
