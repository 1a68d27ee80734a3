"""A later deadline: the unit asks, the office answers by a day of its own."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import Post, Role, User
from core.errors import DomainError
from core.history import because
from core.templatetags.portal import day as as_said
from core.text import with_note
from inspections import rules
from inspections.models import Extension, Hazard
from inspections.selectors.deadlines import Terms
from inspections.services.states import demand, locked, refuse_without, save, tell, tell_unit, too_late

State = Hazard.State
DECIDED_IN = (State.RECTIFYING, State.RECTIFIED)


def ask_extension(hazard: Hazard, *, by: User, new_due_on: date, why: str, late_why: str = "") -> Extension:
    """Asked later than the rule allows, it needs a reason for that too (`late_why`); early, none is kept."""
    why, today, terms = refuse_without(why), timezone.localdate(), Terms.load()
    with because(why, by=by), transaction.atomic():
        row = locked(hazard)
        demand(rules.works_on(by, row))
        if row.state != State.RECTIFYING or row.due_on is None:
            raise too_late(row)
        _refuse_day(row.due_on, new_due_on, today)
        if row.extensions.filter(granted=None).exists():
            raise DomainError(_("An extension is asked for already. Wait for the answer."))
        is_late = today > terms.latest_start("extension_ask_before", row.due_on)
        if is_late and not late_why.strip():
            raise DomainError(_("Say why you ask later than the rule allows."))
        asked = Extension.objects.create(
            hazard=row,
            old_due_on=row.due_on,
            new_due_on=new_due_on,
            why=why,
            late_why=late_why.strip() if is_late else "",
            asked_on=today,
            asked_by=by,
            answer_due_on=terms.due("extension_answer", today),
        )
        save(row)
        words = lazy(lambda: _("More time asked for until %(day)s: %(hazard)s") % _told(row, new_due_on), str)()
        tell(_office_posts(row), row, "extension-asked", words)
        return asked


def decide_extension(extension: Extension, *, by: User, granted: bool, decision: str = "") -> Extension:
    """Granted: the deadline moves, the first one stays. Refused: the reason goes to the unit.

    Also while a completion waits for re-inspection: the request was there before it.
    """
    decision = decision.strip() if granted else refuse_without(decision)
    with because(decision, by=by), transaction.atomic():
        row = locked(extension.hazard)
        demand(rules.may_manage(by, row.campaign))
        asked = Extension.objects.select_for_update().get(pk=extension.pk)
        if asked.granted is not None:
            raise DomainError(_("This request has been decided in the meantime."))
        if granted and row.state not in DECIDED_IN:
            raise too_late(row)
        asked.granted, asked.decision = granted, decision
        asked.decided_on, asked.decided_by = timezone.localdate(), by
        asked.save()
        save(row, **({"due_on": asked.new_due_on} if granted else {}))
        _tell_answer(row, asked)
        return asked


def _refuse_day(old: date, new: date, today: date) -> None:
    if new <= old:
        raise DomainError(_("The new deadline has to be later than the present one."))
    if new <= today:
        raise DomainError(_("The new deadline has to lie ahead."))


def _office_posts(row: Hazard) -> list[Post]:
    held = Post.objects.held_on(timezone.localdate()).filter(role=Role.OFFICE, person__is_active=True)
    posts = held.filter(unit__path__startswith=row.campaign.area.path).select_related("person", "unit")
    return [post for post in posts if rules.is_office_of(post.person, row.campaign)]


def _tell_answer(row: Hazard, asked: Extension) -> None:
    def words() -> str:
        if asked.granted:
            return _("Extended to %(day)s: %(hazard)s") % _told(row, asked.new_due_on)
        facts = _told(row, asked.old_due_on) | {"why": asked.decision}
        return _("Not extended, the deadline stays %(day)s: %(hazard)s. %(why)s") % facts

    tell_unit(row, "extension-answered", lazy(words, str)())


def _told(row: Hazard, day: date) -> dict[str, str]:
    """A message may go to a superior's liaison, so it names the unit."""
    return {"hazard": with_note(row, row.unit), "day": as_said(day)}
