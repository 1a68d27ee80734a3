"""One group robot of each kind, all of them at one receiver: `python -m tests.faults.robots ORIGIN`."""

import sys

import django

KEY = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
PATHS = {
    "wecom": "/cgi-bin/webhook/send",
    "dingtalk": "/robot/send",
    "feishu": f"/open-apis/bot/v2/hook/{KEY}",
}
QUERIES = {"wecom": f"?key={KEY}", "dingtalk": f"?access_token={'a' * 64}", "feishu": ""}


def hang_up(origin):
    from core.sealing import seal
    from notifications.models import Robot
    from units.models import Unit

    county = Unit.objects.get(parent=None)
    for kind, path in PATHS.items():
        address = seal(f"{origin}{path}{QUERIES[kind]}")
        Robot.objects.create(kind=kind, name=kind, unit=county, sealed_address=address)


if __name__ == "__main__":
    django.setup()
    hang_up(sys.argv[1])
