"""What beat asks for: look now. Every fact is in PostgreSQL, so a task may be lost, late or run twice."""

from celery import shared_task
from django.utils import timezone

from core import operations
from core.models import Heartbeat
from notifications.services import reminding, sending
from notifications.services.calling import RobotSender
from notifications.services.mailing import MailSender
from notifications.services.texting import SmsSender


@shared_task(ignore_result=True)
def remind() -> None:
    """Beat runs this every ten seconds; it acts once a working day."""
    reminding.remind(timezone.now())


@shared_task(ignore_result=True)
def sweep() -> None:
    """Beat runs this every ten seconds; several may run side by side."""
    sending.sweep([MailSender(), SmsSender(), RobotSender()])
    operations.beat(Heartbeat.Name.SWEEP)
