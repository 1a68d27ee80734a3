from django.urls import path

from inspections.views import fund, rewards

urlpatterns = [
    path("campaigns/<slug:slug>/rewards/", rewards.rewards, name="rewards"),
    path("campaigns/<slug:slug>/rewards/export.xlsx", rewards.export, name="rewards_export"),
    path("hazards/<int:pk>/reward/", rewards.propose, name="reward_propose"),
    path("rewards/fund/", fund.fund, name="fund"),
    path("rewards/fund/export.xlsx", fund.export, name="fund_export"),
    path("rewards/fund/money/", fund.money, name="fund_money"),
    path("rewards/pay/", fund.pay, name="pay"),
    path("rewards/<int:pk>/", rewards.reward, name="reward"),
    *(
        path(f"rewards/<int:pk>/{step}/", rewards.plain_step, {"step": step}, name=f"reward_{step}")
        for step in rewards.PLAIN_STEPS
    ),
    *(
        path(f"rewards/<int:pk>/{step}/", rewards.reasoned_step, {"step": step}, name=f"reward_{step}")
        for step in rewards.REASONED_STEPS
    ),
]
