from tests.world import Row


def rows(world):
    whole = {"*": 200, "foreign_office": 404}
    return [
        # Office and leader go on to the overview, the administrator to the people.
        Row(
            "reports:home",
            answers={"office": 302, "leader": 302, "admin": 302, "public": 200, "*": 200},
        ),
        Row("reports:overview", ("2026",), whole),
        Row("reports:helping", ("2026",), whole),
    ]
