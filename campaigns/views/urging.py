"""What was urged today and what became of an urging, for every page that has the button."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.services.urging import named
from notifications.duties import subject_of
from notifications.selectors.urges import urged_on_subject
from notifications.services.urging import urged_today


def say_urged(request, urged):
    """One message for each outcome."""
    if urged.told:
        count = len(urged.told)
        words = ngettext("%(count)s unit urged: %(units)s.", "%(count)s units urged: %(units)s.", count)
        messages.success(request, words % {"count": count, "units": named(urged.told)})
    others = (
        (messages.INFO, _("For the second time today: %(units)s."), urged.again),
        (messages.INFO, _("Already urged twice today, so not again: %(units)s."), urged.refused),
        (messages.INFO, _("Not urged, what they handed in waits for you: %(units)s."), urged.waiting),
        (messages.WARNING, _("No liaison holds a post there, call them: %(units)s."), urged.nobody_there),
    )
    for level, words, units in others:
        if units:
            messages.add_message(request, level, words % {"units": named(units)})


def facts_before(record, rows, item):
    """What the office knows before it urges: of the whole paper, and of each row on the page as `row.urges`."""
    now = timezone.now()
    found = urged_today([f"{item}-{row.pk}" for row in rows], now)
    for row in rows:
        row.urges = found.get(f"{item}-{row.pk}", ())
    return {"urged": urged_on_subject(subject_of(record), timezone.localdate(now))}
