"""Checklists: the whole area reads them, its office keeps them."""

from django.core.files.base import ContentFile

from core.imports import receive
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
    run = _run(world)
    office = {"office": 200, "foreign_office": 200, "*": 403}
    return [
        Row("inspections:checklists", (), {"*": 200}),
        Row("inspections:checklist_export", (), {"*": 200}),
        Row("inspections:checklist_template", (), {"*": 200}),
        Row("inspections:checklist_import", (), office),
        Row("inspections:checklist_import", (), office, "post"),
        Row("inspections:checklist_import_run", (run.pk,), KEEP),
        Row("inspections:checklist_import_problems", (run.pk,), KEEP),
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


def _run(world):
    file = ContentFile("checklist,text_zh\nShops,出口畅通\n".encode(), "checklists.csv")
    return receive(file, kind="checklists", by=world.people["office"])
