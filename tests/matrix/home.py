from tests.world import Row


def rows(world):
    whole = {"*": 200, "foreign_office": 404}
    return [
        # Office, leader and inspector go on to the overview, the administrator to the people.
        Row(
            "reports:home",
            answers={"public": 200, "liaison": 200, "other_liaison": 200, "foreign_office": 200, "*": 302},
        ),
        Row("reports:overview", ("2026",), whole),
        Row("reports:helping", ("2026",), whole),
    ]
