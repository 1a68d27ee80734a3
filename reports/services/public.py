"""The only writers of what the office tells everybody: news, released figures, activities of the week."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activities.models import Activity
from campaigns.models import Campaign
from campaigns.services.access import lock_campaign
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from core.small_numbers import LEAST_TOLD
from reports.models import LeftOut, NewsItem, PublicPage, ReleasedFigure
from reports.selectors.inspected import MONEY, REWARDS_PAID
from reports.selectors.public import figure_names, may_stay_live, value_now

State = NewsItem.State


def write_news(campaign: Campaign, *, by: User, publish: bool, **facts: Any) -> NewsItem:
    with because(by=by), transaction.atomic():
        item = NewsItem(campaign=lock_campaign(campaign, by=by), made_by=by)
        apply(item, facts)
        item.state = State.PUBLISHED if publish else State.DRAFT
        item.save()
        return item


def update_news(item: NewsItem, *, by: User, version: int, **facts: Any) -> NewsItem:
    """Also of a published one: a mistake in it is put right where everybody reads it."""
    with because(by=by), transaction.atomic():
        lock_campaign(item.campaign, by=by)
        item = lock_for_edit(item, version=version)
        apply(item, facts)
        item.save()
        return item


def publish_news(item: NewsItem, *, by: User) -> NewsItem:
    return _move(item, State.PUBLISHED, by=by)


def withdraw_news(item: NewsItem, *, by: User, why: str) -> NewsItem:
    """Nobody outside reads it from now on; the reason stays in its history."""
    return _move(item, State.WITHDRAWN, by=by, why=why)


def _move(item: NewsItem, state: str, *, by: User, why: str = "") -> NewsItem:
    with because(why, by=by), transaction.atomic():
        lock_campaign(item.campaign, by=by)
        item = NewsItem.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=item.pk)
        if not item.can_become(state):
            words = _("This doesn't follow: the news item is “%(state)s” in the meantime.")
            raise DomainError(words % {"state": item.get_state_display()})
        item.state = state
        item.version += 1
        item.save(update_fields=["state", "version"])
        return item


def show_activities(campaign: Campaign, *, by: User, shows: bool) -> PublicPage:
    """Let everybody read the approved activities of the last seven days, or nobody; twice changes nothing."""
    with because(by=by), transaction.atomic():
        campaign = lock_campaign(campaign, by=by)
        page, _made = PublicPage.objects.get_or_create(campaign=campaign, defaults={"changed_by": by})
        if page.shows_activities != shows:
            page.shows_activities, page.changed_by = shows, by
            page.save(update_fields=["shows_activities", "changed_by"])
        return page


def leave_out(activity: Activity, *, by: User, left_out: bool) -> None:
    """Keep an activity off the public page, or let it on again; it stays what it is everywhere else."""
    with because(by=by), transaction.atomic():
        campaign = lock_campaign(activity.campaign, by=by)
        if left_out:
            LeftOut.objects.get_or_create(activity=activity, defaults={"campaign": campaign, "by": by})
        else:
            LeftOut.objects.filter(activity=activity).delete()


def release_figure(campaign: Campaign, *, by: User, code: str, is_live: bool) -> ReleasedFigure:
    """Tell everybody a figure: as it is today, or kept up to date."""
    with because(by=by), transaction.atomic():
        campaign = lock_campaign(campaign, by=by)
        figure = value_now(campaign, code) if code in figure_names() else None
        if figure is None or not figure.is_known:
            raise DomainError(_("Nothing is known of this figure yet, so there is nothing to release."))
        if is_live and not may_stay_live(code):
            raise DomainError(_("From day to day this figure would tell of single cases: release it as of today."))
        if code in MONEY and (value_now(campaign, REWARDS_PAID).value or 0) < LEAST_TOLD:
            raise DomainError(_("So few rewards would lead to those who got them."))
        row = ReleasedFigure(campaign=campaign, code=code, is_live=is_live, released_by=by)
        row.released_at = timezone.now()
        if not is_live:
            row.value, row.qualifier, row.as_of = figure.value, figure.qualifier, timezone.localdate()
        refuse_broken_constraints(row)
        row.save()
        return row


def take_back_figure(row: ReleasedFigure, *, by: User, why: str) -> None:
    """Gone from the public page at once; who released it and why it was taken back stays in the history."""
    with because(why, by=by), transaction.atomic():
        lock_campaign(row.campaign, by=by)
        if not ReleasedFigure.objects.filter(pk=row.pk).delete()[0]:
            raise DomainError(_("It is taken back already."))
