from django.urls import path

from campaigns.views import plan

urlpatterns = [
    path("campaigns/<slug:slug>/plan/", plan.plan, name="plan"),
    path("campaigns/<slug:slug>/plan/new/", plan.plan_item_new, name="plan_item_new"),
    path("campaigns/<slug:slug>/plan/order/<int:parent>/", plan.plan_order, name="plan_order"),
    path("campaigns/<slug:slug>/plan/<int:pk>/", plan.plan_item, name="plan_item"),
    path("campaigns/<slug:slug>/plan/<int:pk>/edit/", plan.plan_item_edit, name="plan_item_edit"),
    path("campaigns/<slug:slug>/plan/<int:pk>/move/", plan.plan_item_move, name="plan_item_move"),
    path("campaigns/<slug:slug>/plan/<int:pk>/delete/", plan.plan_item_delete, name="plan_item_delete"),
]
