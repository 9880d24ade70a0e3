"""A command that goes on in a child of which nobody loses anything: it ends as the child did, and a fall is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from engine.screening.expendable import in_expendable_process, is_expendable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is only split on Linux; elsewhere a table is tried first")

PROGRAM = """
import os, sys, time
from pathlib import Path
from engine.screening.expendable import in_expendable_process, is_expendable, workplace_prefix

def tell(problem):
    print(problem.code, problem.location.file, file=sys.stderr)
    return 2

here = Path(sys.argv[1])
try:
    with in_expendable_process(Path("tabel.parquet"), [here / "lijst.csv"], tell):
        assert is_expendable()
        {body}
except Exception as problem:
    print(type(problem).__name__, problem.diagnostics[0].code, file=sys.stderr)
    sys.exit(3)
sys.exit(4)
"""


LISTENING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
"""


def started(body: str, folder: Path) -> subprocess.Popen[str]:
    """Start a program that goes on in a child, and listens to what would stop it also where these tests themselves do not."""
    command = [sys.executable, "-c", LISTENING + PROGRAM.replace("{body}", body), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True)


def ended(body: str, folder: Path) -> tuple[int, str, str]:
    """Run such a program; gives its status and what it said."""
    with started(body, folder) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_it_ends_as_the_child_did_and_what_the_child_says_is_said_once(tmp_path: Path) -> None:
    assert ended("print('ja'); print('nee', file=sys.stderr)", tmp_path) == (4, "ja\n", "nee\n")
    assert ended("sys.exit(0)", tmp_path) == (0, "", "")


def test_a_fall_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """Neither what a library writes as it falls, nor the rows that lay aside meanwhile."""
    body = "(here / (workplace_prefix() + 'x')).mkdir(); os.write(2, b'Jan heeft 95'); os.abort()"
    (tmp_path / "wegwijzer-1-van-een-ander").mkdir()
    assert ended(body, tmp_path) == (2, "", "table.damaged tabel.parquet\n")
    assert [p.name for p in tmp_path.iterdir()] == ["wegwijzer-1-van-een-ander"]


def test_too_little_memory_and_a_panic_are_told_by_the_child(tmp_path: Path) -> None:
    told = (3, "", "KnowledgeError table.damaged\n")
    assert ended("bytearray(1 << 40)", tmp_path) == told
    assert ended("raise type('PanicException', (BaseException,), {})", tmp_path) == told


def test_what_stops_the_command_stops_the_child(tmp_path: Path) -> None:
    body = "(here / 'begun').touch()\n        try: time.sleep(60)\n        except KeyboardInterrupt: print('gestopt'); sys.exit(130)"
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with started(body, tmp_path) as process:
            _until(tmp_path / "begun")
            process.send_signal(number)
            assert process.communicate(timeout=30)[0] == "gestopt\n"
        assert process.returncode == 130
        (tmp_path / "begun").unlink()


def test_who_is_stopped_twice_ends_in_order_once(tmp_path: Path) -> None:
    """As by an impatient user, or by `timeout`, which tells the whole group what it told the command."""
    body = "(here / 'begun').touch()\n        try: time.sleep(60)\n        except KeyboardInterrupt: "
    with started(f"{body}(here / 'ending').touch(); time.sleep(0.5); print('opgeruimd'); sys.exit(130)", tmp_path) as process:
        _until(tmp_path / "begun")
        os.killpg(process.pid, signal.SIGTERM)
        _until(tmp_path / "ending")
        os.killpg(process.pid, signal.SIGINT)
        os.killpg(process.pid, signal.SIGTERM)
        assert process.communicate(timeout=30) == ("opgeruimd\n", "")
    assert process.returncode == 130


def test_a_child_that_falls_as_it_is_stopped_says_nothing_of_the_table(tmp_path: Path) -> None:
    body = "(here / (workplace_prefix() + 'x')).mkdir(); (here / 'begun').touch()\n        try: time.sleep(60)\n        finally: os.abort()"
    with started(body, tmp_path) as process:
        _until(tmp_path / "begun")
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 130
    assert [p.name for p in tmp_path.iterdir()] == ["begun"]


def test_a_command_that_was_started_not_to_be_stopped_is_not(tmp_path: Path) -> None:
    """As by a shell in the background, or by `nohup`."""
    command = [sys.executable, "-c", PROGRAM.replace("{body}", "(here / 'begun').touch(); time.sleep(0.5); print('af')"), str(tmp_path)]
    deaf = ["/bin/sh", "-c", 'trap "" INT HUP; exec "$@"', "sh", *command]
    with subprocess.Popen(deaf, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True) as process:
        _until(tmp_path / "begun")
        os.killpg(process.pid, signal.SIGINT)
        os.killpg(process.pid, signal.SIGHUP)
        assert process.communicate(timeout=30)[0] == "af\n"
    assert process.returncode == 4


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_command_of_which_a_stream_is_closed_is_done_and_a_fall_of_it_told(closed: str, tmp_path: Path) -> None:
    for body, status in (("(here / 'af').write_text('ja')", 4), ("os.abort()", 2)):
        command = [sys.executable, "-c", PROGRAM.replace("{body}", body), str(tmp_path)]
        done = subprocess.run(["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *command], check=False, capture_output=True, timeout=60)
        assert done.returncode == status
    assert (tmp_path / "af").read_text(encoding="utf-8") == "ja"


def test_a_child_does_not_outlive_the_command(tmp_path: Path) -> None:
    body = "(here / 'child').write_text(str(os.getpid()))\n        try: time.sleep(60)\n        finally: (here / 'child').unlink()"
    with started(body, tmp_path) as process:
        _until(tmp_path / "child")
        process.kill()
        process.communicate(timeout=30)  # the child had these pipes as well: they close when it is gone
    assert process.returncode == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []  # it ended in order


def test_where_libraries_have_threads_already_nothing_is_split() -> None:
    """As in this process."""
    import_module("numpy")
    own = os.getpid()
    with in_expendable_process(Path("x"), [], lambda _: 2):
        assert os.getpid() == own
        assert not is_expendable()


def test_a_cap_is_never_wider_than_the_system_allows() -> None:
    program = "import resource; from engine.screening.capped import cap_memory\n"
    program += (
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 32, 1 << 32)); cap_memory(1 << 40); print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8")
    assert int(done.stdout) == 1 << 32


def _until(path: Path) -> None:
    """Wait until a file is there, with what is in it."""
    end = time.monotonic() + 30
    while not path.exists() or (path.name == "child" and not path.read_text(encoding="utf-8")):
        assert time.monotonic() < end
        time.sleep(0.01)
