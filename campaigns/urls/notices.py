from django.urls import path

from campaigns.views import attachments, notices, receipts

HERE = "campaigns/<slug:slug>/notices/"
urlpatterns = [
    path(HERE, notices.notices, name="notices"),
    path(f"{HERE}export.xlsx", receipts.notices_export, name="notices_export"),
    path(f"{HERE}new/", notices.notice_new, name="notice_new"),
    path(f"{HERE}<int:pk>/", notices.notice, name="notice"),
    path(f"{HERE}<int:pk>/edit/", notices.notice_edit, name="notice_edit"),
    path(f"{HERE}<int:pk>/delete/", notices.notice_delete, name="notice_delete"),
    path(f"{HERE}<int:pk>/issue/", notices.notice_issue, name="notice_issue"),
    path(f"{HERE}<int:pk>/withdraw/", notices.notice_withdraw, name="notice_withdraw"),
    path(f"{HERE}<int:pk>/recipients/", receipts.notice_recipients, name="notice_recipients"),
    path(f"{HERE}<int:pk>/read/", receipts.notice_read, name="notice_read"),
    path(f"{HERE}<int:pk>/sign/", receipts.notice_sign, name="notice_sign"),
    path(f"{HERE}<int:pk>/urge/", receipts.notice_urge, name="notice_urge"),
    path(f"{HERE}<int:pk>/export.xlsx", receipts.receipts_export, name="receipts_export"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", attachments.attachment_remove, name="attachment_remove"),
]
