"""Pages of messages beside a bare page as the outbox grows, and what PostgreSQL does for the statements behind them."""

import os
import re
import time
from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from accounts.models import User
from bench.measuring import BARE, Taken, first_answer
from bench.owing import owing_county
from campaigns.models import Notice
from notifications.models import Delivery, Reminder
from notifications.selectors.deliveries import DeliveryFilters, deliveries, with_parts
from safetymonth.synthesis.copying import SLUG, analyze

UNITS, LINES = 1_000, 3
OFFICE = {
    BARE: "/bare/",
    "messages": "/messages/",
    "messages, queued": "/messages/?state=queued",
    "messages, sent": "/messages/?state=sent",
    "messages, failed": "/messages/?state=failed",
    "messages, last page": "/messages/?state=sent&page=200",
    "preview of the next run": "/messages/preview/",
    "told about a notice": "/told/notice-{notice}/",
}
LIAISON = {"inbox": "/inbox/", "unread, for the bell": "/inbox/unread/"}
# A year of working days, the newest first; of a thousand messages one failed, a few wait.
FILL = """
    INSERT INTO notifications_notification (post_id, key, subject, text, url, is_urgent, day, created_at, read_at)
    SELECT posts.id, 'made-' || n, '', '3 matters wait for you', '', false, (now() - n * %(step)s)::date,
           now() - n * %(step)s, CASE WHEN n %% 50 > 0 THEN now() END
    FROM generate_series(1, %(rows)s) n
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS all_of_them
          FROM accounts_post WHERE role = 'liaison') posts ON posts.place = n %% posts.all_of_them;
    INSERT INTO notifications_reminder (kind, subject, item, due_on, "offset", level, post_id, unit_id, notification_id,
           number, name, reason, told_further, url, rank, is_compulsory, is_late, is_taken_over)
    SELECT 'notice', 'notice-' || message.id %% 5000, 'made-' || message.id, message.day, 0, 'liaison', post.id,
           post.unit_id, message.id, '', 'Checks before the holiday', 'not signed yet', '', '/', 0, true, false, false
    FROM notifications_notification message JOIN accounts_post post ON post.id = message.post_id;
    INSERT INTO notifications_delivery (key, channel, person_id, unit_id, notification_id, day, state, is_urgent, is_late,
           next_at, attempts, sent_at, error, created_at)
    SELECT 'email-' || message.id, 'email', post.person_id, post.unit_id, message.id, message.day, found.state,
           false, false, message.created_at, 1, CASE found.state WHEN 'sent' THEN message.created_at END, '',
           message.created_at
    FROM notifications_notification message JOIN accounts_post post ON post.id = message.post_id,
         LATERAL (SELECT CASE WHEN message.id %% 1000 = 1 THEN 'failed' WHEN message.id %% 300 = 2 THEN 'queued'
                  ELSE 'sent' END AS state) found
"""


def measure(rows: int, rounds: int, with_plans: int) -> None:
    owing_county(units=UNITS, lines=LINES)
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"rows": rows, "step": timedelta(days=365) / rows})
    analyze()
    show(rows, ask(rounds))
    if with_plans:
        show_plans()


def ask(rounds: int) -> dict[str, Taken]:
    """Each round asks every page once, as the office and as a liaison."""
    office, liaison = User.objects.get(username=SLUG), User.objects.filter(posts__role="liaison").order_by("pk")[0]
    notice = Notice.objects.get().pk
    wanted = {name: (office, address.format(notice=notice)) for name, address in OFFICE.items()}
    wanted |= {name: (liaison, address) for name, address in LIAISON.items()}
    clients = {person.pk: Client() for person in (office, liaison)}
    for person in (office, liaison):
        clients[person.pk].force_login(person)
    taken = {name: first_answer(clients[person.pk], address) for name, (person, address) in wanted.items()}
    for _round in range(rounds):
        for name, (person, address) in wanted.items():
            started = time.perf_counter()
            clients[person.pk].get(address)
            taken[name].seconds.append(time.perf_counter() - started)
    return taken


def show(rows: int, taken: dict[str, Taken]) -> None:
    print(f"{rows:,} messages of a year, {UNITS:,} units; load {os.getloadavg()[0]:.1f}")
    for name, one in taken.items():
        ratio = one.milliseconds / taken[BARE].milliseconds
        print(f"    {name:26}{one.queries:4} queries{one.milliseconds:9.1f} ms{ratio:8.1f}", flush=True)


def show_plans() -> None:
    office, now = User.objects.get(username=SLUG), timezone.now()
    listed = with_parts(deliveries(office, DeliveryFilters()))
    statements: dict[str, QuerySet] = {
        "claim": Delivery.objects.due(now).filter(channel__in=["email", "sms", "robot"]).in_turn()[:1],
        "messages": listed[:50],
        **{f"messages, {state}": listed.filter(state=state)[:50] for state in Delivery.State.values},
        "told of a subject": Reminder.objects.visible_to(office).filter(subject="notice-7"),
        "told already": Reminder.objects.filter(
            kind="notice", item__in=[f"receipt-{n}" for n in range(2_000)], offset=0
        ),
    }
    for name, rows in statements.items():
        told = rows.explain(analyze=True)
        used = sorted(set(re.findall(r"(?:using|Index Scan on) (\w+)|(Seq Scan on \w+)", told)))
        took = re.findall(r"Execution Time: ([\d.]+)", told)[0]
        print(f"    {name:26}{took:>10} ms  {', '.join(one or other for one, other in used)}", flush=True)
