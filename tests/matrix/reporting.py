"""The public report: the same page for everybody, signed in or not."""

from tests.world import Row

ALL = {"public": 200, "*": 200}


def rows(world):
    return [
        Row("inspections:report", (), ALL),
        Row("inspections:report", (), ALL, "post"),
        Row("inspections:report_photos", (), {"public": 422, "*": 422}, "post"),
        Row("inspections:report_follow", (), ALL),
        Row("inspections:report_follow", (), ALL, "post", {"code": "wrong"}),
    ]
