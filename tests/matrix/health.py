from core import operations
from core.models import Heartbeat
from tests.world import Row


def rows(world):
    # The process of the tests may be older than background work may be silent.
    for name in Heartbeat.Name:
        operations.beat(name)
    # For whatever watches the portal: it signs in nowhere.
    return [Row(name, answers={"public": 200, "*": 200}) for name in ("healthz", "readyz")]
