from notifications.models import OutboundHost, Robot
from tests.world import Row

KEEPERS = {"*": 403, "office": 200, "foreign_office": 200, "admin": 200}
HERE = {"*": 403, "office": 200, "admin": 200, "foreign_office": 404}
DONE_HERE = {"*": 403, "office": 302, "admin": 302, "foreign_office": 404}
ADMIN = {"*": 403, "admin": 200}


def rows(world):
    facts = {"kind": "wecom", "unit": world.unit, "sealed_address": b"sealed"}
    robot = Robot.objects.create(name="Group", **facts)
    to_remove = Robot.objects.create(name="Not used", **facts)
    host = OutboundHost.objects.create(host="chat.example.org", kind="wecom")
    gone = DONE_HERE | {"admin": 404}
    return [
        Row("notifications:robots", (), KEEPERS),
        Row("notifications:robot_new", (), KEEPERS),
        Row("notifications:robot_new", (), KEEPERS, method="post", data={"name": ""}),
        Row("notifications:robot_edit", (robot.pk,), HERE),
        Row("notifications:robot_edit", (robot.pk,), HERE, method="post", data={"name": ""}),
        Row("notifications:robot_trial", (robot.pk,), DONE_HERE, method="post"),
        Row("notifications:robot_switch", (robot.pk,), DONE_HERE, method="post", data={"active": "no"}),
        Row("notifications:robot_remove", (to_remove.pk,), gone, method="post"),
        Row("notifications:host_new", (), ADMIN),
        Row("notifications:host_new", (), ADMIN, method="post", data={"host": "localhost"}),
        Row("notifications:host_remove", (host.pk,), ADMIN),
        Row("notifications:host_remove", (host.pk,), ADMIN, method="post", data={"why": ""}),
    ]
