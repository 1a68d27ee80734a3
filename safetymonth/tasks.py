"""What beat starts for the portal as a whole."""

from celery import shared_task

from safetymonth.operations.proving import prove_totals


@shared_task(name="safetymonth.tasks.prove_totals", ignore_result=True)
def prove_totals_nightly() -> None:
    """What differs stands as an alert until `rebuild_totals` has mended it."""
    prove_totals()
