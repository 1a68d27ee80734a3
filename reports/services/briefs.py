"""Writing the morning brief and telling of it: once for each campaign and working day."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import Post, User
from campaigns.models import Campaign
from core.languages import active_language
from core.notation import LANGUAGE_NAMES
from core.workdays import is_workday
from notifications.models import ChannelChoice, SendingHours
from notifications.services.telling import queue
from reports.models import Brief
from reports.selectors.brief_figures import numbers_of
from reports.selectors.briefs import READERS, BriefWords, compose, first_day_of, words_of

LANGUAGES = [code for code, _name in LANGUAGE_NAMES]


def write_briefs(now: datetime) -> list[Brief]:
    """Those of the campaigns that run, once the hour of a working day has come; what is written already stays.

    Safe to run twice, side by side, and after a kill: a brief is saved together with the messages that tell of it.
    """
    local = timezone.localtime(now)
    if local.time() < SendingHours.load().brief_at or not is_workday(local.date()):
        return []
    running = Campaign.objects.filter(state=Campaign.State.RUNNING)
    due = running.exclude(briefs__day=local.date()).order_by("pk")
    return [brief for pk in due.values_list("pk", flat=True) if (brief := _write(pk, local.date(), now))]


@transaction.atomic
def _write(pk: int, day: date, now: datetime) -> Brief | None:
    """None where another process is writing it at this moment, or has."""
    campaign = Campaign.objects.select_for_update(skip_locked=True, no_key=True, of=("self",)).filter(pk=pk)
    found = campaign.select_related("area").first()
    if found is None or Brief.objects.filter(campaign=found, day=day).exists():
        return None
    readers = readers_of(found, day)
    if not readers:
        return None
    since, last = first_day_of(found, day)
    facts = {"now": now, "since": since, "last": last}
    speaking = {role: next(post.person for post in readers if post.role == role) for role in _roles(readers)}
    brief = Brief.objects.create(
        campaign=found,
        day=day,
        since=since,
        made_at=now,
        content={role: _in_languages(found, user=person, **facts) for role, person in speaking.items()},
        numbers=numbers_of(found, user=next(iter(speaking.values()))),
    )
    for role in speaking:
        _tell(brief, [post for post in readers if post.role == role])
    return brief


def readers_of(campaign: Campaign, day: date) -> list[Post]:
    """The posts of office and leaders whose area is the campaign's; each acts in that post here."""
    held = Post.objects.held_on(day).filter(role__in=READERS, unit__path__startswith=campaign.area.path)
    found = []
    for post in held.filter(person__is_active=True).select_related("person").order_by("valid_from", "pk"):
        post.person.chosen_post_id = post.pk
        if post.person.area is not None and post.person.area.pk == campaign.area_id:
            found.append(post)
    return found


def _roles(posts: list[Post]) -> list[str]:
    return [role for role in READERS if any(post.role == role for post in posts)]


def _in_languages(campaign: Campaign, *, user: User, **facts: Any) -> dict[str, Any]:
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = compose(campaign, user=user, **facts).kept()
    return said


def _tell(brief: Brief, posts: list[Post]) -> None:
    """Whoever doesn't want it finds it on its page."""
    people = [post.person_id for post in posts]
    unwilling = set(ChannelChoice.objects.filter(wants_brief=False, person__in=people).values_list("person", flat=True))
    willing = [post for post in posts if post.person_id not in unwilling]

    def words() -> BriefWords:
        of_role = brief.content[willing[0].role]
        return words_of(of_role.get(active_language()) or next(iter(of_role.values())))

    def said() -> str:
        return _("Morning brief: %(words)s") % {"words": words().headline}

    def enclosed() -> list[dict[str, Any]]:
        return [
            {"heading": part.heading, "lines": [{"text": line.sentence, "url": line.url} for line in part.lines]}
            for part in words().parts
            if part.lines
        ]

    if willing:
        key, url = f"brief-{brief.pk}", brief.get_absolute_url()
        queue(willing, key=key, text=lazy(said, str)(), url=url, at_once=True, enclosed=enclosed)
