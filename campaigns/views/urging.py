"""What became of an urging, in words; for every page that has the button."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.services.urging import named


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
