from notifications.models import Notification
from tests.world import Row


def rows(world):
    message = Notification.objects.create(post=world.people["liaison"].post, key="matrix", text="Sign the notice")
    return [
        Row("notifications:inbox", answers={"*": 200}),
        Row("notifications:unread", answers={"*": 200, "public": 204}),
        Row("notifications:mark_read", answers={"*": 302}, method="post"),
        Row("notifications:open", (message.pk,), {"liaison": 302, "*": 404}, method="post"),
    ]
