from django.urls import path

from inspections.views import lists

urlpatterns = [
    path("time-limits/", lists.time_limits, name="time_limits"),
    path("time-limits/<int:pk>/edit/", lists.time_limit_edit, name="time_limit_edit"),
    path("reward-rules/", lists.reward_rules, name="reward_rules"),
    path("reward-rules/new/", lists.reward_rule_new, name="reward_rule_new"),
]
