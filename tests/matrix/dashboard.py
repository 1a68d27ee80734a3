from tests.world import Row


def rows(world):
    whole = {"*": 200, "foreign_office": 404}
    return [Row("reports:dashboard", ("2026",), whole)]
