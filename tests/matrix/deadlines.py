from inspections.models import DeadlineRule
from tests.world import Row

READERS = {"*": 200, "public": 302}
KEEPERS = {"*": 403, "office": 200, "foreign_office": 200, "admin": 200}


def rows(world):
    limit = DeadlineRule.objects.get(code="accept_days")
    return [
        Row("inspections:time_limits", (), READERS),
        Row("inspections:time_limit_edit", (limit.pk,), KEEPERS),
        Row("inspections:time_limit_edit", (limit.pk,), KEEPERS, "post", {"value": "0"}),
        Row("inspections:reward_rules", (), READERS),
        Row("inspections:reward_rule_new", (), KEEPERS),
        Row("inspections:reward_rule_new", (), KEEPERS, "post", {"rate_percent": "101"}),
    ]
