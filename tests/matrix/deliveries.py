from notifications.models import Delivery
from tests.world import Row

READERS = {"*": 403, "office": 200, "foreign_office": 200, "admin": 200}
HERE = {"*": 403, "office": 200, "admin": 200, "foreign_office": 404}
KEEPERS = {"*": 403, "office": 200, "foreign_office": 200}


def rows(world):
    person = world.people["liaison"]
    facts = {"channel": "email", "person": person, "unit": world.unit, "day": "2026-06-01"}
    message = Delivery.objects.create(key="matrix", state="queued", **facts)
    return [
        Row("notifications:deliveries", (), READERS),
        Row("notifications:deliveries_export", (), READERS),
        Row("notifications:delivery", (message.pk,), HERE),
        Row("notifications:delivery_act", (), KEEPERS, method="post", data={"act": "drop", "pk": message.pk}),
        Row(
            "notifications:delivery_act",
            (),
            {"*": 403, "office": 302, "foreign_office": 302, "admin": 302},
            method="post",
            data={"act": "retry", "pk": message.pk},
        ),
        Row(
            "notifications:delivery_act",
            (),
            {"*": 403, "office": 404, "foreign_office": 404, "admin": 404},
            method="post",
            data={"act": "nothing"},
        ),
    ]
