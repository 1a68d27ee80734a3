"""Calling group robots: all that waits for one goes in one call, at most once a minute (reliability F18)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.sealing import SealUnknown, unseal
from notifications.channels import robots
from notifications.channels.outcomes import Outcome, Result
from notifications.models import Delivery, OutboundHost, Robot
from notifications.selectors.digests import Said, digest_of
from notifications.services.sending import finish

TURN = timedelta(minutes=1)


class RobotSender:
    channel = Delivery.Channel.ROBOT

    def send(self, row: Delivery) -> Outcome:
        """With the claimed row goes all else that is due for the same robot."""
        robot = Robot.objects.select_related("unit").get(deliveries=row.pk)
        if not robot.is_active:
            return Outcome(Result.DROPPED, _("The robot is switched off."))
        now = timezone.now()
        if not _is_free(robot, now):
            return _wait(robot, now)
        others = _claim_others(row, now)
        with translation.override(robot.language):
            said = digest_of(robot, _with_texts([row, *others]))
            outcome = self._call(robot, said, now)
        for other in others:
            finish(other, _of(other, said, outcome), timezone.now())
        return _of(row, said, outcome)

    def close(self) -> None:
        """Each call closes its own line."""

    def _call(self, robot: Robot, said: Said | None, now: datetime) -> Outcome:
        if said is None:
            return Outcome(Result.DROPPED)
        try:
            address, secret = unseal(bytes(robot.sealed_address)), _secret(robot)
        except SealUnknown as error:
            return Outcome(Result.FAILED, str(error))
        if not _take_turn(robot, now):
            return _wait(Robot.objects.get(pk=robot.pk), now)
        hosts = OutboundHost.objects.filter(kind=robot.kind).values_list("host", flat=True)
        return robots.send(robot.kind, address, secret, said.digest, hosts=list(hosts))


def _of(row: Delivery, said: Said | None, outcome: Outcome) -> Outcome:
    """A row whose matters are all settled had no part in the call."""
    return outcome if said is None or row.pk in said.rows else Outcome(Result.DROPPED)


def _is_free(robot: Robot, now: datetime) -> bool:
    """A call in the future was written by a clock that has been put back since."""
    return robot.called_at is None or not now - TURN < robot.called_at <= now + TURN


def _take_turn(robot: Robot, now: datetime) -> bool:
    """Of two workers one gets it."""
    free = Q(called_at=None) | Q(called_at__lte=now - TURN) | Q(called_at__gt=now + TURN)
    return bool(Robot.objects.filter(free, pk=robot.pk).update(called_at=now))


def _wait(robot: Robot, now: datetime) -> Outcome:
    return Outcome(Result.LATER, again_at=min(robot.called_at or now, now) + TURN)


def _claim_others(row: Delivery, now: datetime) -> list[Delivery]:
    with transaction.atomic():
        due = Delivery.objects.due(now).filter(robot=row.robot_id).order_by("id")
        rows = list(due.select_for_update(skip_locked=True))
        for other in rows:
            other.state, other.claimed_at, other.attempts = Delivery.State.SENDING, now, other.attempts + 1
        Delivery.objects.bulk_update(rows, ["state", "claimed_at", "attempts"])
    return rows


def _with_texts(rows: Sequence[Delivery]) -> list[Delivery]:
    keys = [row.pk for row in rows]
    return list(Delivery.objects.filter(pk__in=keys).select_related("notification__post__unit").order_by("id"))


def _secret(robot: Robot) -> str:
    return unseal(bytes(robot.sealed_secret)) if robot.sealed_secret else ""
