"""A leader's instruction from the record it is on to the answer that comes back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.instructed import about
from campaigns.models import Assignment, Instruction
from campaigns.selectors.instruction_duties import unanswered
from campaigns.services.answers import accept_answer, answer_assignment, return_answer
from campaigns.services.assignments import withdraw_assignment
from campaigns.services.instructions import write_instruction
from core.errors import DomainError
from core.history import history_of
from core.workdays import Calendar
from inspections.tests.factories import HazardFactory
from notifications.models import Notification
from notifications.selectors.planning import plan_of
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(campaign):
    return UserFactory(role="leader", unit=campaign.area, name="Leader")


@pytest.fixture
def hazard(campaign, unit):
    return HazardFactory(campaign=campaign, unit=unit, description="Blocked exit\nSecond floor")


def instruct(leader, campaign, *units, subject=None, **facts):
    found = about(subject or f"campaign-{campaign.pk}", user=leader, campaign=campaign)
    words = {"text": "Clear it in three days.", "due_at": timezone.now() + timedelta(days=3)} | facts
    return write_instruction(campaign, by=leader, about=found, units=units, **words)


def told(person):
    return list(Notification.objects.filter(post__person=person).order_by("pk").values_list("text", flat=True))


def test_leader_writes_on_a_hazard_and_reads_what_the_unit_answers(client, campaign, unit, liaison, leader, hazard):
    client.force_login(leader)
    page = client.get(reverse("inspections:hazard", args=[hazard.pk])).content.decode()
    address = f"{reverse('campaigns:instruction_new', args=[campaign.slug])}?on=hazard-{hazard.pk}"
    assert address in page
    form = client.get(address).context["form"]
    assert form["units"].value() == [unit.pk]
    due = f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    typed = {"text": "Clear it in two days.", "units": [unit.pk], "due_at": due, "answer": "sentence"}
    client.post(address, typed)
    instruction = Instruction.objects.get()
    share = instruction.assignment.units.get()
    assert (instruction.subject, share.unit, share.assignment.state) == (f"hazard-{hazard.pk}", unit, "sent")

    answer_assignment(share, by=liaison, text="The exit is clear.")

    assert told(leader) == [f"{unit} has answered your instruction “Clear it in two days”: The exit is clear."]
    line = client.get(reverse("campaigns:instructions", args=[campaign.slug])).context["page_obj"].object_list[0]
    assert (line.about.name, [row.answer_text for row in line.answers]) == (str(hazard), ["The exit is clear."])
    client.post(reverse("campaigns:share_accept", args=[campaign.slug, share.pk]))
    share.refresh_from_db()
    assert (share.state, share.done_by) == ("done", leader)


def test_write_instruction_tells_the_units_and_records_who(campaign, unit, liaison, leader):
    instruction = instruct(leader, campaign, unit)

    assert len(told(liaison)) == 1
    assert [entry.by for entry in history_of(instruction)] == ["Leader"]
    assert (instruction.assignment.instructions, instruction.assignment.answer) == (
        "Clear it in three days.",
        "sentence",
    )


@pytest.mark.parametrize("who", ["office", "liaison"])
def test_only_leaders_write_instructions(request, campaign, unit, who, leader):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        instruct(person, campaign, unit)
    assert not Assignment.objects.exists()


def test_instruction_is_not_answered_by_activities(campaign, unit, leader):
    with pytest.raises(DomainError, match="answered by a sentence or a document"):
        instruct(leader, campaign, unit, answer="activities")


def test_instruction_names_a_record(campaign, unit, leader):
    instruction = instruct(leader, campaign, unit)
    with pytest.raises(IntegrityError, match="instruction_is_about_a_record"), transaction.atomic():
        Instruction.objects.filter(pk=instruction.pk).update(subject="nothing")


def test_another_leader_may_not_take_an_instruction_back(campaign, unit, leader):
    instruction = instruct(leader, campaign, unit)
    other = UserFactory(role="leader", unit=campaign.area)

    with pytest.raises(PermissionDenied):
        withdraw_assignment(instruction.assignment, by=other, why="No longer needed")

    instruction.assignment.refresh_from_db()
    assert instruction.assignment.state == "sent"


def test_leader_takes_an_instruction_back_and_the_unit_is_told(campaign, unit, liaison, leader):
    instruction = instruct(leader, campaign, unit)

    withdraw_assignment(instruction.assignment, by=leader, why="Settled")

    assert told(liaison)[1:] == ["“Clear it in three days” has been withdrawn: Settled"]
    assert told(leader) == []


def test_what_the_office_decides_on_an_answer_is_told_to_the_leader(campaign, unit, liaison, leader, office):
    share = instruct(leader, campaign, unit).assignment.units.get()
    for decide in (lambda: return_answer(share, by=office, why="Which exit?"), lambda: accept_answer(share, by=office)):
        answer_assignment(share, by=liaison, text="Clear.")
        decide()

    assert [words.split("“")[0] for words in told(leader)] == [
        f"{unit} has answered your instruction ",
        f"{unit}: its answer to your instruction ",
        f"{unit} has answered your instruction ",
        f"{unit}: its answer to your instruction ",
    ]


def test_answers_of_an_instruction_go_to_whoever_took_the_leaders_post_over(campaign, unit, liaison, leader):
    share = instruct(leader, campaign, unit).assignment.units.get()
    post = leader.post
    successor = UserFactory(role="leader", unit=campaign.area)
    post.valid_until = timezone.localdate() - timedelta(days=1)
    post.save()
    successor.posts.update(line=post)

    answer_assignment(share, by=liaison, text="Clear.")

    assert (len(told(successor)), told(leader)) == (1, [])


def test_office_is_asked_at_its_own_unit_and_answers(campaign, leader, office):
    share = instruct(leader, campaign, office.unit).assignment.units.get()
    assert len(told(office)) == 1

    answer_assignment(share, by=office, text="We look into it.")

    share.refresh_from_db()
    assert share.answered_by == office


def test_unit_that_may_not_see_the_record_reads_the_words_alone(client, campaign, unit, liaison, leader):
    hidden = HazardFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area), description="Somewhere else")
    share = instruct(leader, campaign, unit, subject=f"hazard-{hidden.pk}").assignment.units.get()
    client.force_login(liaison)

    page = client.get(share.get_absolute_url()).content.decode()

    assert ("Clear it in three days." in page, "Somewhere else" in page) == (True, False)


def test_instruction_form_keeps_what_was_typed_and_names_what_is_missing(client, campaign, leader):
    client.force_login(leader)
    yesterday = f"{timezone.localtime() - timedelta(days=1):%Y-%m-%dT%H:%M}"

    answer = client.post(
        reverse("campaigns:instruction_new", args=[campaign.slug]),
        {"text": "Clear it.", "due_at": yesterday, "answer": "sentence"},
    )

    form = answer.context["form"]
    assert form.errors == {
        "units": ["This field is required."],
        "due_at": ["The due time has already passed. Set a later one."],
    }
    assert form["text"].value() == "Clear it."


def test_leader_alone_is_told_the_working_day_after_that_units_have_not_answered(campaign, unit, liaison, leader):
    other = UserFactory(role="leader", unit=campaign.area)
    instruction = instruct(leader, campaign, unit, UnitFactory(parent=campaign.area))
    day = Calendar.load().add_workdays(instruction.assignment.due_on, 1)

    lines = plan_of(day).by_person

    of_leader = [(line.duty.item, str(line.duty.reason)) for line in lines[leader.pk]]
    assert of_leader == [(f"instruction-{instruction.pk}", "2 units have not answered")]
    assert other.pk not in lines


def test_nothing_is_awaited_once_every_unit_has_answered(campaign, unit, liaison, leader):
    share = instruct(leader, campaign, unit).assignment.units.get()
    assert len(list(unanswered())) == 1

    answer_assignment(share, by=liaison, text="Clear.")

    assert (list(unanswered()), len(list(unanswered(below=campaign.area.path)))) == ([], 0)


def test_list_of_instructions_asks_as_much_of_one_as_of_many(client, campaign, unit, leader, django_assert_num_queries):
    client.force_login(leader)
    address = reverse("campaigns:instructions", args=[campaign.slug])
    instruct(leader, campaign, unit)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _number in range(5):
        instruct(leader, campaign, unit)

    with django_assert_num_queries(len(one)):
        assert len(client.get(address).context["page_obj"].object_list) == 6


def test_list_of_instructions_is_narrowed_by_words_unit_and_whose(client, campaign, unit, leader):
    other = UserFactory(role="leader", unit=campaign.area)
    instruct(leader, campaign, unit, text="Clear the exit.")
    instruct(other, campaign, UnitFactory(parent=campaign.area), text="Count the drills.")
    client.force_login(leader)

    def found(**query):
        page = client.get(reverse("campaigns:instructions", args=[campaign.slug]), query).context["page_obj"]
        return [line.assignment.title for line in page.object_list]

    assert found() == ["Count the drills", "Clear the exit"]
    assert found(q="drills") == ["Count the drills"]
    assert found(q=unit.name) == found(whose="own") == ["Clear the exit"]
