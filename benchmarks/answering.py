"""How long the page takes from an answer to the next question, beside a page that does nothing, in turn within one run.

An answer is one form that is sent and kept, and the page that comes next: what who answers waits for. The aim is 0.3 seconds.
"""

from __future__ import annotations

import http.client
import re
import statistics
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from engine.cases.store import CaseStore
from engine.recording import Records
from engine.service import open_wegwijzer
from web.serving import local_page

ROOT = Path(__file__).resolve().parents[1]
MOST = 60  # answers to each pupil; a talk that is settled ends before
PUPILS = ("jaimo", "thuis")
AIM = 0.3
TOKEN = "a-token-for-one-run-on-this-machine"  # noqa: S105 - for one run
PORT = 8063


class Visitor:
    """Somebody with a browser."""

    def __init__(self) -> None:
        """Come in."""
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT)
        self.headers = {"Origin": f"http://127.0.0.1:{PORT}"}
        self.connection.request("GET", f"/enter?token={TOKEN}")
        answer = self.connection.getresponse()
        answer.read()
        self.headers["Cookie"] = str(answer.headers["Set-Cookie"]).split(";")[0]

    def get(self, path: str) -> str:
        """Ask for a page."""
        self.connection.request("GET", path, headers=self.headers)
        return self.connection.getresponse().read().decode()

    def answer(self, pupil: str, text: str) -> str:
        """Answer the question on a page, and give the page with the next one."""
        form = text.split('class="talk"')[1].split("</form>", maxsplit=1)[0]
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
        value = re.search(r'type="radio" name="answer" value="([^"]+)"', form)
        said = fields | ({"answer": value[1], "act": "keep"} if value else {"act": "nobody"})
        self.connection.request(
            "POST", f"/cases/{pupil}/talk", urlencode(said), self.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        )
        answer = self.connection.getresponse()
        answer.read()
        return self.get(str(answer.headers["Location"]))


def measure(visitor: Visitor) -> tuple[list[float], list[float], list[float]]:
    """Give the seconds of each answer, those of them that were computed in, and those of a page that does nothing."""
    answers, computed, nothing = list[float](), list[float](), list[float]()
    for pupil in PUPILS:
        text = visitor.get(f"/cases/{pupil}/talk")
        for _ in range(MOST):
            if 'class="talk"' not in text:  # no answer can change the advice any more
                break
            start, worked = time.perf_counter(), time.process_time()
            text = visitor.answer(pupil, text)
            between = time.perf_counter()
            computed.append(time.process_time() - worked)
            visitor.get("/health")
            answers.append(between - start)
            nothing.append(time.perf_counter() - between)
    return answers, computed, nothing


def line(name: str, times: list[float]) -> str:
    """Say the middle, the 95th percentile and the most in milliseconds."""
    middle, late, most = (1000 * t for t in (statistics.median(times), statistics.quantiles(times, n=20)[-1], max(times)))
    return f"{name:<28} {middle:7.1f} / {late:7.1f} / {most:7.1f} ms"


def main() -> None:
    """Serve the pupils of the examples, and answer."""
    wegwijzer = open_wegwijzer()
    with tempfile.TemporaryDirectory() as folder, closing(CaseStore.open(f"{folder}/cases.db", "four loose words here")) as store:
        for pupil in PUPILS:
            Records(wegwijzer, store).import_file(ROOT / "examples" / f"{pupil}.yaml", who="ib")
        app = local_page(store, PORT, token=TOKEN, who="ib")
        server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_config=None, access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        answers, computed, nothing = measure(Visitor())
        server.should_exit = True
        thread.join()
    print(f"{len(answers)} answers, one after the other: middle / 95th percentile / most")
    print(line("answer kept, next question", answers))
    print(line("  of which computing", computed))  # what an idle machine would take, also on a busy one
    print(line("a page that does nothing", nothing))
    within = statistics.quantiles(answers, n=20)[-1] < AIM
    print(f"the aim is {1000 * AIM:.0f} ms: {'within' if within else 'beyond'} it at the 95th percentile")


if __name__ == "__main__":
    main()
