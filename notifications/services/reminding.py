"""The merged message of a working day: one to a person, each line told once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone, translation

from accounts.models import Post
from core.workdays import is_workday
from notifications.models import Notification, Reminder, ReminderDay, SendingHours
from notifications.selectors.planning import Line, Plan, plan_of
from notifications.selectors.wording import further_words, headline, name_for
from notifications.services.digesting import queue_digests
from notifications.services.outbox import send_news, send_out

# People in one transaction: a kill loses no more than their part, which the next minute tells anew.
AT_ONCE = 100
# Of PostgreSQL's advisory locks: whoever holds it tells, others leave.
RUN_LOCK = 2026_06_01


def remind(now: datetime) -> Plan | None:
    """Tell what is due once the hour of a working day has come; None when there is nothing to do.

    Safe to run twice, side by side, and after a kill: a person gets one message a day, a post each line once.
    """
    local = timezone.localtime(now)
    day = local.date()
    if local.time() < SendingHours.load().daily_at or not is_workday(day):
        return None
    if ReminderDay.objects.filter(day=day).exists():
        return None
    plan = plan_of(day)
    people = list(plan.by_person.values())
    groups = [people[start : start + AT_ONCE] for start in range(0, len(people), AT_ONCE)]
    if not all(_tell(group, day) for group in groups):
        return None
    send_news(day)
    queue_digests(day)
    ReminderDay.objects.get_or_create(
        day=day, defaults={"finished_at": now, "messages": len(people), "lines": plan.lines}
    )
    return plan


@transaction.atomic
def _tell(people: Sequence[Sequence[Line]], day: date) -> bool:
    """False when another process is telling at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [RUN_LOCK])
        if not cursor.fetchone()[0]:
            return False
    persons = [lines[0].post.person_id for lines in people]
    told = set(Notification.objects.filter(day=day, post__person__in=persons).values_list("post__person", flat=True))
    fresh = [lines for lines in people if lines[0].post.person_id not in told]
    messages = Notification.objects.bulk_create(_message(lines, day) for lines in fresh)
    told_by = list(zip(messages, fresh, strict=True))
    Reminder.objects.bulk_create([_reminder(line, message) for message, lines in told_by for line in lines])
    compulsory = {message.pk for message, lines in told_by if any(line.rule.is_compulsory for line in lines)}
    late = {message.pk for message, lines in told_by if any(line.is_late for line in lines)}
    send_out(messages, compulsory=compulsory, late=late)
    return True


def _message(lines: Sequence[Line], day: date) -> Notification:
    """The inbox message, at the post the person has held the longest of those told."""
    post = min((line.post for line in lines), key=lambda post: (post.valid_from, post.pk))
    with _language_of(post):
        return Notification(post=post, key=f"reminders-{day:%Y%m%d}", day=day, text=headline(lines))


def _reminder(line: Line, message: Notification) -> Reminder:
    duty = line.duty
    with _language_of(line.post):
        return Reminder(
            kind=duty.kind,
            subject=duty.subject,
            item=duty.item,
            due_on=duty.due_on,
            offset=line.rule.offset,
            level=line.level,
            post=line.post,
            unit_id=duty.unit_id,
            notification=message,
            number=duty.number[:80],
            name=name_for(line)[:250],
            reason=str(duty.reason)[:500],
            told_further=further_words(line.further),
            url=duty.url,
            rank=-line.rule.offset,
            is_compulsory=line.rule.is_compulsory,
            is_late=line.is_late,
            is_taken_over=line.is_taken_over,
        )


def _language_of(post: Post) -> translation.override:
    return translation.override(post.person.own_language)
