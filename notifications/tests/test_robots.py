"""What robots are told and what their answers mean (F18); real calls, to a receiver on the loopback address."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.outbound import Answer
from notifications.channels import robots
from notifications.channels.outcomes import Outcome, Result
from notifications.channels.robots import Digest, Line, fitting, outcome_of, plain_address
from tests.receivers import BROKEN, BUSY, CUT, Reply, redirect

PAGE = "https://portal.example/reminders/"
DIGEST = Digest("今天到期 2 项", [Line("上报总结", "https://portal.example/a/1/"), Line("无链接")], PAGE)
LIMITS = {"wecom": 4096, "dingtalk": 20000, "feishu": 20480}


def size(kind, body):
    return len(
        body["markdown"]["content"].encode() if kind == "wecom" else json.dumps(body, ensure_ascii=False).encode()
    )


def many(number):
    return Digest("今天到期", [Line(f"第 {one} 项：" + "长" * 90, f"{PAGE}{one}/") for one in range(number)], PAGE)


def test_wecom_is_told_in_markdown():
    assert fitting("wecom", DIGEST) == {
        "msgtype": "markdown",
        "markdown": {"content": "### 今天到期 2 项\n\n1. [上报总结](https://portal.example/a/1/)\n2. 无链接"},
    }


def test_dingtalk_is_told_in_markdown_with_a_title():
    assert fitting("dingtalk", DIGEST) == {
        "msgtype": "markdown",
        "markdown": {
            "title": "今天到期 2 项",
            "text": "### 今天到期 2 项\n\n1. [上报总结](https://portal.example/a/1/)\n2. 无链接",
        },
    }


@pytest.mark.parametrize(("language", "named"), [("zh-hans", "zh_cn"), ("en", "en_us")])
def test_feishu_is_told_in_rich_text(language, named):
    with override(language):
        body = fitting("feishu", DIGEST)

    first = [{"tag": "text", "text": "1. "}, {"tag": "a", "text": "上报总结", "href": "https://portal.example/a/1/"}]
    content = [first, [{"tag": "text", "text": "2. 无链接"}]]
    assert body == {"msg_type": "post", "content": {"post": {named: {"title": "今天到期 2 项", "content": content}}}}


@pytest.mark.parametrize("kind", ["wecom", "dingtalk"])
def test_names_write_neither_links_nor_mentions_t16(kind):
    digest = Digest("A*B*", [Line("厂](http://evil.example) <@all> [x](y) @all `c` _d_", f"{PAGE}(1)")], PAGE)

    text = str(fitting(kind, digest)["markdown"])

    assert (
        "1. [厂］(http：//evil.example) ＜＠all＞ ［x］(y) ＠all ｀c｀ ＿d＿](https://portal.example/reminders/%281%29)"
        in text
    )
    assert "### A＊B＊" in text


@pytest.mark.parametrize("kind", LIMITS)
def test_long_digest_is_cut_and_says_how_many_more_with_a_link(kind):
    with override("en"):
        body = fitting(kind, many(500))

    said = json.dumps(body, ensure_ascii=False)
    shown = said.count("长" * 90)
    assert LIMITS[kind] - 1000 < size(kind, body) <= LIMITS[kind]
    assert f"and {500 - shown} more" in said
    assert PAGE in said


@pytest.mark.parametrize("kind", LIMITS)
@given(title=st.text(max_size=400), lines=st.lists(st.text(max_size=500), max_size=200))
def test_no_digest_is_over_the_limit(kind, title, lines):
    body = fitting(kind, Digest(title, [Line(text, PAGE) for text in lines], PAGE))

    assert size(kind, body) <= LIMITS[kind]


def test_dingtalk_signs_in_the_query():
    address, _body = robots.KINDS["dingtalk"].sign("https://x/robot/send?access_token=t", {}, "SECabc", 1700000000.0)

    sign = "jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D"
    assert address == f"https://x/robot/send?access_token=t&timestamp=1700000000000&sign={sign}"


def test_feishu_signs_in_the_body():
    _address, body = robots.KINDS["feishu"].sign("https://x/", {"msg_type": "post"}, "abc", 1700000000.9)

    assert body == {
        "timestamp": "1700000000",
        "sign": "VIS10b0EBvzzSdFnuk4tznEmK5wHaruvf/WnViv2yR4=",
        "msg_type": "post",
    }


@pytest.mark.parametrize("kind", LIMITS)
def test_robot_without_secret_is_called_unsigned(kind, robot_receiver):
    outcome = robots.send(kind, f"{robot_receiver.origin}/send?key=k", "", DIGEST)

    call = robot_receiver.calls[0]
    assert (outcome, call.query, call.json) == (Outcome(Result.SENT), {"key": "k"}, fitting(kind, DIGEST))


def test_signature_reaches_dingtalk_whole(robot_receiver):
    robots.send("dingtalk", f"{robot_receiver.origin}/robot/send?access_token=t", "SEC1", DIGEST)

    query = robot_receiver.calls[0].query
    assert sorted(query) == ["access_token", "sign", "timestamp"]
    assert len(query["sign"]) == 44


@pytest.mark.parametrize(
    ("kind", "status", "said", "expected"),
    [
        ("wecom", 200, {"errcode": 0, "errmsg": "ok"}, Outcome(Result.SENT)),
        ("wecom", 200, {"errcode": 45009, "errmsg": "api freq out of limit"}, "later 45009 api freq out of limit"),
        ("wecom", 200, {"errcode": -1, "errmsg": "system busy"}, "later -1 system busy"),
        ("wecom", 200, {"errcode": 93000, "errmsg": "invalid webhook url"}, "failed 93000 invalid webhook url"),
        ("dingtalk", 200, {"errcode": 0, "errmsg": "ok"}, Outcome(Result.SENT)),
        ("dingtalk", 200, {"errcode": 130101, "errmsg": "send too fast"}, "later 130101 send too fast"),
        ("dingtalk", 200, {"errcode": "410100", "errmsg": "slow down"}, "later 410100 slow down"),
        ("dingtalk", 200, {"errcode": 310000, "errmsg": "sign not match"}, "failed 310000 sign not match"),
        ("feishu", 200, {"code": 0, "msg": "success"}, Outcome(Result.SENT)),
        ("feishu", 200, {"StatusCode": 0, "StatusMessage": "success"}, Outcome(Result.SENT)),
        ("feishu", 200, {"code": 11232, "msg": "frequency limited"}, "later 11232 frequency limited"),
        ("feishu", 200, {"code": 9499, "msg": "too many request"}, "later 9499 too many request"),
        ("feishu", 400, {"code": 9499, "msg": "Bad Request"}, "failed 9499 Bad Request"),
        ("feishu", 400, {"code": 99991400, "msg": "frequency limit"}, "later 99991400 frequency limit"),
        ("feishu", 200, {"code": 19021, "msg": "sign match fail"}, "failed 19021 sign match fail"),
        ("wecom", 429, None, "later The chat server answered 429."),
        ("wecom", 503, None, "later The chat server answered 503."),
        ("wecom", 500, None, "unclear The chat server answered 500."),
        ("wecom", 502, {"errcode": 0}, "unclear The chat server answered 0."),
        ("wecom", 200, None, "unclear The chat server answered 200."),
        ("wecom", 200, [1], "unclear The chat server answered 200."),
        ("wecom", 302, None, "failed The chat server answered 302."),
        ("wecom", 404, None, "failed The chat server answered 404."),
    ],
)
def test_answers_are_told_apart_F18(kind, status, said, expected):
    body = b"<html>" if said is None else json.dumps(said).encode()
    if isinstance(expected, str):
        result, _space, why = expected.partition(" ")
        expected = Outcome(Result(result), why)

    with translation.override("en"):
        assert outcome_of(kind, Answer(status, body)) == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (BUSY, Result.LATER),
        (BROKEN, Result.UNCLEAR),
        (CUT, Result.UNCLEAR),
        (redirect("http://127.0.0.1/"), Result.FAILED),
        (Reply(200, {"errcode": 93000}), Result.FAILED),
    ],
)
def test_real_server_s_trouble_is_told_apart_F18(robot_receiver, reply, expected):
    robot_receiver.reply_with(reply)

    assert robots.send("wecom", f"{robot_receiver.origin}/send?key=k", "", DIGEST).result is expected
    assert len(robot_receiver.calls) == 1


def test_address_outside_the_list_is_failed_and_not_called_t12(robot_receiver, settings):
    settings.OUTBOUND_TRUSTED = []

    assert robots.send("wecom", f"{robot_receiver.origin}/send?key=k", "", DIGEST).result is Result.FAILED
    assert robot_receiver.connections == 0


GOOD = {
    "wecom": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
    "dingtalk": "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef0123456789abcdef",
    "feishu": "https://open.feishu.cn/open-apis/bot/v2/hook/693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
}


@pytest.mark.parametrize("kind", GOOD)
def test_address_of_the_kind_is_taken_as_copied(kind):
    assert plain_address(kind, f" {GOOD[kind]}\n") == GOOD[kind]


def test_lark_is_feishu_abroad():
    address = GOOD["feishu"].replace("open.feishu.cn", "open.larksuite.com")

    assert plain_address("feishu", address) == address


def test_receiver_of_tests_is_taken_by_its_path(robot_receiver):
    address = GOOD["wecom"].replace("https://qyapi.weixin.qq.com", robot_receiver.origin)

    assert plain_address("wecom", address) == address
    with pytest.raises(ValidationError):
        plain_address("dingtalk", address)


def test_own_chat_server_is_taken_when_written_down():
    address = GOOD["wecom"].replace("qyapi.weixin.qq.com", "chat.county.example")

    assert plain_address("wecom", address, hosts=["chat.county.example"]) == address
    with pytest.raises(ValidationError):
        plain_address("wecom", address)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "693a91f6",
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx",
        "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=693a91f6-7xxx",
        "https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send?key=693a91f6-7xxx",
        "https://evil.example/cgi-bin/webhook/send?key=693a91f6-7xxx",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx&debug=1",
        "https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=693a91f6-7xxx",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx#",
        "https://[::1/",
        "复制的地址",
    ],
)
def test_other_address_is_refused_with_the_start_of_a_right_one(typed):
    with override("en"), pytest.raises(ValidationError) as refused:
        plain_address("wecom", typed)

    start = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="
    assert refused.value.messages == [f"The address of such a robot begins with {start}"]


def test_address_of_another_kind_is_told_as_such():
    with override("en"), pytest.raises(ValidationError) as refused:
        plain_address("wecom", GOOD["dingtalk"])

    assert refused.value.messages == ["This is the address of another kind of robot: choose that kind, or copy again."]
