"""A thousand activities, each logged by itself, that nobody has folded into the totals yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from activities.models import Activity
from core.totals.keeping import fold
from core.totals.kinds import kinds

RECORDS = 1_000
_COLUMNS = [
    field.column for field in Activity._meta.concrete_fields if field.column not in ("id", "submission_key", "title")
]
# A record like one that is there, on the same unit and day, with a title of its own.
LOG = f"""
INSERT INTO activities_activity (submission_key, title, {", ".join(_COLUMNS)})
SELECT gen_random_uuid(), left(title, 12) || gen_random_uuid(), {", ".join(_COLUMNS)} FROM activities_activity WHERE id = %s
"""


@contextmanager
def unfolded() -> Iterator[int]:
    """How many rows the thousand records are; afterwards they are folded."""
    like = Activity.objects.filter(state="approved").order_by("pk").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        for _number in range(RECORDS):
            cursor.execute(LOG, [like])
        cursor.execute("SELECT count(*) FROM activities_delta")
        yield cursor.fetchone()[0]
    for kind in kinds():
        fold(kind)
