"""What can't wait for the message of the day: a major hazard, a listing, production stopped, a device's alarm."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import User
from core.text import with_note
from inspections.models import Hazard
from inspections.services.states import tell
from notifications.selectors.directory import Directory


def alarm_graded(hazard: Hazard, *, by: User) -> None:
    _tell_all(hazard, "major", lambda: _("Graded as a major hazard: %(hazard)s"), by)


def alarm_stopped(hazard: Hazard, *, by: User) -> None:
    _tell_all(hazard, "stopped", lambda: _("Production is stopped because of a hazard: %(hazard)s"), by)


def alarm_listed(hazard: Hazard, *, listed_by: str, by: User) -> None:
    _tell_all(hazard, "listed", lambda: _("Listed for supervision by %(by)s: %(hazard)s"), by, {"by": listed_by})


def alarm_of_device(hazard: Hazard, *, by: User) -> None:
    _tell_all(hazard, "alarm", lambda: _("A device raised the alarm: %(hazard)s"), by)


def _tell_all(
    hazard: Hazard, occasion: str, pattern: Callable[[], str], by: User, facts: dict[str, str] | None = None
) -> None:
    """The unit's liaison and head, its superior, the office and the leaders at once; whoever did it knows."""
    directory = Directory(timezone.localdate())
    posts = directory.of_all_levels(hazard.unit_id, hazard.campaign.area.path)
    text = lazy(
        lambda: (
            pattern() % ({"hazard": with_note(hazard, hazard.unit) if hazard.unit else str(hazard)} | (facts or {}))
        ),
        str,
    )()
    tell([post for post in posts if post.person_id != by.pk], hazard, occasion, text, urgent=True)
