from reports.models import Brief
from tests.world import Row

CONTENT = {role: {"en": {"headline": "Fine", "parts": []}} for role in ("office", "leader")}


def rows(world):
    facts = {"made_at": "2026-06-15T07:30+08:00", "content": CONTENT}
    Brief.objects.create(campaign=world.campaign, day="2026-06-15", since="2026-06-12", **facts)
    readers = {"office": 200, "leader": 200, "*": 404}
    return [Row("reports:briefs", ("2026",), readers), Row("reports:brief", ("2026", "2026-06-15"), readers)]
