"""What the demo's people found in their inboxes."""

from datetime import datetime
from typing import Any

from django.utils import translation

from activities.models import Activity, Remark
from campaigns.models import Campaign, Receipt, UnitAssignment
from campaigns.services.telling import moment_words
from notifications.models import Notification
from notifications.services.telling import liaison_posts
from safetymonth.demo.register import County
from safetymonth.demo.words import Words, data


class Inbox:
    """Collects messages and writes them at once, at the time each was sent."""

    def __init__(self, county: County, campaign: Campaign, words: Words) -> None:
        self.county, self.campaign, self.words = county, campaign, words
        self.texts, self.rows = data("texts")["inbox"], []
        self.posts = {unit.pk: liaison_posts(unit)[:1] for unit in county.units.values()}

    def fill(self) -> None:
        # Dates are written in the demo's language.
        with translation.override(self.words.language):
            self._notices()
            self._assignments()
            self._returned()
            self._remarks()
        sent = [row.created_at for row in self.rows]
        Notification.objects.bulk_create(self.rows)
        # The creating set them to now.
        for row, moment in zip(self.rows, sent, strict=True):
            row.created_at = moment
        Notification.objects.bulk_update(self.rows, ["created_at"], batch_size=500)

    def _add(self, unit_id: int, key: str, pattern: str, about: Any, sent: datetime, read: Any, **facts: Any) -> None:
        text = self.words(self.texts[pattern]).format(**facts)
        for post in self.posts[unit_id]:
            row = Notification(post=post, key=key, text=text, url=about.get_absolute_url(), read_at=read)
            row.created_at = sent
            self.rows.append(row)

    def _notices(self) -> None:
        for receipt in Receipt.objects.filter(notice__campaign=self.campaign).select_related("notice__campaign"):
            notice = receipt.notice
            facts = {"number": notice.number, "title": notice.title, "by": day(notice.sign_by)}
            key = f"notice-{notice.pk}-issued"
            self._add(receipt.unit_id, key, "notice", notice, notice.issued_at, receipt.read_at, **facts)

    def _assignments(self) -> None:
        shares = UnitAssignment.objects.filter(assignment__campaign=self.campaign, assignment__state="sent")
        for share in shares.select_related("assignment__campaign"):
            work = share.assignment
            facts = {"title": work.title, "by": day(work.due_at)}
            key = f"assignment-{work.pk}-sent"
            self._add(share.unit_id, key, "assignment", work, work.sent_at, work.sent_at, **facts)

    def _returned(self) -> None:
        for row in Activity.objects.filter(campaign=self.campaign, state=Activity.State.RETURNED):
            key = f"activity-{row.pk}-returned-{row.version}"
            facts = {"title": row.title, "why": row.returned_why}
            self._add(row.unit_id, key, "returned", row, row.reviewed_at, None, **facts)

    def _remarks(self) -> None:
        """What units answered is for the office."""
        office = list(self.county.people["office"].posts_today)
        self.posts[office[0].unit_id] = office
        for row in Remark.objects.filter(activity__campaign=self.campaign).select_related("activity", "by"):
            facts = {"name": row.by.name, "title": row.activity.title, "text": row.text}
            key = f"activity-{row.activity_id}-remark-{row.pk}"
            self._add(office[0].unit_id, key, "remark", row.activity, row.activity.submitted_at, None, **facts)


def day(moment: datetime | None) -> str:
    return "" if moment is None else moment_words(moment)
