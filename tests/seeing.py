"""Who sees a record of the liaison's own unit, of another unit, of another county."""

COUNTY = {"office", "leader", "admin", "liaison", "other_liaison", "inspector"}
OWN_SIDE, OTHER_SIDE = {"liaison", "inspector"}, {"other_liaison"}


def seen(own, other, abroad=frozenset({"foreign_office"})):
    return {"own": set(own), "other": set(other), "abroad": set(abroad)}


PERSONAL = seen({"liaison"}, {"other_liaison"})
OF_PEOPLE = seen({"office", "admin"}, {"office", "admin"})
OF_CAMPAIGN = seen(COUNTY, COUNTY)
OF_UNIT = seen({"office", "leader", "admin"} | OWN_SIDE, {"office", "leader", "admin"} | OTHER_SIDE)
OF_ACTIVITY = seen({"office", "leader"} | OWN_SIDE, {"office", "leader"} | OTHER_SIDE)
OFFICE_ONLY = seen({"office"}, {"office"})
OF_TEAM = seen({"office", "leader", "liaison"}, {"office", "leader", "other_liaison"})
OF_AREA = seen({"office", "leader"}, {"office", "leader"})
