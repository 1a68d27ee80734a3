"""A person's choice of channels."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.tests.factories import UserFactory
from notifications.models import ChannelChoice, ReminderRule
from notifications.services import choosing

pytestmark = pytest.mark.django_db


@pytest.fixture
def liaison(client):
    person = UserFactory(role="liaison")
    client.force_login(person)
    return person


def chosen():
    return list(ChannelChoice.objects.values_list("person", "by_email", "by_sms"))


def test_without_text_messages_only_e_mail_is_asked_and_the_rest_kept(client, liaison, settings):
    settings.SMS_URL = ""
    ChannelChoice.objects.create(person=liaison, by_email=True, by_sms=True)

    assert list(client.get("/inbox/channels/").context["form"].fields) == ["by_email"]
    client.post("/inbox/channels/", {})

    assert chosen() == [(liaison.pk, False, True)]


def test_both_channels_are_chosen_where_text_messages_can_be_sent(client, liaison, settings):
    settings.SMS_URL = "file:/tmp/sms"

    client.post("/inbox/channels/", {"by_sms": "on", "person": UserFactory().pk})

    assert chosen() == [(liaison.pk, False, True)]


def test_nobody_chooses_for_somebody_else(liaison):
    with pytest.raises(PermissionDenied):
        choosing.choose_channels(UserFactory(), by=liaison, by_email=False)
    assert chosen() == []


def test_the_page_names_only_what_reaches_the_role(client, liaison):
    ReminderRule.objects.exclude(kind="notice", offset__in=[2, 4]).delete()
    ReminderRule.objects.filter(offset=4).update(levels=["office", "leader"])

    assert [kind.stages for kind in client.get("/inbox/channels/").context["compulsory"]] == [["2 working days after"]]


def test_the_page_names_the_compulsory_stages_of_each_kind(client, liaison):
    ReminderRule.objects.exclude(kind="notice", offset__in=[-1, 0, 2]).delete()

    compulsory = client.get("/inbox/channels/").context["compulsory"]

    assert [(str(kind.name), kind.stages) for kind in compulsory] == [
        ("Notices to sign", ["on the day", "2 working days after"])
    ]


def test_the_page_counts_from_the_start_what_has_no_due_day(client, liaison):
    ReminderRule.objects.exclude(kind="no-liaison", offset=2).delete()
    ReminderRule.objects.update(levels=["superior"], is_compulsory=True)

    assert [kind.stages for kind in client.get("/inbox/channels/").context["compulsory"]] == [["after 2 working days"]]
