"""T12: the portal calls the listed hosts and nobody else. F18: a server that hangs is left in time."""

import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils.translation import override

from core.outbound import HOSTS, SECONDS, Answer, NotReached, Refused, Unclear, is_public, post_json
from tests.receivers import BUSY, CUT, NEVER, Reply, dripping, free_port, redirect, robots_listening

# With these words in the list of hosts only the check of addresses is left to keep the door shut.
WRITTEN_DOWN = ["localhost", "127.0.0.1", "127.1", "0x7f000001", "0x7f.1", "2130706433", "0177.0.0.1", "10.0.0.1"]


@pytest.fixture
def stranger():
    """A server that calls out may not reach."""
    with robots_listening() as receiver:
        yield receiver


@pytest.mark.parametrize(
    "pattern",
    [
        "https://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}/",
        "https://[::1]:{port}/",
        "https://[::ffff:127.0.0.1]:{port}/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://2130706433:{port}/",
        "https://0x7f000001:{port}/",
        "https://0177.0.0.1:{port}/",
        "https://127.1:{port}/",
        "https://qyapi.weixin.qq.com@127.0.0.1:{port}/",
        "https://127.0.0.1:{port}\\@qyapi.weixin.qq.com/",
        "https://127.0.0.1:{port}#@qyapi.weixin.qq.com/",
        "https://qyapi.weixin.qq.com:{port}/",
        "https://qyapi.weixin.qq.com.localhost:{port}/",
        "https://localhost:{port}/",
        "https:// localhost:{port}/",
        "https://localhost:{port}/\r\nHost: qyapi.weixin.qq.com",
        "file:///etc/passwd",
        "//127.0.0.1:{port}/",
        "",
    ],
)
def test_address_that_leads_home_opens_no_connection_T12(stranger, pattern):
    with pytest.raises(Refused):
        post_json(pattern.format(port=stranger.server_port), {}, hosts=WRITTEN_DOWN)

    assert (stranger.connections, stranger.calls) == (0, [])


@pytest.mark.parametrize("host", WRITTEN_DOWN)
def test_listed_name_of_a_private_address_is_refused_before_any_connection_T12(host):
    with pytest.raises(Refused) as refused, override("zh-hans"):
        post_json(f"https://{host}/", {}, hosts=WRITTEN_DOWN)

    assert str(refused.value) == f"主机 {host} 指向内部网络，不能访问。"


def test_redirect_to_loopback_is_an_answer_and_is_not_followed_T12(robot_receiver, stranger):
    robot_receiver.reply_with(redirect(f"{stranger.origin}/secret"))

    answer = post_json(f"{robot_receiver.origin}/send", {})

    assert (answer, stranger.connections) == (Answer(302, b""), 0)


def test_proxies_of_the_environment_are_not_asked_T12(robot_receiver, stranger, monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, stranger.origin)

    assert post_json(f"{robot_receiver.origin}/send", {}).status == 200
    assert stranger.connections == 0


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
    ],
)
def test_public_addresses_are_told_from_all_others(address, expected):
    assert is_public(address) is expected


def test_listed_hosts_are_those_of_the_robots():
    assert sorted(HOSTS) == ["oapi.dingtalk.com", "open.feishu.cn", "open.larksuite.com", "qyapi.weixin.qq.com"]


def test_payload_arrives_as_json_with_its_chinese(robot_receiver):
    answer = post_json(f"{robot_receiver.origin}/send?key=a%20b", {"text": "提醒"})

    call = robot_receiver.calls[0]
    assert (call.path, call.query, call.json) == ("/send", {"key": "a b"}, {"text": "提醒"})
    assert call.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.status == 200


def test_answer_of_any_status_is_handed_on(robot_receiver):
    robot_receiver.reply_with(BUSY)

    answer = post_json(f"{robot_receiver.origin}/send", {})

    assert answer == Answer(429, b'{"errcode": 45009, "errmsg": "api freq out of limit"}')


def test_nobody_listening_means_not_reached(settings):
    port = free_port()
    settings.OUTBOUND_TRUSTED = [f"http://127.0.0.1:{port}"]

    with pytest.raises(NotReached):
        post_json(f"http://127.0.0.1:{port}/", {})


def test_name_without_address_means_not_reached():
    with pytest.raises(NotReached):
        post_json("https://no-such-host.invalid/", {}, hosts=["no-such-host.invalid"])


def test_server_that_never_answers_is_left_at_the_deadline_F18(robot_receiver):
    robot_receiver.reply_with(NEVER)
    start = time.monotonic()

    with pytest.raises(Unclear):
        post_json(f"{robot_receiver.origin}/send", {})

    assert SECONDS == 5
    assert 5 <= time.monotonic() - start < 6


def test_server_that_drips_bytes_is_left_at_the_deadline_F18(robot_receiver):
    robot_receiver.reply_with(dripping(0.05))
    start = time.monotonic()

    with pytest.raises(Unclear):
        post_json(f"{robot_receiver.origin}/send", {}, seconds=0.4)

    assert 0.4 <= time.monotonic() - start < 1.4


def test_answer_cut_off_is_unclear(robot_receiver):
    robot_receiver.reply_with(CUT)

    with pytest.raises(Unclear):
        post_json(f"{robot_receiver.origin}/send", {})


def test_answer_over_64_kb_is_unclear(robot_receiver):
    robot_receiver.reply_with(Reply(body=b"x" * 65536))

    with pytest.raises(Unclear):
        post_json(f"{robot_receiver.origin}/send", {})


def test_answer_of_nearly_64_kb_is_read(robot_receiver):
    robot_receiver.reply_with(Reply(body=b"x" * 65000))

    assert len(post_json(f"{robot_receiver.origin}/send", {}).body) == 65000


def test_no_error_says_the_address(robot_receiver):
    robot_receiver.reply_with(CUT)

    with pytest.raises(Unclear) as unclear:
        post_json(f"{robot_receiver.origin}/send?key=secret", {})

    assert "secret" not in f"{unclear.value!r} {unclear.value.__cause__!r}"


def certificate(name, folder):
    """A server's key and certificate in one file, signed by itself."""
    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address("192.0.2.1"))])
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(today - timedelta(1)).not_valid_after(today + timedelta(1))
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "server.pem"
    file.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def sealed_receiver(request, settings, tmp_path, monkeypatch):
    """Speaks TLS as the host it is called by; the system trusts its certificate."""
    file = certificate(request.param, tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with robots_listening() as receiver:
        receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        settings.OUTBOUND_TRUSTED = [f"https://localhost:{receiver.server_port}"]
        yield receiver


@pytest.mark.parametrize("sealed_receiver", ["localhost"], indirect=True)
def test_certificate_of_the_host_is_accepted(sealed_receiver):
    assert post_json(f"https://localhost:{sealed_receiver.server_port}/send", {}).status == 200


@pytest.mark.parametrize("sealed_receiver", ["other.example"], indirect=True)
def test_certificate_of_another_host_gets_no_request(sealed_receiver):
    with pytest.raises(NotReached):
        post_json(f"https://localhost:{sealed_receiver.server_port}/send", {})

    assert sealed_receiver.calls == []
