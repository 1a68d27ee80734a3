"""Why something is owed of a hazard, put into words when the reader's language is known; nothing is asked then."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _

from core.templatetags.portal import day
from inspections.models import Extension, Hazard, LookBack
from inspections.rules import missing_implementations
from inspections.selectors.deadlines import Duty


def _since(words: Callable[[], str]) -> Callable[[Duty, Any], str]:
    """A sentence of the day from which the term runs and its length."""

    def say(term: Duty, row: Any) -> str:
        return words() % {"day": day(term.since), "length": term.rule.length if term.rule else ""}

    return say


def _check(term: Duty, row: Hazard) -> str:
    facts = {"day": day(term.since), "length": term.rule.length if term.rule else ""}
    if row.report.check_extended_on:
        return _("Accepted on %(day)s; the check was extended by %(length)s.") % facts
    return _("Accepted on %(day)s; it is checked on site within %(length)s.") % facts


def _five(term: Duty, row: Hazard) -> str:
    names = _(", ").join(missing_implementations(row))
    return _("Graded as a major hazard on %(day)s. Still missing: %(names)s.") % {
        "day": day(term.since),
        "names": names,
    }


def _rectify(term: Duty, row: Hazard) -> str:
    if row.times_reopened:
        return _("Reopened because the fix did not hold; the first deadline stays.")
    if row.ordered_on is None:
        return _("A major hazard to be rectified.") if row.is_major else _("A hazard to be rectified.")
    facts = {"day": day(row.ordered_on)}
    if row.is_major:
        return _("A major hazard; its rectification was ordered on %(day)s.") % facts
    return _("The rectification was ordered on %(day)s.") % facts


def _extension(term: Duty, row: Extension) -> str:
    facts = {"day": day(row.asked_on), "until": day(row.new_due_on)}
    return _("On %(day)s the unit asked for more time until %(until)s.") % facts


def _look_back(term: Duty, row: LookBack) -> str:
    return _("Fixed on %(day)s. Why it is looked at again: %(why)s.") % {
        "day": day(term.since),
        "why": row.get_reason_display(),
    }


WORDS: dict[str, Callable[[Duty, Any], str]] = {
    "accept_days": _since(lambda: _("Reported on %(day)s; it is accepted or refused within %(length)s.")),
    "public_case_days": _check,
    "five": _five,
    "rectify": _rectify,
    "acceptance_visit": _since(lambda: _("Completion filed on %(day)s; it is re-inspected within %(length)s.")),
    "extension_answer": _extension,
    "listing_filed": _since(
        lambda: _("Listed for supervision on %(day)s; it is filed with the committee office within %(length)s.")
    ),
    "listing_public": _since(lambda: _("Listed for supervision on %(day)s; it is made public within %(length)s.")),
    "result_public": _since(lambda: _("De-listed on %(day)s; the result is made public within %(length)s.")),
    "look_back": _look_back,
    "tell_reporter_days": _since(lambda: _("Closed on %(day)s; the reporter is told the result within %(length)s.")),
    "reward_paid": _since(lambda: _("The penalty was executed on %(day)s; the reward is paid within %(length)s.")),
}


def _words_of(term: Duty, row: Any) -> str:
    return WORDS[term.code](term, row)


# Made once: each call of `lazy` builds a class, which for ten thousand hazards takes seconds.
_later = lazy(_words_of, str)


def reason_of(term: Duty, row: Any) -> str | Promise:
    """`row` is what the term belongs to: the hazard, an extension, a look-back …"""
    return _later(term, row)
