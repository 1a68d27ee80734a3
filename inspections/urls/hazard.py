from django.urls import path

from inspections.views import entry, hazard, inbox, photos, sorting, working

urlpatterns = [
    path("campaigns/<slug:slug>/hazards/new/", entry.new, name="hazard_new"),
    path("campaigns/<slug:slug>/hazards/inbox/", inbox.inbox, name="inbox"),
    path("campaigns/<slug:slug>/hazards/inbox/one/", inbox.one, name="inbox_one"),
    path("campaigns/<slug:slug>/hazards/reinspections/", inbox.reinspections, name="reinspections"),
    path("hazards/<int:pk>/", hazard.hazard, name="hazard"),
    path("hazards/<int:pk>/card/", hazard.card, name="hazard_card"),
    path("hazards/<int:pk>/accept/", sorting.accept, name="hazard_accept"),
    path("hazards/<int:pk>/reject/", sorting.reject, name="hazard_reject"),
    path("hazards/<int:pk>/transfer/", sorting.transfer, name="hazard_transfer"),
    path("hazards/<int:pk>/duplicate/", sorting.duplicate, name="hazard_duplicate"),
    path("hazards/<int:pk>/take-back/", sorting.take_back, name="hazard_take_back"),
    path("hazards/<int:pk>/withdraw/", sorting.withdraw, name="hazard_withdraw"),
    path("hazards/<int:pk>/grade/", working.grade, name="hazard_grade"),
    path("hazards/<int:pk>/plan/", working.plan, name="hazard_plan"),
    path("hazards/<int:pk>/order/", working.order, name="hazard_order"),
    path("hazards/<int:pk>/rectify/", working.rectify, name="hazard_rectify"),
    path("hazards/<int:pk>/reinspect/", working.reinspect, name="hazard_reinspect"),
    path("hazards/<int:pk>/give-up/", working.give_up, name="hazard_give_up"),
    path("hazards/<int:pk>/reopen/", working.reopen, name="hazard_reopen"),
    path("hazards/<int:pk>/photos/", photos.photos, name="hazard_photos"),
    path("campaigns/<slug:slug>/hazards/photos/", photos.photo_add, name="photo_add"),
    path("campaigns/<slug:slug>/hazards/units/", hazard.unit_search, name="unit_search"),
    path("hazards/photos/<int:pk>/", photos.photo, name="photo"),
    path("hazards/photos/<int:pk>/thumbnail/", photos.photo_thumbnail, name="photo_thumbnail"),
    path("hazards/photos/<int:pk>/remove/", photos.photo_remove, name="photo_remove"),
]
