"""What beat starts for the portal itself."""

from celery import shared_task

from core import operations
from core.models import Heartbeat


@shared_task(ignore_result=True)
def heartbeat() -> None:
    """Beat runs this every minute: the proof that it sends, and that a worker takes what it sends."""
    operations.beat(Heartbeat.Name.BEAT)
