"""What beat starts for accounts."""

from celery import shared_task

from accounts.sessions import SessionStore


@shared_task(ignore_result=True)
def remove_expired_sessions() -> None:
    """Beat runs this every night; running it twice removes nothing more."""
    SessionStore.clear_expired()
