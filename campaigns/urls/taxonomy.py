from django.urls import path

from campaigns.views import taxonomy

urlpatterns = [
    path("taxonomies/", taxonomy.taxonomies, name="taxonomies"),
    path("taxonomies/<slug:key>/", taxonomy.taxonomy, name="taxonomy"),
    path("taxonomies/<slug:key>/new/", taxonomy.taxonomy_new, name="taxonomy_new"),
    path("taxonomies/<slug:key>/order/", taxonomy.taxonomy_order, name="taxonomy_order"),
    path("taxonomies/<slug:key>/<int:pk>/edit/", taxonomy.taxonomy_edit, name="taxonomy_edit"),
    path("taxonomies/<slug:key>/<int:pk>/retire/", taxonomy.taxonomy_retire, name="taxonomy_retire"),
    path("taxonomies/<slug:key>/<int:pk>/move/", taxonomy.taxonomy_move, name="taxonomy_move"),
]
