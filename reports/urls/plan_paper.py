from django.urls import path

from reports.views import plan_paper

urlpatterns = [path("campaigns/<slug:slug>/plan.docx", plan_paper.plan_docx, name="plan_docx")]
