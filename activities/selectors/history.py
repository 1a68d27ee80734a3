"""The history of an activity as a person reads it: one entry for one act, whatever rows it touched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import (
    Activity,
    ActivityPhoto,
    CoOrganiserOfActivity,
    EntryOfActivity,
    IndicatorValue,
    LinkageOfActivity,
)
from core.figures import Figure, Qualifier
from core.history import Change, events_of

LINKS: dict[str, tuple[type[Model], str]] = {
    "linkages": (LinkageOfActivity, "linkage"),
    "entries": (EntryOfActivity, "entry"),
    "co_organisers": (CoOrganiserOfActivity, "unit"),
}
FIELDS = ["unit", "kind", "title", "starts_on", "ends_on", "place", "plan_item", "assignment", "narrative"]


@dataclass
class Act:
    """What one person did at one moment, for components/history.html."""

    at: datetime
    by: str
    why: str
    action: str = ""
    changes: list[Change] = field(default_factory=list)


def history_of_activity(activity: Activity) -> list[Act]:
    """Newest first. The number of queries does not grow with the number of changes."""
    acts: dict[Any, Act] = {}
    for event, action, change in _changes(activity):
        act = acts.setdefault(event.pgh_context_id or event.pgh_created_at, _act(event))
        act.action = action or act.action
        act.changes += [change] if change else []
    for act in acts.values():
        act.action = act.action or _("Changed")
    # Acts of one transaction have one time; the later one still comes first.
    return sorted(acts.values(), key=lambda act: act.at)[::-1]


def _act(event: Any) -> Act:
    facts = event.pgh_context.metadata if event.pgh_context else {}
    return Act(event.pgh_created_at, facts.get("name", ""), facts.get("why", ""))


def _changes(activity: Activity) -> Iterator[tuple[Any, str, Change | None]]:
    yield from _own_changes(activity)
    yield from _figure_changes(activity)
    for name in LINKS:
        yield from _link_changes(activity, name)
    yield from _photo_changes(activity)


def _events(model: type[Model], **which: Any) -> list[Any]:
    return list(events_of(model, **which).order_by("pgh_id"))


def _own_changes(activity: Activity) -> Iterator[tuple[Any, str, Change | None]]:
    events = _events(Activity, pgh_obj_id=activity.pk)
    names = _names(events)
    last = None
    for event in events:
        yield event, _action(last, event), None
        fields: list[str] = FIELDS if last is not None else []
        for name in fields:
            model_field = _field(Activity, name)
            was, now = getattr(last, model_field.attname), getattr(event, model_field.attname)
            if was != now:
                label = str(model_field.verbose_name)
                yield event, "", Change(label, _text(name, was, names), _text(name, now, names))
        last = event


def _field(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def _action(last: Any, event: Any) -> str:
    State = Activity.State
    if last is None:
        return _("Logged and sent for review") if event.state == State.SUBMITTED else _("Logged")
    if last.state == event.state:
        return ""
    if last.state == State.APPROVED:
        return _("Reopened")
    return {
        State.SUBMITTED: _("Sent for review again") if last.state == State.RETURNED else _("Sent for review"),
        State.APPROVED: _("Approved"),
        State.RETURNED: _("Returned"),
        State.WITHDRAWN: _("Withdrawn"),
        State.DRAFT: _("Taken up again"),
    }[State(event.state)]


def _names(events: list[Any]) -> dict[tuple[str, int], str]:
    """The records that these events point to, by field and key."""
    names: dict[tuple[str, int], str] = {}
    for name in FIELDS:
        model_field = _field(Activity, name)
        if model_field.is_relation:
            keys = {getattr(event, model_field.attname) for event in events} - {None}
            rows = model_field.related_model._base_manager.filter(pk__in=keys)
            names |= {(name, row.pk): str(row) for row in rows}
    return names


def _text(name: str, value: Any, names: dict[tuple[str, int], str]) -> str | None:
    if value is None or value == "":
        return None
    if hasattr(value, "strftime"):
        return date_format(value, "DATE_FORMAT")
    return names.get((name, value), str(value))


def _figure_changes(activity: Activity) -> Iterator[tuple[Any, str, Change]]:
    events = _events(IndicatorValue, activity_id=activity.pk)
    known: dict[int, Figure | None] = {}
    indicators = _field(IndicatorValue, "indicator").related_model._base_manager
    names = {row.pk: row.name for row in indicators.filter(pk__in={event.indicator_id for event in events})}
    for event in events:
        was = known.get(event.indicator_id)
        now = _figure(event)
        if was != now:
            yield event, "", Change(names.get(event.indicator_id, ""), _figure_text(was), _figure_text(now))
        known[event.indicator_id] = now


def _figure(event: Any) -> Figure | None:
    """None once the figure is no longer asked."""
    return None if event.pgh_label == "delete" else Figure(event.value, Qualifier(event.qualifier))


def _figure_text(figure: Figure | None) -> str | None:
    if figure is None:
        return None
    return figure.text() if figure.is_known else _("not known")


def _link_changes(activity: Activity, name: str) -> Iterator[tuple[Any, str, Change]]:
    model, other = LINKS[name]
    events = _events(model, activity_id=activity.pk)
    related = _field(model, other).related_model._base_manager
    names = {row.pk: str(row) for row in related.filter(pk__in={getattr(event, f"{other}_id") for event in events})}
    label = str(_field(Activity, name).verbose_name)
    for event in events:
        text = names.get(getattr(event, f"{other}_id"), "")
        gone = event.pgh_label == "delete"
        yield event, "", Change(label, text if gone else None, None if gone else text)


def _photo_changes(activity: Activity) -> Iterator[tuple[Any, str, Change]]:
    together: dict[Any, list[Any]] = {}
    for event in _events(ActivityPhoto, activity_id=activity.pk):
        gone = event.pgh_label == "delete"
        together.setdefault((event.pgh_context_id or event.pgh_created_at, gone), []).append(event)
    for (_act, gone), events in together.items():
        words = ngettext("%(number)s photo", "%(number)s photos", len(events)) % {"number": len(events)}
        yield events[0], "", Change(_("photos"), words if gone else None, None if gone else words)


def values_at(activity: Activity, version: int) -> dict[str, Any]:
    """Figures (by indicator key, under "figures") and linked keys as they were in this version, for merging."""
    own = _events(Activity, pgh_obj_id=activity.pk)
    newer = [event for event in own if event.version > version]
    if len(newer) == len(own):
        return {}
    later = {event.pgh_context_id for event in newer} - {None}
    until_then = {"pgh_created_at__lte": newer[0].pgh_created_at} if newer else {}

    def until(model: type[Model]) -> list[Any]:
        """What belongs to no later version; those of one transaction have one time, so the time alone can't tell."""
        events = _events(model, activity_id=activity.pk, **until_then)
        return [event for event in events if event.pgh_context_id not in later]

    figures = {event.indicator_id: _figure(event) for event in until(IndicatorValue)}
    known = {indicator: figure for indicator, figure in figures.items() if figure is not None}
    return {"figures": known} | {name: _linked(until(model), other) for name, (model, other) in LINKS.items()}


def _linked(events: list[Any], other: str) -> frozenset[int]:
    linked: set[int] = set()
    for event in events:
        (linked.discard if event.pgh_label == "delete" else linked.add)(getattr(event, f"{other}_id"))
    return frozenset(linked)
