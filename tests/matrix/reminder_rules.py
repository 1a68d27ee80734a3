from tests.world import Row

READERS = {"*": 403, "office": 200, "foreign_office": 200, "leader": 200, "admin": 200}
KEEPERS = {"*": 403, "office": 200, "foreign_office": 200}


def rows(world):
    bad_row = {"stage-TOTAL_FORMS": "1", "stage-INITIAL_FORMS": "0", "stage-0-side": "on"}
    return [
        Row("notifications:reminder_rules", (), READERS),
        Row("notifications:preview", (), READERS),
        Row("notifications:days_before", (), READERS),
        Row("notifications:sending_hours", (), KEEPERS, method="post", data={"daily_at": "late"}),
        Row("notifications:reminder_rule_edit", ("assignment",), KEEPERS),
        Row("notifications:reminder_rule_edit", ("assignment",), KEEPERS, method="post", data=bad_row),
        Row("notifications:reminder_rule_edit", ("nothing",), KEEPERS | {"office": 404, "foreign_office": 404}),
        Row("notifications:reminder_rule_restore", ("assignment",), KEEPERS),
        Row("notifications:reminder_rule_restore", ("assignment",), KEEPERS, method="post", data={"why": ""}),
    ]
