"""One fuzzing process: `python -m tests.fuzz.child TARGET SECONDS SEED FOLDER`; a find ends it, and lies in the folder."""

from __future__ import annotations

import contextlib
import faulthandler
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from tests.fuzz.caps import INPUT_BYTES, INPUT_SECONDS, MEMORY_MB
from tests.fuzz.corpus import laid_out

FOUND = 77  # the status that libFuzzer ends with as well


def main() -> None:
    """Fuzz one target, led by coverage where atheris is installed, else by chance."""
    target, seconds, seed, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    for name in ("finds", f"corpus/{target}"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _cap_memory()
    try:
        import atheris  # noqa: PLC0415 - only where it is installed: it has wheels for Linux alone
    except ImportError:
        _by_chance(target, seconds, seed, folder)
    else:
        _by_coverage(atheris, target, seconds, seed, folder)


def _cap_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        room = 4 * MEMORY_MB << 20  # addresses, of which a process takes many more than it uses
        resource.setrlimit(resource.RLIMIT_AS, (room, room))


def _by_coverage(atheris: Any, target: str, seconds: int, seed: int, folder: Path) -> None:
    with atheris.instrument_imports(include=["engine", "cli"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - is being instrumented

    words = [
        *(sys.argv[0], str(folder / "corpus" / target), str(laid_out(target, folder))),
        *(f"-max_total_time={seconds}", f"-timeout={INPUT_SECONDS}", f"-rss_limit_mb={MEMORY_MB}", f"-max_len={INPUT_BYTES}"),
        *(f"-seed={seed}", f"-artifact_prefix={folder / 'finds' / target}-", "-print_final_stats=1", "-verbosity=0", "-len_control=20"),
    ]
    _warm_up(TARGETS[target])
    atheris.Setup(words, TARGETS[target])
    atheris.Fuzz()


def _by_chance(target: str, seconds: int, seed: int, folder: Path) -> None:
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - as late as where it is instrumented

    faulthandler.enable()
    _warm_up(TARGETS[target])
    dice, end, count = random.Random(seed), time.monotonic() + seconds, 0  # noqa: S311 - no secret
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _hangs)
    while time.monotonic() < end:
        content = dice.randbytes(dice.choice((20, 60, 200, INPUT_BYTES)))
        count += 1
        _alarm(INPUT_SECONDS)
        try:
            TARGETS[target](content)
        except BaseException:  # noqa: BLE001 - whatever comes out is a find
            _alarm(0)
            (folder / "finds" / f"{target}-crash-{seed}-{count}").write_bytes(content)
            traceback.print_exc()
            sys.stderr.write(f"stat::number_of_executed_units: {count}\n")
            sys.exit(FOUND)
        _alarm(0)
    sys.stderr.write(f"stat::number_of_executed_units: {count}\n")


def _warm_up(target: Callable[[bytes], None]) -> None:
    """Open the rules and import what is needed, which is no part of the time of one input; a find here is found again."""
    for content in (b"", b"\n", b"\xff" * 60):
        with contextlib.suppress(Exception):
            target(content)


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _hangs(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError(INPUT_SECONDS)


if __name__ == "__main__":
    main()
