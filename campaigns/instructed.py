"""What a leader may write an instruction on: each app declares its records in `settings.INSTRUCTION_SUBJECTS`.

A record is named as for what is owed and told: "hazard-7" (`notifications.duties.subject_of`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.models import User
from campaigns.models import Campaign, PlanItem
from units.models import Unit


@dataclass(frozen=True)
class About:
    """A record as one reader may know it. `units` are those concerned, `plan_item` what the work belongs to."""

    subject: str
    kind: str | Promise
    name: str
    url: str
    units: tuple[Unit, ...] = ()
    plan_item: PlanItem | None = None


class FindAbout(Protocol):
    """Of one kind the records with these keys that belong to the campaign and that the person may see."""

    def __call__(self, keys: Collection[int], *, user: User, campaign: Campaign) -> Iterable[About]: ...


@cache
def finders() -> Mapping[str, FindAbout]:
    """By the first part of the name of a record."""
    return {kind: find for path in settings.INSTRUCTION_SUBJECTS for kind, find in import_string(path).items()}


def abouts(subjects: Iterable[str], *, user: User, campaign: Campaign) -> dict[str, About]:
    """By name, in one query or two for each kind; what the person may not see or is gone is left out."""
    keys: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        kind, _dash, key = subject.partition("-")
        if kind in finders() and key.isdecimal() and len(key) < 19:
            keys[kind].add(int(key))
    found = (finders()[kind](of_kind, user=user, campaign=campaign) for kind, of_kind in keys.items())
    return {about.subject: about for of_kind in found for about in of_kind}


def about(subject: str, *, user: User, campaign: Campaign) -> About | None:
    return abouts([subject], user=user, campaign=campaign).get(subject)
