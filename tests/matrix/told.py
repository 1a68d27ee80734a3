from notifications.models import Notification
from tests.world import Row


def rows(world):
    Notification.objects.create(post=world.people["liaison"].post, key="told", text="Sign", subject="notice-1")
    seen = {"office": 200, "leader": 200, "liaison": 200, "*": 404}
    return [Row("notifications:told", ("notice-1",), seen)]
