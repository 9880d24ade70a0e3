"""One fuzzing process: `python -m tests.fuzz.child TARGET SECONDS SEED INPUTS FOLDER`; a find ends it, and lies in the folder."""

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
from typing import Any, NamedTuple, NoReturn

from tests.fuzz.caps import INPUT_BYTES, INPUT_SECONDS, MEMORY_MB
from tests.fuzz.corpus import laid_out

FOUND = 77  # the status that libFuzzer ends with as well


class Asked(NamedTuple):
    """What a process is asked to do; 0 inputs: as many as there is time for."""

    target: str
    seconds: int
    seed: int
    inputs: int
    folder: Path


def main() -> None:
    """Fuzz one target, led by coverage where atheris is installed, else by chance."""
    seconds, seed, inputs = map(int, sys.argv[2:5])
    asked = Asked(sys.argv[1], seconds, seed, inputs, Path(sys.argv[5]))
    for name in ("finds", f"corpus/{asked.target}"):
        (asked.folder / name).mkdir(parents=True, exist_ok=True)
    _cap_memory()
    try:
        import atheris  # noqa: PLC0415 - only where it is installed: it has wheels for Linux alone
    except ImportError:
        _by_chance(asked)
    else:
        _by_coverage(atheris, asked)


def _cap_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        room = 4 * MEMORY_MB << 20  # addresses, of which a process takes many more than it uses
        resource.setrlimit(resource.RLIMIT_AS, (room, room))


def _by_coverage(atheris: Any, asked: Asked) -> None:
    with atheris.instrument_imports(include=["engine", "cli"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - is being instrumented

    words = [
        *(sys.argv[0], str(asked.folder / "corpus" / asked.target), str(laid_out(asked.target, asked.folder))),
        *(f"-max_total_time={asked.seconds}", f"-timeout={INPUT_SECONDS}", f"-rss_limit_mb={MEMORY_MB}", f"-max_len={INPUT_BYTES}"),
        *(f"-runs={asked.inputs or -1}", f"-seed={asked.seed}", f"-artifact_prefix={asked.folder / 'finds' / asked.target}-"),
        *("-print_final_stats=1", "-verbosity=0", "-len_control=20"),
    ]
    _warm_up(TARGETS[asked.target])
    atheris.Setup(words, TARGETS[asked.target])
    atheris.Fuzz()


def _by_chance(asked: Asked) -> None:
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - as late as where it is instrumented

    faulthandler.enable()
    _warm_up(TARGETS[asked.target])
    dice, end, count = random.Random(asked.seed), time.monotonic() + asked.seconds, 0  # noqa: S311 - no secret
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _hangs)
    while time.monotonic() < end and not (asked.inputs and count == asked.inputs):
        content = dice.randbytes(dice.choice((20, 60, 200, INPUT_BYTES)))
        count += 1
        _alarm(INPUT_SECONDS)
        try:
            TARGETS[asked.target](content)
        except BaseException:  # noqa: BLE001 - whatever comes out is a find
            _alarm(0)
            (asked.folder / "finds" / f"{asked.target}-crash-{asked.seed}-{count}").write_bytes(content)
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
