from campaigns.models import Attachment, Receipt
from campaigns.tests.factories import NoticeFactory
from tests.world import Row

# The admin holds no campaign work: what is sent to units below is seen, what is a draft is not.
OFFICE_ONLY = {"office": 200, "foreign_office": 404, "*": 404}


def issued(world, **facts):
    office = world.people["office"]
    notice = NoticeFactory(
        campaign=world.campaign, state="issued", issued_at="2026-06-01T08:00+08:00", issued_by=office, **facts
    )
    Receipt.objects.create(notice=notice, unit=world.unit, reason="hand")
    return notice


def rows(world):
    draft, notice = NoticeFactory(campaign=world.campaign), issued(world)
    signed = issued(world)
    file = Attachment.objects.create(
        notice=notice, file="attachments/gone", name="a.pdf", size=1, added_by=world.people["office"]
    )
    here, there, other = ("2026", draft.pk), ("2026", notice.pk), ("2026", signed.pk)
    seen = {"office": 200, "leader": 200, "liaison": 200, "inspector": 200, "admin": 200, "*": 404}
    may_not = {"office": 200, "foreign_office": 404, "other_liaison": 404, "*": 403}
    return [
        Row("campaigns:notices", ("2026",), {"foreign_office": 404, "*": 200}),
        Row("campaigns:notices_export", ("2026",), {"office": 200, "leader": 200, "*": 404}),
        Row("campaigns:notice_new", ("2026",), {"office": 200, "foreign_office": 404, "*": 403}),
        Row("campaigns:notice", here, OFFICE_ONLY),
        Row("campaigns:notice", there, seen),
        Row("campaigns:notice_edit", here, OFFICE_ONLY),
        Row("campaigns:notice_edit", there, may_not),
        Row("campaigns:notice_delete", there, may_not | {"office": 302}, "post"),
        Row("campaigns:notice_issue", there, may_not | {"office": 302}, "post"),
        Row("campaigns:notice_withdraw", there, may_not),
        Row("campaigns:notice_recipients", there, may_not),
        Row("campaigns:notice_urge", there, may_not | {"office": 302}, "post"),
        Row("campaigns:notice_read", there, may_not | {"office": 403, "liaison": 204}, "post"),
        Row("campaigns:notice_sign", other, may_not | {"office": 403, "liaison": 302}, "post"),
        Row("campaigns:receipts_export", there, seen),
        Row("campaigns:attachment", (file.pk,), {"*": 404}),
        Row("campaigns:attachment_remove", (file.pk,), may_not | {"office": 302}, "post"),
    ]
