from django.urls import path

from inspections.views import extensions, implementations, late, listings, look_backs

LEDGER = "campaigns/<slug:slug>/hazards/"
urlpatterns = [
    path(f"{LEDGER}late/", late.late, name="late"),
    path(f"{LEDGER}extensions/", extensions.extensions, name="extensions"),
    path("hazards/<int:pk>/extend-check/", late.hazard_extend_check, name="hazard_extend_check"),
    path("hazards/<int:pk>/extend/", extensions.hazard_extend, name="hazard_extend"),
    path("extensions/<int:pk>/decide/", extensions.extension_decide, name="extension_decide"),
    path(f"{LEDGER}listed/", listings.listings, name="listings"),
    path("hazards/<int:pk>/list/", listings.hazard_list, name="hazard_list"),
    path("listings/<int:pk>/dates/", listings.listing_dates, name="listing_dates"),
    path("listings/<int:pk>/delist/", listings.listing_delist, name="listing_delist"),
    path(f"{LEDGER}look-backs/", look_backs.look_backs, name="look_backs"),
    path(f"{LEDGER}look-backs/draw/", look_backs.look_backs_draw, name="look_backs_draw"),
    path("hazards/<int:pk>/look-back/", look_backs.hazard_look_back, name="hazard_look_back"),
    path("look-backs/<int:pk>/", look_backs.look_back, name="look_back"),
    path("hazards/<int:pk>/implementations/<slug:name>/", implementations.implementation, name="implementation"),
]
