from django.urls import path

from notifications.views import reminder_rules

urlpatterns = [
    path("messages/rules/", reminder_rules.reminder_rules, name="reminder_rules"),
    path("messages/rules/hours/", reminder_rules.sending_hours, name="sending_hours"),
    path("messages/rules/<slug:kind>/", reminder_rules.reminder_rule_edit, name="reminder_rule_edit"),
    path("messages/rules/<slug:kind>/first/", reminder_rules.reminder_rule_restore, name="reminder_rule_restore"),
    path("messages/preview/", reminder_rules.preview, name="preview"),
    path("messages/days/", reminder_rules.days_before, name="days_before"),
]
