from inspections.models import ExposurePhoto, HazardPhoto
from inspections.tests.factories import ExposureFactory, HazardFactory
from tests.world import Row

EVERYBODY = {"foreign_office": 404, "*": 200}
# What a unit prepares is its own, the office's and the leader's business.
OF_DRAFT = {"office": 200, "liaison": 200, "leader": 403, "inspector": 403, "*": 404}
SEEN = {"office": 200, "liaison": 200, "leader": 200, "inspector": 200, "*": 404}
FOR_PREPARING = {"office": 200, "liaison": 200, "other_liaison": 200, "foreign_office": 404, "*": 403}
FOR_OFFICE = {"office": 200, "liaison": 403, "leader": 403, "inspector": 403, "*": 404}
OF_CAMPAIGN = {"office": 200, "foreign_office": 404, "*": 403}


def photo(model, **facts):
    picture = {"width": 1, "height": 1, "pixels": "0", "likeness": 0, "file": "gone.jpg", "thumbnail": "gone.jpg"}
    return model.objects.create(**picture, **facts)


def rows(world):
    hazard = HazardFactory(campaign=world.campaign, unit=world.unit, state="fixed")
    draft = ExposureFactory(campaign=world.campaign, by_unit=world.unit, hazard=hazard)
    gone = ExposureFactory(campaign=world.campaign, by_unit=world.unit, state="withdrawn")
    source = photo(HazardPhoto, hazard=draft.hazard, added_on="2026-06-08")
    copy = photo(ExposurePhoto, exposure=draft, nothing_to_mask=True)
    published = ExposureFactory(campaign=world.campaign, by_unit=world.unit, hazard=hazard, state="published")
    out = photo(ExposurePhoto, exposure=published, nothing_to_mask=True)
    return [
        Row("inspections:hazard_search", ("2026",), EVERYBODY, data={"q": "exit"}),
        Row("inspections:exposures", ("2026",), EVERYBODY),
        Row("inspections:exposures_export", ("2026",), EVERYBODY),
        Row("inspections:exposure_new", ("2026",), FOR_PREPARING),
        Row("inspections:exposure_quota", ("2026",), EVERYBODY),
        Row("inspections:exposure_quota_edit", ("2026",), OF_CAMPAIGN),
        Row("inspections:exposure", (draft.pk,), SEEN),
        Row("inspections:exposure_edit", (draft.pk,), OF_DRAFT),
        Row("inspections:exposure_publish", (draft.pk,), FOR_OFFICE),
        Row("inspections:exposure_withdraw", (draft.pk,), OF_DRAFT),
        Row("inspections:exposure_photos", (draft.pk,), OF_DRAFT),
        Row("inspections:exposure_mask", (draft.pk, source.pk), OF_DRAFT),
        # The row is there for whoever sees the exposure; its file was never written.
        Row("inspections:exposure_photo", (copy.pk,), {"*": 404}),
        Row("inspections:exposure_photo_thumbnail", (copy.pk,), {"*": 404}),
        Row("inspections:exposure_photo_remove", (out.pk,), OF_DRAFT | {"office": 302, "liaison": 302}, "post"),
        Row("inspections:exposure_take_up", (gone.pk,), OF_DRAFT | {"office": 302, "liaison": 302}, "post"),
    ]
