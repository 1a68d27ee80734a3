"""The only writers of group robots and of the servers that they may live on. Address and secret go in, never out."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.editing import lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from core.sealing import seal
from notifications import rules
from notifications.models import Delivery, OutboundHost, Robot
from units.models import Unit


def add_robot(*, by: User, kind: str, name: str, unit: Unit, language: str, address: str, secret: str = "") -> Robot:
    with because(by=by), transaction.atomic():
        _refuse_strangers(by, unit)
        robot = Robot(kind=kind, name=name, unit=unit, language=language)
        _seal(robot, address, secret)
        refuse_broken_constraints(robot)
        robot.save()
        return robot


def update_robot(
    robot: Robot,
    *,
    by: User,
    version: int,
    name: str,
    unit: Unit,
    language: str,
    address: str = "",
    secret: str = "",
    forget_secret: bool = False,
) -> Robot:
    """Address and secret stay as they are where nothing is given."""
    why = _("A new address or secret was entered.") if address or secret or forget_secret else ""
    with because(why, by=by), transaction.atomic():
        _refuse_strangers(by, robot.unit)
        _refuse_strangers(by, unit)
        robot = lock_for_edit(robot, version=version)
        robot.name, robot.unit, robot.language = name, unit, language
        if forget_secret:
            robot.sealed_secret = b""
        _seal(robot, address, secret)
        refuse_broken_constraints(robot)
        robot.save()
        return robot


def switch_robot(robot: Robot, *, by: User, is_active: bool) -> Robot:
    """One that is off is told nothing; what waits for it is left out."""
    with because(by=by), transaction.atomic():
        robot = _locked(robot, by)
        robot.is_active = is_active
        robot.version += 1
        robot.save()
        return robot


def remove_robot(robot: Robot, *, by: User) -> None:
    """Only one that never had a message: the others stay for the list of messages."""
    with because(by=by), transaction.atomic():
        robot = _locked(robot, by)
        if robot.deliveries.exists():
            raise DomainError(_("It has been used: switch it off instead, so that its messages stay on the list."))
        robot.delete()


@transaction.atomic
def send_trial(robot: Robot, *, by: User) -> Delivery:
    """Queued as all others are, so that it proves the whole way."""
    robot = _locked(robot, by)
    if not robot.is_active:
        raise DomainError(_("The robot is switched off."))
    if robot.deliveries.queued().filter(notification=None, is_urgent=True).exists():
        raise DomainError(_("A trial message is on its way already."))
    now = timezone.now()
    return Delivery.objects.create(
        key=f"trial-{robot.pk}-{now:%Y%m%d%H%M%S%f}",
        channel=Delivery.Channel.ROBOT,
        robot=robot,
        unit_id=robot.unit_id,
        day=timezone.localdate(now),
        is_urgent=True,
        next_at=now,
    )


def add_host(*, by: User, host: str, kind: str) -> OutboundHost:
    with because(by=by), transaction.atomic():
        _refuse_all_but_administrators(by)
        row = OutboundHost(host=host.lower(), kind=kind)
        if OutboundHost.objects.filter(host=row.host).exists():
            raise DomainError(_("This server is on the list already."))
        row.save()
        return row


def remove_host(row: OutboundHost, *, by: User, why: str) -> None:
    """Robots that live there are refused from then on."""
    with because(why, by=by), transaction.atomic():
        _refuse_all_but_administrators(by)
        row.delete()


def _seal(robot: Robot, address: str, secret: str) -> None:
    if address:
        robot.sealed_address = seal(address)
    if secret:
        robot.sealed_secret = seal(secret)


def _locked(robot: Robot, by: User) -> Robot:
    robot = Robot.objects.select_for_update(of=("self",)).select_related("unit").get(pk=robot.pk)
    _refuse_strangers(by, robot.unit)
    return robot


def _refuse_strangers(by: User, unit: Unit) -> None:
    if not rules.may_keep_robot_of(by, unit):
        raise PermissionDenied


def _refuse_all_but_administrators(by: User) -> None:
    if not rules.may_keep_hosts(by):
        raise PermissionDenied
