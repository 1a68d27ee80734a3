from tests.world import Row


def rows(world):
    return [Row("activities:activities", ("2026",), {"*": 200, "foreign_office": 404})]
