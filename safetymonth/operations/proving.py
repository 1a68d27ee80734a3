"""Whether the totals still say what the records say."""

from django.utils import timezone

from core.models import TotalsProof
from core.totals.keeping import Drift, drifts, stale_records
from core.totals.kinds import kinds
from units.services.places import misplaced_units


def prove_totals() -> tuple[list[Drift], int]:
    """Sums that differ, and how much differs in all: these, records counted as something else, units out of place.

    Noted for the page of operations.
    """
    found = [drift for kind in kinds() for drift in drifts(kind)]
    differs = len(found) + sum(stale_records(kind) for kind in kinds()) + misplaced_units()
    TotalsProof.objects.update_or_create(name="totals", defaults={"at": timezone.now(), "differs": differs})
    return found, differs
