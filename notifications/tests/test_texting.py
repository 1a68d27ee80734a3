"""Text messages, into the file of trials."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from accounts.tests.factories import PostFactory, UserFactory
from notifications.models import ChannelChoice, Delivery
from notifications.services.reminding import remind
from notifications.services.sending import sweep
from notifications.services.telling import queue
from notifications.services.texting import SmsSender
from notifications.tests.sources import OWED, owe
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 6, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def file(settings, tmp_path):
    settings.SMS_URL = f"file:{tmp_path}"
    settings.SITE_URL = "https://portal.example.org"
    with time_machine.travel(NINE, tick=False):
        yield tmp_path / "messages.jsonl"


@pytest.fixture
def post():
    person = UserFactory(phone="139 0000 0000")
    return PostFactory(person=person, unit=UnitFactory(parent=CountyFactory()))


def sent(file):
    sweep([SmsSender()])
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_an_urgent_message_goes_to_the_mobile(file, post):
    queue([post], key="a", text="Gas leaks", urgent=True)

    [message] = sent(file)

    assert message["phone"] == "13900000000"
    assert message["text"] == "Gas leaks https://portal.example.org/inbox/ 【Safety Month】"


def test_the_merged_message_goes_by_text_only_if_chosen_or_compulsory(file, owed, post):
    owe(post.unit, date(2026, 6, 10))
    remind(timezone.now())
    assert sent(file) == []

    other = PostFactory(person=UserFactory(phone="13900000001"), unit=post.unit)
    ChannelChoice.objects.create(person=other.person, by_sms=True)
    queue([other], key="b", text="News", urgent=True)

    assert [message["phone"] for message in sent(file)] == ["13900000001"]


def test_a_compulsory_stage_goes_by_text(file, owed, post):
    owe(post.unit, date(2026, 6, 9))
    remind(timezone.now())

    assert "1 matter waits for you" in sent(file)[0]["text"]


def test_what_is_settled_meanwhile_is_not_sent(file, owed, post):
    owe(post.unit, date(2026, 6, 9))
    remind(timezone.now())
    OWED.clear()

    assert sent(file) == []
    assert Delivery.objects.get().state == "dropped"


def test_a_number_that_is_gone_fails(file, post):
    queue([post], key="a", text="Gas leaks", urgent=True)
    post.person.phone = ""
    post.person.save()

    assert sent(file) == []
    assert Delivery.objects.get().state == "failed"


@pytest.mark.parametrize(("url", "phone"), [("", "13900000000"), ("file:/tmp/never", "010-88880000")])
def test_without_gateway_or_mobile_nothing_is_queued(settings, post, url, phone):
    settings.SMS_URL = url
    post.person.phone = phone
    post.person.save()

    queue([post], key="a", text="Gas leaks", urgent=True)

    assert not Delivery.objects.exists()
