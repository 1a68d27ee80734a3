from core.models import TaskFailure
from tests.world import Row

AT = "2026-06-01T08:00+08:00"


def rows(world):
    failure = TaskFailure.objects.create(task="core.tasks.heartbeat", error="E", first_at=AT, at=AT)
    return [
        Row("operations:operations", answers={"admin": 200, "*": 403}),
        Row("operations:seen", (failure.pk,), {"admin": 405, "*": 405}),
        Row("operations:seen", (failure.pk,), {"admin": 302, "*": 403}, method="post"),
        Row("operations:seen", (failure.pk + 1,), {"admin": 404, "*": 403}, method="post"),
    ]
