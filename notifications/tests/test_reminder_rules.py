"""The rules of reminding: what the office makes of them, and what stays behind of each change."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.tests.factories import UserFactory
from core.editing import EditConflict
from core.errors import DomainError, Outdated
from core.history import history_of
from notifications.models import ReminderRule, SendingHours
from notifications.selectors import reminder_rules as selectors
from notifications.selectors.reminder_rules import Stage
from notifications.services import reminder_rules as services

pytestmark = pytest.mark.django_db
FIRST_OF_MEETINGS = [Stage(-3, ("liaison",)), Stage(-1, ("liaison",)), Stage(0, ("liaison",))]


@pytest.fixture
def office():
    return UserFactory(name="Officer", role="office")


def seen(kind="meeting"):
    return selectors.fingerprint(selectors.stages_of(kind))


def save(office, *stages, kind="meeting", **facts):
    return services.save_stages(kind, stages, seen=seen(kind), by=office, **facts)


def test_a_new_portal_has_the_first_stages():
    assert selectors.stages_of("meeting") == FIRST_OF_MEETINGS


def test_saved_stages_replace_those_before(office):
    save(office, Stage(-1, ("liaison",)), Stage(2, ("office", "liaison"), True))

    assert selectors.stages_of("meeting") == [Stage(-1, ("liaison",)), Stage(2, ("liaison", "office"), True)]


def test_saving_tells_the_history_what_changed_who_and_why(office):
    save(office, Stage(-3, ("liaison",)), Stage(0, ("liaison", "head"), True), why="Too many")

    with translation.override("en"):
        [entry] = selectors.changes_of("meeting")
    changes = {(change.field, change.old, change.new) for change in entry.changes}
    assert (entry.by, entry.why) == ("Officer", "Too many")
    assert changes == {
        ("on the day", "Liaison", "Liaison, Head of the unit (compulsory)"),
        ("1 day before", "Liaison", "removed"),
    }


def test_saving_the_same_again_leaves_no_trace(office):
    save(office, *FIRST_OF_MEETINGS)

    assert selectors.changes_of("meeting") == []


def test_a_kind_without_stages_is_switched_off(office):
    save(office)

    assert ReminderRule.objects.filter(kind="meeting").count() == 0


def test_stages_somebody_else_changed_meanwhile_are_not_overwritten(office):
    opened = seen()
    save(office, Stage(-1, ("liaison",)))

    with pytest.raises(Outdated):
        services.save_stages("meeting", [], seen=opened, by=office)

    assert selectors.stages_of("meeting") == [Stage(-1, ("liaison",))]


def test_back_to_the_first_stages(office):
    save(office)

    services.restore_first_stages("meeting", by=office, why="It was better")

    assert selectors.stages_of("meeting") == FIRST_OF_MEETINGS
    assert selectors.changes_of("meeting")[0].why == "It was better"


def test_a_kind_nobody_declares_is_refused(office):
    with pytest.raises(DomainError):
        services.save_stages("nothing", [], seen="", by=office)


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin"])
def test_only_the_office_changes_rules(role):
    person = UserFactory(role=role)

    with pytest.raises(PermissionDenied):
        save(person)
    with pytest.raises(PermissionDenied):
        services.restore_first_stages("meeting", by=person, why="Mine")

    assert selectors.stages_of("meeting") == FIRST_OF_MEETINGS


@pytest.mark.parametrize("facts", [{"offset": -3}, {"levels": []}, {"offset": 91}], ids=["twice", "nobody", "too far"])
def test_the_database_refuses_a_bad_rule(facts):
    rule = ReminderRule(**{"kind": "meeting", "offset": 7, "levels": ["liaison"]} | facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        rule.save()


def test_what_only_the_office_owes_names_office_and_leader_alone():
    assert selectors.levels_for("hazard-accept") == ["office", "leader"]
    assert selectors.levels_for("assignment") == ["liaison", "head", "superior", "office", "leader"]


def hours(office, version=None, **changed):
    row = SendingHours.load()
    facts = {
        "daily_at": row.daily_at,
        "brief_at": row.brief_at,
        "quiet_from": row.quiet_from,
        "quiet_until": row.quiet_until,
    }
    return services.update_hours(row, by=office, version=version or row.version, **facts | changed)


def test_hours_are_saved_with_their_history(office):
    hours(office, daily_at="09:15")

    row = SendingHours.load()
    assert (f"{row.daily_at:%H:%M}", row.version) == ("09:15", 2)
    assert history_of(row)[0].by == "Officer"


def test_a_daily_message_in_quiet_hours_is_refused(office):
    with pytest.raises(DomainError):
        hours(office, daily_at=SendingHours.load().quiet_from)


def test_hours_somebody_else_saved_meanwhile_are_not_overwritten(office):
    hours(office)

    with pytest.raises(EditConflict):
        hours(office, version=1)


def test_others_do_not_change_the_hours():
    with pytest.raises(PermissionDenied):
        hours(UserFactory(role="admin"))

    assert SendingHours.load().version == 1


@pytest.fixture
def client(office):
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(office)
    return browser


def posted(*rows, **facts):
    """The form of stages: rows of side, number and levels."""
    data = {"stage-TOTAL_FORMS": len(rows), "stage-INITIAL_FORMS": 0, "seen": seen(), "why": ""} | facts
    for place, (side, number, levels) in enumerate(rows):
        data |= {f"stage-{place}-side": side, f"stage-{place}-number": number, f"stage-{place}-levels": levels}
    return data


def edit(client, data):
    return client.post(reverse("notifications:reminder_rule_edit", args=["meeting"]), data)


def test_the_page_saves_before_on_and_after(client):
    rows = [("before", 5, ["liaison"]), ("on", "", ["liaison"]), ("after", 2, ["office"]), ("before", "", [])]

    assert edit(client, posted(*rows)).status_code == 302

    assert selectors.stages_of("meeting") == [Stage(-5, ("liaison",)), Stage(0, ("liaison",)), Stage(2, ("office",))]


def test_a_row_marked_for_removal_goes(client):
    data = posted(("before", 5, ["liaison"]), ("after", 2, ["office"])) | {"stage-1-is_removed": "on"}

    edit(client, data)

    assert selectors.stages_of("meeting") == [Stage(-5, ("liaison",))]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("before", "", ["liaison"])], "Say how many days."),
        ([("before", 2, [])], "Choose whom to tell."),
        ([("before", 2, ["liaison"]), ("before", 2, ["head"])], "There is a rule for this day already."),
        ([("before", 91, ["liaison"])], "less than or equal to 90"),
        ([("sideways", 2, ["liaison"])], "not one of the available choices"),
    ],
)
def test_a_bad_row_is_told_at_the_field(client, rows, said):
    answer = edit(client, posted(*rows))

    assert said in answer.text
    assert selectors.stages_of("meeting") == FIRST_OF_MEETINGS


def test_a_clash_shows_what_is_saved_now_and_lets_one_save_again(client, office):
    mine = posted(("before", 5, ["liaison"]))
    save(office, Stage(7, ("leader",)))

    clash = edit(client, mine)
    assert "7 working days after" in clash.text
    assert 'value="5"' in clash.text
    edit(client, mine | {"seen": seen()})

    assert selectors.stages_of("meeting") == [Stage(-5, ("liaison",))]


def test_the_page_says_that_a_kind_is_switched_off(client, office):
    save(office)

    assert "Nobody is reminded of this." in client.get(reverse("notifications:reminder_rules")).text


def test_the_page_of_rules_asks_as_often_whatever_the_rules(client, office, django_assert_num_queries):
    client.get(reverse("notifications:reminder_rules"))
    with django_assert_num_queries(8) as asked:
        client.get(reverse("notifications:reminder_rules"))
    save(office, *(Stage(number, ("liaison",)) for number in range(1, 20)))

    with django_assert_num_queries(len(asked)):
        client.get(reverse("notifications:reminder_rules"))
