from django.urls import path

from activities.views import photos

urlpatterns = [
    path("campaigns/<slug:slug>/activities/photos/", photos.photo_add, name="photo_add"),
    path("photos/<int:pk>/", photos.photo, name="photo"),
    path("photos/<int:pk>/thumbnail/", photos.photo_thumbnail, name="photo_thumbnail"),
]
