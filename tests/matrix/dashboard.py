from tests.world import Row


def rows(world):
    whole = {"*": 200, "foreign_office": 404}
    # Nobody is late with anything: the office is refused with a sentence, nobody else may urge.
    urge = {"*": 403, "office": 302, "foreign_office": 404}
    office = {"*": 403, "office": 200, "foreign_office": 404}
    deciders = {"*": 403, "office": 200, "leader": 200, "admin": 200, "foreign_office": 404}
    return [
        Row("reports:dashboard_decisions", ("2026",), deciders),
        Row("reports:dashboard_picks", ("2026",), office),
        Row("reports:dashboard_picks", ("2026",), office, method="post", data={"first": "no_such"}),
        Row("reports:dashboard", ("2026",), whole),
        Row("reports:dashboard_export", ("2026",), whole),
        Row("reports:dashboard_chart", ("2026", "days", "svg"), whole),
        Row("reports:dashboard_chart", ("2026", "days", "png"), whole),
        Row("reports:dashboard_chart", ("2026", "days", "gif"), {"*": 404}),
        Row("reports:dashboard_chart", ("2026", "moods", "svg"), {"*": 404}),
        Row("reports:dashboard_urge", ("2026", "assignments"), urge, method="post"),
        Row("reports:dashboard_urge", ("2026", "notices"), urge, method="post"),
        Row("reports:dashboard_urge", ("2026", "hazards"), urge, method="post"),
        Row("reports:dashboard_urge", ("2026", "moods"), {"*": 404}, method="post"),
    ]
