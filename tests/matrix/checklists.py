"""Checklists: the whole area reads them, its office keeps them."""

from inspections.tests.visit_factories import ChecklistFactory, ItemFactory, VersionFactory
from tests.world import Row

READ = {"foreign_office": 404, "*": 200}
KEEP = {"office": 200, "foreign_office": 404, "*": 403}
# A version in force refuses in words, on the page the person came from.
REFUSED = {"office": 302, "foreign_office": 404, "*": 403}


def rows(world):
    checklist = ChecklistFactory(area=world.county)
    version = VersionFactory(checklist=checklist)
    item = ItemFactory(version=version)
    one, at_version, at_item = (checklist.pk,), (version.pk,), (item.pk,)
    office = {"office": 200, "foreign_office": 200, "*": 403}
    return [
        Row("inspections:checklists", (), {"*": 200}),
        Row("inspections:checklist_new", (), office),
        Row("inspections:checklist_new", (), office, "post", {"name": ""}),
        Row("inspections:checklist_take_over", (), {"office": 404, "foreign_office": 404, "*": 403}, "post"),
        Row("inspections:checklist", one, {"foreign_office": 404, "*": 302}),
        Row("inspections:checklist_edit", one, KEEP),
        Row("inspections:checklist_prepare", one, REFUSED, "post"),
        Row("inspections:checklist_version", at_version, READ),
        Row("inspections:checklist_publish", at_version, REFUSED, "post"),
        Row("inspections:checklist_discard", at_version, REFUSED, "post"),
        Row("inspections:checklist_order", at_version, REFUSED | {"office": 409}, "post"),
        Row("inspections:checklist_item_new", at_version, KEEP),
        Row("inspections:checklist_item_edit", at_item, KEEP),
        Row("inspections:checklist_item_remove", at_item, REFUSED, "post"),
    ]
