from core.models import CalendarDay
from tests.world import Row

READERS = {"*": 200, "public": 302}
KEEPERS = {"*": 403, "office": 200, "foreign_office": 200, "admin": 200}


def rows(world):
    day = CalendarDay.objects.get(day="2026-05-09")
    return [
        Row("campaigns:calendar", (), {"*": 302}),
        Row("campaigns:calendar_year", (2026,), READERS),
        Row("campaigns:calendar_year", (1999,), {"*": 404, "public": 302}),
        Row("campaigns:calendar_year_edit", (2026,), KEEPERS),
        Row("campaigns:calendar_year_edit", (2031,), KEEPERS, method="post", data={"is_complete": "on"}),
        Row("campaigns:calendar_days_new", (2026,), KEEPERS),
        Row("campaigns:calendar_days_new", (2026,), KEEPERS, method="post", data={"name_zh": ""}),
        Row("campaigns:calendar_day_edit", (day.pk,), KEEPERS),
        Row("campaigns:calendar_day_edit", (day.pk,), KEEPERS, method="post", data={"name_zh": ""}),
        Row("campaigns:calendar_day_remove", (day.pk,), KEEPERS),
        Row("campaigns:calendar_day_remove", (day.pk,), KEEPERS, method="post", data={"why": ""}),
    ]
