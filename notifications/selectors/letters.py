"""A queued message as an e-mail shows it, in the active language: how near each day is, addresses that work anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Post, User
from core.links import absolute
from core.workdays import Calendar
from notifications.duties import sources
from notifications.models import Delivery, Reminder
from notifications.selectors.delivering import Letter
from notifications.selectors.nearness import Nearness, nearness
from notifications.selectors.wording import matters

# Nobody reads more in one letter, and mail programs cut long ones.
MOST = 100


@dataclass(frozen=True)
class LetterLine:
    """One matter, as near as its day is on the day of sending."""

    told: Reminder
    near: Nearness
    counts_from_start: bool
    url: str


@dataclass(frozen=True)
class LetterNews:
    """What came into the inbox and left by no letter of its own."""

    text: str
    url: str


@dataclass(frozen=True)
class Enclosed:
    """A part of what a message carries with it."""

    heading: str
    lines: Sequence[LetterNews]


@dataclass(frozen=True)
class LetterPage:
    """`url` leads to what a message of one sentence is about, else to the inbox. `role` is why the reader gets it."""

    headline: str
    url: str
    role: str
    is_compulsory: bool
    is_urgent: bool
    lines: Sequence[LetterLine] = ()
    news: Sequence[LetterNews] = ()
    # Lines that only the portal shows.
    more: int = 0
    enclosed: Sequence["Enclosed"] = ()

    @property
    def subject(self) -> str:
        """What is the case; of a single matter its name."""
        if self.is_urgent:
            return _("Urgent: %(words)s") % {"words": self.headline}
        if len(self.lines) != 1:
            return self.headline if self.lines or len(self.news) != 1 else self.news[0].text
        line = self.lines[0]
        named = f"{line.told.number} {line.told.name}".strip()
        return _("%(name)s: %(near)s") % {"name": named, "near": line.near.words}


def page_of(row: Delivery, person: User, letter: Letter, calendar: Calendar) -> LetterPage:
    post = row.notification.post if row.notification else person.post
    lines = sorted(_lines(letter, calendar), key=lambda line: (line.told.rank, line.told.due_on, line.told.pk))
    return LetterPage(
        matters(len(lines), sum(line.near.is_late for line in lines)) if lines else str(letter.headline),
        _address(letter.url),
        _role(post) if post else person.name,
        row.is_urgent or any(line.told.is_compulsory for line in lines),
        row.is_urgent,
        lines[:MOST],
        [LetterNews(message.text, _address(message.url)) for message in letter.news[:MOST]],
        more=max(0, len(lines) - MOST),
        enclosed=[
            Enclosed(part["heading"], [LetterNews(line["text"], _address(line["url"])) for line in part["lines"]])
            for part in letter.enclosed
        ],
    )


def _lines(letter: Letter, calendar: Calendar) -> Iterator[LetterLine]:
    today, kinds = timezone.localdate(), sources()
    for told in letter.lines:
        waits = kinds[told.kind].counts_from_start
        near = nearness(told.due_on, today, calendar, counts_from_start=waits)
        yield LetterLine(told, near, waits, _address(told.url))


def _address(path: str) -> str:
    return absolute(path if path.startswith("/") else reverse("notifications:inbox"))


def _role(post: Post) -> str:
    return _("%(role)s at %(unit)s") % {"role": post.get_role_display(), "unit": post.unit.name}
