"""Real starts, real kills: faults F2, F3, F13 to F16 of the reliability list."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest


def test_second_start_names_the_first_and_leaves_it_alone(running):
    second = running.serve()

    assert second.returncode == 1
    assert second.stderr == (
        f"This checkout's portal already runs at http://127.0.0.1:{running.port} "
        f"(process {running.supervisor.pid}): use it, or stop it first.\n"
    )
    assert running.answer() == 200


def test_command_beside_a_running_portal_leaves_its_servers_alone(running):
    before = running.server_pids()

    listed = running.call("manage.py", "showmigrations", "contenttypes")

    assert "[X] 0001_initial" in listed.stdout
    assert running.server_pids() == before


def test_two_checkouts_share_nothing(running, other_checkout):
    running.sql("DROP TABLE IF EXISTS here; CREATE TABLE here ()")

    other_checkout.start()

    assert other_checkout.sql("SELECT to_regclass('here')") == [(None,)]
    assert other_checkout.sockets != running.sockets
    assert (running.answer(), other_checkout.answer()) == (200, 200)


def test_stop_leaves_no_process(other_checkout):
    assert other_checkout.stop() == 0
    assert other_checkout.pids() == set()


def test_postgres_killed_is_started_again_with_all_rows(running):
    running.sql("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer")
    postmaster, _ = running.server_pids()

    os.kill(postmaster, signal.SIGKILL)

    running.wait_for(lambda: "postgres ended and is started again." in running.said())
    running.wait_for(lambda: running.answer() == 200)
    assert running.sql("SELECT answer FROM kept") == [(42,)]


def test_redis_killed_is_started_again(running):
    _, redis = running.server_pids()

    os.kill(redis, signal.SIGKILL)

    running.wait_for(lambda: "redis ended and is started again." in running.said())
    running.wait_for(lambda: running.answer() == 200)


def test_killed_supervisor_leaves_all_rows_and_no_orphan(running):
    running.sql("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer")

    old = running.kill()
    running.start()

    assert running.sql("SELECT answer FROM kept") == [(42,)]
    assert running.answer() == 200
    assert old & running.pids() == set()


def test_power_loss_and_a_pid_reused_by_another_program(running):
    running.sql("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer")

    running.kill(everything=True)
    lock_file = running.folder / "var/postgres/postmaster.pid"
    lock_file.write_text(re.sub(r"\A\d+", str(os.getpid()), lock_file.read_text()))
    running.start()

    assert running.sql("SELECT answer FROM kept") == [(42,)]
    assert running.answer() == 200


def test_port_taken_is_one_sentence_and_starts_nothing(other_checkout):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = other_checkout.serve(PORT=str(port))

    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {port} is taken by another program: choose another one, as in PORT={port + 1} make run.\n"
    )
    assert other_checkout.pids() == set()


def test_odd_port_is_one_sentence_in_the_language_of_the_machine(other_checkout):
    refused = other_checkout.serve(PORT="http", LANG="zh_CN.UTF-8")

    assert refused.returncode == 1
    assert refused.stderr == "PORT 的值是“http”：请填 1 到 65535 之间的整数。\n"


@pytest.mark.parametrize(("name", "length"), [("secret-key", 80), ("contact-key", 44)])
def test_keys_are_kept_for_their_owner_only(running, name, length):
    file = running.folder / "var" / name

    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text()) == length


def test_contact_key_stays_over_restarts(running):
    before = (running.folder / "var/contact-key").read_text()

    running.kill()
    running.start()

    assert (running.folder / "var/contact-key").read_text() == before
    assert running.call(
        "manage.py", "shell", "-c", "from django.conf import settings as s; print(s.CONTACT_KEY)"
    ).stdout.endswith(f"{before}\n")


def test_old_python_is_told_what_is_needed():
    program = "import sys, runpy; sys.version_info = (3, 9); sys.argv = ['-', 'run']; "
    program += "runpy.run_module('safetymonth.quickstart', run_name='__main__')"

    refused = subprocess.run(
        [sys.executable, "-c", program], env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False
    )

    assert refused.stderr == "Python 3.11 or newer is needed: install it, or name it with make PYTHON=...\n"
