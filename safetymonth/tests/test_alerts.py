"""Each limit, just below and just past it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from safetymonth.operations.alerts import find_alerts
from safetymonth.operations.facts import Disk, Facts, disk_of_files

NOW = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
GB = 1024**3
WELL = Facts(
    now=NOW,
    started_at=NOW - timedelta(days=1),
    beat_at=NOW,
    sweep_at=NOW,
    oldest_unsent=None,
    unclear=0,
    failed_tasks=0,
    disk=Disk(free=50 * GB, total=100 * GB),
    tail=0,
    wrong_totals=0,
)


def before(**ago):
    return NOW - timedelta(**ago)


def past(**facts):
    with translation.override("en"):
        return {alert.code for alert in find_alerts(replace(WELL, **facts)) if alert.is_past}


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, set()),
        ({"beat_at": before(minutes=3)}, set()),
        ({"beat_at": before(minutes=3, seconds=1)}, {"beat"}),
        ({"beat_at": None}, {"beat"}),
        ({"sweep_at": before(minutes=3)}, set()),
        ({"sweep_at": before(minutes=3, seconds=1)}, {"sweep"}),
        ({"sweep_at": None}, {"sweep"}),
        ({"oldest_unsent": before(minutes=10)}, set()),
        ({"oldest_unsent": before(minutes=10, seconds=1)}, {"unsent"}),
        ({"unclear": 1}, {"unclear"}),
        ({"failed_tasks": 1}, {"tasks"}),
        ({"disk": Disk(free=5 * GB, total=100 * GB)}, set()),
        ({"disk": Disk(free=5 * GB - 1, total=100 * GB)}, {"disk"}),
        ({"disk": Disk(free=GB, total=10 * GB)}, set()),
        ({"disk": Disk(free=GB - 1, total=10 * GB)}, {"disk"}),
        ({"disk": Disk(free=0, total=0)}, {"disk"}),
        ({"disk": None}, set()),
        ({"tail": 5_000}, set()),
        ({"tail": 5_001}, {"tail"}),
        ({"wrong_totals": 1}, {"totals"}),
    ],
)
def test_each_limit_holds_to_the_second_and_the_byte(facts, codes):
    assert past(**facts) == codes


@pytest.mark.parametrize("beat_at", [None, before(days=2)])
@pytest.mark.parametrize(("age", "codes"), [({"minutes": 3}, set()), ({"minutes": 3, "seconds": 1}, {"beat", "sweep"})])
def test_portal_that_just_started_may_have_been_silent(beat_at, age, codes):
    assert past(beat_at=beat_at, sweep_at=beat_at, started_at=before(**age)) == codes


SAID = {
    "en": {
        "beat": "The last beat: 2 hours ago. It should come every minute.",
        "sweep": "The last sweep of messages: less than a minute ago. It should come every ten seconds.",
        "unsent": "Oldest message that should have gone out: 12 minutes. It should be gone within 10 minutes.",
        "unclear": "1 message is unclear: it may or may not have gone out.",
        "tasks": "2 kinds of failed tasks have not been looked at.",
        "disk": "Free on the disk for files: 4.9 GB (4.9 %). It should be at least 5 % and 1.0 GB.",
        "tail": "Changes not yet added to the totals: more than 5000. Numbers stay right, pages get slower.",
        "totals": "2 totals differ from the records they count.",
    },
    "zh-hans": {
        "beat": "最近一次心跳：2 小时前。正常应每分钟一次。",
        "sweep": "最近一次消息发送检查：不到 1 分钟前。正常应每 10 秒一次。",
        "unsent": "应发未发的消息，最早一条已等待：12 分钟。正常应在 10 分钟内发出。",
        "unclear": "有1条消息结果不明：可能已发出，也可能没有。",
        "tasks": "有2类失败的后台任务还没有人查看。",
        "disk": "存放文件的磁盘剩余：4.9 GB（4.9 %）。正常应至少剩余5%，且不少于1.0 GB。",
        "tail": "尚未并入统计汇总的变动：超过 5000 条。数字仍然准确，页面会变慢。",
        "totals": "有2项统计汇总与记录不一致。",
    },
}


@pytest.mark.parametrize("language", SAID)
def test_sentences_say_what_is_the_case(language):
    facts = replace(
        WELL,
        beat_at=before(hours=2),
        oldest_unsent=before(minutes=12, seconds=59),
        unclear=1,
        failed_tasks=2,
        disk=Disk(free=int(4.94 * GB), total=100 * GB),
        tail=5_001,
        wrong_totals=2,
    )
    with translation.override(language):
        said = {alert.code: alert.sentence.replace("\xa0", " ") for alert in find_alerts(facts)}

    assert said == SAID[language]


def test_folder_that_is_not_there_yet_is_measured_by_the_one_above(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"

    assert disk_of_files().total > 0


def test_bucket_has_no_disk(settings):
    settings.S3_BUCKET = "photos"

    assert disk_of_files() is None
