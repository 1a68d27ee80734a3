from tests.world import Row


def rows(world):
    whole = {"*": 200, "foreign_office": 404}
    return [
        Row("reports:tables", ("2026",), whole),
        Row("reports:tables_export", ("2026",), whole),
        Row("reports:figure", ("2026", "materials"), whole),
        Row("reports:figure", ("2026", "no_such_figure"), {"*": 404}),
    ]
