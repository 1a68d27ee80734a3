"""Papers that the tests of the writers share."""

import datetime

from reports.papers.paper import (
    Attachment,
    Figure,
    Heading,
    Listing,
    Paper,
    Paragraph,
    PrintedBy,
    Table,
)

DAY = datetime.date(2026, 7, 5)
HOSTILE = "某<b>厂 & {{7*7}}\x0b #let x = 1 $a$ *b* `c` \\ \u2028end"
HOSTILE_PRINTED = HOSTILE.replace("\x0b", "")
TABLE = Table(
    headings=("序号", "单位", "场次", "宣传资料"),
    rows=(
        ("1", "城关镇", "3", Figure("materials-1", "4万余")),
        ("2", "<东山> & 乡", "12", Figure("materials-2", "1,200")),
    ),
    widths=(1, 4, 2, 2),
    numeric=frozenset({2, 3}),
)


def summary(**changes) -> Paper:
    """A short summary as a county office would send it up."""
    blocks = (
        Paragraph.of("现将我县活动情况总结如下。"),
        Heading(1, "加强组织领导"),
        Heading(2, "成立领导小组"),
        Heading(3, "第一次会议"),
        Heading(4, "议程"),
        Heading(3, "第二次会议"),
        Paragraph.of(
            "组织",
            Figure("units", "20"),
            "个部门，发放资料",
            Figure("materials", "14万余"),
            "份。",
        ),
        Heading(1, "开展宣传教育"),
        Heading(2, "咨询日"),
        Listing.of("人人讲安全", "个个会应急"),
    )
    facts = {
        "title": "关于2026年全县“安全生产月”活动开展情况的总结报告",
        "blocks": blocks,
        "language": "zh-hans",
        "issuer": "青山县安全生产委员会办公室文件",
        "number": "青安委办〔2026〕5号",
        "urgency": "特急",
        "addressee": "市安全生产委员会办公室",
        "signature": "青山县安全生产委员会办公室",
        "date": DAY,
        "attachments": (
            Attachment("活动统计表", (TABLE,)),
            Attachment("宣传标语", (Listing.of("一", "二"),)),
        ),
        "copies_to": ("县委办公室", "县政府办公室"),
        "printed_by": PrintedBy("青山县安全生产委员会办公室", DAY),
    }
    return Paper(**(facts | changes))


def english_summary(**changes) -> Paper:
    blocks = (
        Paragraph.of("This is our summary."),
        Heading(1, "Leadership"),
        Heading(2, "Leading group"),
        Heading(3, "First meeting"),
        Heading(4, "Agenda"),
        Heading(3, "Second meeting"),
        Heading(1, "Publicity"),
        Heading(2, "Consultation day"),
    )
    facts = {
        "title": "Summary of the 2026 Work Safety Month",
        "blocks": blocks,
        "language": "en",
        "addressee": "City Work Safety Committee Office",
        "signature": "Qingshan County Office",
        "date": DAY,
        "attachments": (Attachment("Statistics", (TABLE,)),),
    }
    return Paper(**(facts | changes))


def full_pages() -> Paper:
    """Several pages of nothing but Chinese characters."""
    return Paper(
        title="满页",
        blocks=(Paragraph.of("安全生产月活动方案" * 200),),
        language="zh-hans",
    )
