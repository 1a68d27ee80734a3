from django.urls import path

from inspections.views import exposure_photos, exposures, quota, search

urlpatterns = [
    path("campaigns/<slug:slug>/hazards/search/", search.hazard_search, name="hazard_search"),
    path("campaigns/<slug:slug>/exposures/", exposures.exposures, name="exposures"),
    path("campaigns/<slug:slug>/exposures/export.xlsx", exposures.export, name="exposures_export"),
    path("campaigns/<slug:slug>/exposures/new/", exposures.exposure_new, name="exposure_new"),
    path("campaigns/<slug:slug>/exposures/quota/", quota.quota, name="exposure_quota"),
    path("campaigns/<slug:slug>/exposures/quota/edit/", quota.quota_edit, name="exposure_quota_edit"),
    path("exposures/<int:pk>/", exposures.exposure, name="exposure"),
    path("exposures/<int:pk>/edit/", exposures.exposure_edit, name="exposure_edit"),
    path("exposures/<int:pk>/publish/", exposures.exposure_publish, name="exposure_publish"),
    path("exposures/<int:pk>/withdraw/", exposures.exposure_withdraw, name="exposure_withdraw"),
    path("exposures/<int:pk>/take-up/", exposures.exposure_take_up, name="exposure_take_up"),
    path("exposures/<int:pk>/photos/", exposure_photos.choose, name="exposure_photos"),
    path("exposures/<int:pk>/photos/<int:photo_pk>/mask/", exposure_photos.mask, name="exposure_mask"),
    path("exposures/photos/<int:pk>/", exposure_photos.photo, name="exposure_photo"),
    path("exposures/photos/<int:pk>/thumbnail/", exposure_photos.thumbnail, name="exposure_photo_thumbnail"),
    path("exposures/photos/<int:pk>/remove/", exposure_photos.remove, name="exposure_photo_remove"),
]
