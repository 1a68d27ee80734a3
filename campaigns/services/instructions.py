"""A leader's instruction: work with a day, at once with the units. What comes back is told by `services.instructed`."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.instructed import About
from campaigns.models import Assignment, Campaign, Instruction
from campaigns.services.access import current_campaign
from campaigns.services.assignments import add_rows, hand_out
from campaigns.services.attachments import attach
from core.errors import DomainError
from core.history import because
from core.text import shortened
from units.models import Unit

LONGEST_TITLE = 60
STOPS = ".;,\u3002\uff1b\uff0c"


@transaction.atomic
def write_instruction(
    campaign: Campaign,
    *,
    by: User,
    about: About,
    text: str,
    units: Iterable[Unit],
    due_at: datetime,
    answer: str = Assignment.Answer.SENTENCE,
    files: Iterable[File] = (),
) -> Instruction:
    """Hand the leader's words to the units and tell them, once."""
    campaign = current_campaign(campaign)
    if not rules.may_instruct(by, campaign) or by.post is None:
        raise PermissionDenied
    if answer == Assignment.Answer.ACTIVITIES:
        raise DomainError(_("An instruction is answered by a sentence or a document."))
    with because(by=by):
        assignment = Assignment.objects.create(
            campaign=campaign,
            created_by=by,
            title=title_of(text),
            instructions=text,
            due_at=due_at,
            answer=answer,
            plan_item=about.plan_item,
        )
        instruction = Instruction.objects.create(assignment=assignment, subject=about.subject, post=by.post)
        add_rows(assignment, units)
        attach(assignment, files, by=by)
        hand_out(assignment, by=by)
    return instruction


def title_of(text: str) -> str:
    """The first line of what the leader wrote, short enough for lists and reminders, without its full stop."""
    line = text.strip().split("\n", 1)[0]
    return shortened(line.strip().rstrip(STOPS) or line, LONGEST_TITLE)
