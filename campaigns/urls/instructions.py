from django.urls import path

from campaigns.views import instructions

HERE = "campaigns/<slug:slug>/instructions/"
urlpatterns = [
    path(HERE, instructions.instructions, name="instructions"),
    path(f"{HERE}new/", instructions.instruction_new, name="instruction_new"),
    path(f"{HERE}export.xlsx", instructions.instructions_export, name="instructions_export"),
]
