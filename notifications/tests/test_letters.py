"""Letters as they arrive at a real mail server, and what its troubles do to the rows (F17)."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Post
from accounts.tests.factories import UserFactory
from core.templatetags.portal import day
from core.workdays import Calendar
from notifications.models import ChannelChoice, Delivery, Notification, Reminder
from notifications.selectors.delivering import letter_of
from notifications.selectors.letters import page_of
from notifications.services import sending
from notifications.services.mailing import MailSender
from notifications.tests.sources import OWED, owe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]


@pytest.fixture
def liaison(settings):
    settings.SITE_URL = "https://portal.example"
    return addressed(language="en")


def addressed(**facts):
    person = UserFactory(role="liaison", **facts)
    person.email = f"{person.username}@unit.example"
    person.save()
    return person


def waiting(message, **facts):
    person, unit = message.post.person, message.post.unit
    to = {"channel": "email", "person": person, "unit": unit, "day": timezone.localdate()}
    return Delivery.objects.create(key=f"email-{message.pk}", notification=message, **to, **facts)


def news(person, text="Sign the notice", **facts):
    return Notification.objects.create(post=person.post, key=text, text=text, url="/notices/3/", **facts)


def merged(person, *duties, **facts):
    message = Notification.objects.create(post=person.post, key="day", text="As told", day=timezone.localdate())
    for rank, duty in enumerate(duties):
        known = {name: getattr(duty, name) for name in ("kind", "subject", "item", "due_on", "number", "name", "url")}
        Reminder.objects.create(
            **known, notification=message, post=person.post, reason=duty.reason, rank=rank, level="liaison", offset=0,
            **facts,
        )  # fmt: skip
    return message


def swept():
    sent = sending.sweep([MailSender()])
    return sent, list(Delivery.objects.order_by("pk").values_list("state", "attempts", "error"))


def in_english(duties):
    with translation.override("en"):
        return [day(duty.due_on) for duty in duties]


def words(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_letter_of_a_day_names_each_matter_with_day_reason_and_address(mail_receiver, liaison, owed):
    today = timezone.localdate()
    owe(liaison.unit, today, number="2", name="Banners", url="/a/1/")
    owe(liaison.unit, today + timedelta(days=3), name="Drill & talk", url="/a/2/", reason="begun")
    waiting(merged(liaison, *OWED, told_further="It has been told to your superior unit."))

    assert swept() == (1, [("sent", 1, "")])
    got, days = mail_receiver.mails[0], in_english(OWED)
    assert (got.recipient, got.subject) == (liaison.email, "2 matters wait for you")
    further = "It has been told to your superior unit."
    assert words(got.text)[:10] == [
        "2 matters wait for you",
        *["1. [today] 2 Banners", f"due {days[0]} · not answered yet", further, "https://portal.example/a/1/"],
        *["2. [3 days left] Drill & talk", f"due {days[1]} · begun", further, "https://portal.example/a/2/"],
        "All of it in the portal: https://portal.example/inbox/",
    ]
    assert words(got.text)[11:] == [
        f"You get this message as Liaison at {liaison.unit.name}.",
        "Choose by which channels you are told: https://portal.example/inbox/channels/",
        "Safety Month · https://portal.example/",
    ]
    assert ("Drill &amp; talk" in got.html, "<img" in got.html, "style" in got.html) == (True, False, False)


def test_letter_speaks_chinese_to_whoever_reads_chinese(mail_receiver, liaison, owed):
    liaison.language = "zh-hans"
    liaison.save()
    owe(liaison.unit, timezone.localdate(), number="2", name="悬挂横幅")
    waiting(merged(liaison, *OWED, is_compulsory=True))
    with translation.override("en"):
        swept()

    got = mail_receiver.mails[0]
    assert (got.subject, got.message["Content-Language"]) == ("2 悬挂横幅：今天", "zh-hans")
    assert words(got.text)[:2] == ["您有1项工作待办", "1. [今天] 2 悬挂横幅"]


def test_what_is_new_in_the_inbox_follows_the_matters(mail_receiver, liaison, owed):
    message = merged(liaison, owe(liaison.unit, timezone.localdate()))
    news(liaison, "A new plan")
    waiting(message)
    swept()

    told = words(mail_receiver.mails[0].text)
    assert told[4:7] == ["New in your inbox:", "* A new plan", "https://portal.example/notices/3/"]


def test_nobody_gets_what_was_told_to_a_post_no_longer_held(mail_receiver, liaison):
    waiting(news(liaison))
    Post.objects.update(valid_until="2026-01-01")

    assert swept() == (0, [("dropped", 1, "")])
    assert mail_receiver.mails == []


def test_urgent_letter_says_so_in_its_subject(mail_receiver, liaison):
    waiting(news(liaison, "Major hazard 7", is_urgent=True), is_urgent=True)
    swept()

    assert mail_receiver.mails[0].subject == "Urgent: Major hazard 7"
    assert "https://portal.example/notices/3/" in words(mail_receiver.mails[0].text)


def test_what_is_settled_between_queue_and_sending_is_left_out(mail_receiver, liaison, owed):
    today = timezone.localdate()
    done, left = owe(liaison.unit, today, name="Done"), owe(liaison.unit, today, name="Left")
    waiting(merged(liaison, done, left))
    OWED.remove(done)
    swept()

    assert mail_receiver.mails[0].subject == "Left: today"
    assert "Done" not in mail_receiver.mails[0].text


def test_nothing_left_to_say_is_dropped(mail_receiver, liaison, owed):
    waiting(merged(liaison, owe(liaison.unit, timezone.localdate())))
    OWED.clear()

    assert swept() == (0, [("dropped", 1, "")])
    assert mail_receiver.mails == []


def test_without_e_mail_chosen_only_what_is_compulsory_comes(mail_receiver, liaison, owed):
    ChannelChoice.objects.create(person=liaison, by_email=False)
    free, compulsory = (owe(liaison.unit, timezone.localdate(), name=name) for name in ("Free", "Compulsory"))
    message = merged(liaison, free, compulsory)
    message.lines.filter(name="Compulsory").update(is_compulsory=True)
    waiting(message)
    swept()

    assert mail_receiver.mails[0].subject == "Compulsory: today"
    assert "It is compulsory, so it comes by e-mail whatever you chose." in words(mail_receiver.mails[0].text)[-3]


def test_thirty_arrive_one_is_refused_and_one_waits_F17(mail_receiver, liaison):
    people = [addressed() for _number in range(32)]
    for person in people:
        waiting(news(person))
    mail_receiver.refusals = {people[10].email: "550 5.1.1 no such person", people[20].email: "451 4.7.1 try again"}
    before = timezone.now()

    sent, rows = swept()

    assert sent == 30
    assert (rows[10], rows[20]) == (("failed", 1, "550 5.1.1 no such person"), ("queued", 1, "451 4.7.1 try again"))
    assert {row for at, row in enumerate(rows) if at not in (10, 20)} == {("sent", 1, "")}
    assert sorted(mail.recipient for mail in mail_receiver.mails) == sorted(
        person.email for at, person in enumerate(people) if at not in (10, 20)
    )
    again = Delivery.objects.get(person=people[20]).next_at
    assert again >= before + timedelta(minutes=1)


def test_slow_server_is_left_and_the_row_waits_F17(mail_receiver, liaison, settings):
    settings.EMAIL_TIMEOUT, mail_receiver.delay = 0.3, 30
    waiting(news(liaison))

    assert swept() == (0, [("queued", 1, "The mail server took too long.")])
    assert mail_receiver.mails == []


def test_person_who_lost_the_address_is_failed_and_one_who_lost_the_account_is_not_written_to(mail_receiver, liaison):
    waiting(news(liaison))
    gone = addressed(is_active=False)
    waiting(news(gone))
    liaison.email = ""
    liaison.save()

    assert [row[0] for row in swept()[1]] == ["failed", "dropped"]
    assert mail_receiver.mails == []


def test_a_letter_lists_a_hundred_matters_and_counts_the_others(liaison, owed):
    duties = [owe(liaison.post.unit, timezone.localdate(), name=f"Matter {number}") for number in range(102)]
    row = waiting(merged(liaison, *duties))

    with translation.override("en"):
        page = page_of(row, liaison, letter_of(row), Calendar.load())
        text = render_to_string("notifications/mail/letter.txt", {"letter": page})

    assert (page.headline, len(page.lines), page.more) == ("102 matters wait for you", 100, 2)
    assert "\n2 more in the portal\n" in text
