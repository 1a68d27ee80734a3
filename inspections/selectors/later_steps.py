"""What happened to a hazard beside its steps, for its timeline: more time asked for, listings, look-backs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from core.history import events_of
from core.templatetags.portal import day
from inspections.models import Extension, Hazard, Listing, LookBack


@dataclass(frozen=True)
class LaterStep:
    title: str
    at: datetime
    by: str
    quote: str = ""
    colour: str = "blue"


def later_steps(hazard: Hazard) -> Iterator[LaterStep]:
    """All of them happen after the unit was shown the hazard; one query for each kind."""
    kinds: list[tuple[Any, Callable]] = [
        (Extension, _of_extension),
        (Listing, _of_listing),
        (LookBack, _of_look_back),
    ]
    for model, say in kinds:
        last: dict[int, Any] = {}
        for event in events_of(model, hazard_id=hazard.pk).order_by("pgh_id"):
            title, quote, colour = say(last.get(event.pgh_obj_id), event)
            if title:
                context = event.pgh_context.metadata if event.pgh_context else {}
                yield LaterStep(title, event.pgh_created_at, context.get("name", ""), quote, colour)
            last[event.pgh_obj_id] = event


def _of_extension(was: Any, now: Any) -> tuple[str, str, str]:
    """That it was granted is told by the deadline that moves."""
    if was is None:
        return _("More time asked for until %(day)s") % {"day": day(now.new_due_on)}, now.why, "yellow"
    if was.granted is None and now.granted is False:
        return _("Extension refused"), now.decision, "red"
    return "", "", ""


def _of_listing(was: Any, now: Any) -> tuple[str, str, str]:
    if was is None:
        return _("Listed for supervision"), now.document_no, "red"
    if was.delisted_on is None and now.delisted_on is not None:
        return _("De-listed"), now.delisted_why, "green"
    return "", "", ""


def _of_look_back(was: Any, now: Any) -> tuple[str, str, str]:
    """A relapse is told by the reopening."""
    if was is not None and not was.result and now.result == LookBack.Result.HOLDS:
        return _("Looked back: the fix holds"), now.note, "green"
    return "", "", ""
