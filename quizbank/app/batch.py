"""Many answers at once: lines of JSON in, lines of JSON out, in the order in which they came.

Each answer is graded in a worker of its own process, so that one bad line, and one that brings its
grader down, costs nobody else's verdict.
"""

from __future__ import annotations

import json
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graders.verdict import Evidence, Verdict
from quizbank.app.bank import Bank
from quizbank.app.grading import Ask, record, suggested
from quizbank.app.worker import GradingWorker, WorkerError
from quizbank.domain.errors import QuizbankError
from quizbank.domain.json import Json, JsonValue
from quizbank.words.verdict import verdict_json

# what a line may say; all else is carried through to its result
_OWN = frozenset({"id", "question", "answer", "file", "seed", "lang", "probes"})
# answers that are graded or wait to be written, for each job: memory stays flat
_AHEAD = 4


@dataclass(slots=True)
class Batch:
    """Grades lines in `jobs` processes. `read` gives the text of a line's ``file``.

    With `recorded`, each graded answer is a review at the suggested rating. `counts` are outcomes
    so far; `stop` ends it after the answers under way are killed.
    """

    bank: Bank
    read: Callable[[Path], str]
    jobs: int = 1
    recorded: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _workers: list[GradingWorker] = field(default_factory=list)
    _free: deque[GradingWorker] = field(default_factory=deque)

    def results(self, lines: Iterable[tuple[int, str]]) -> Iterator[Json]:
        """The result of each (number, text) of a line, in order."""
        self._workers = [GradingWorker() for _ in range(self.jobs)]
        self._free = deque(self._workers)
        waiting: deque[Future[Json]] = deque()
        with ThreadPoolExecutor(self.jobs) as pool:
            try:
                for number, line in lines:
                    if self._stopped.is_set():
                        return
                    waiting.append(pool.submit(self._line, number, line))
                    if len(waiting) >= _AHEAD * self.jobs:
                        yield self._counted(waiting.popleft())
                while waiting and not self._stopped.is_set():
                    yield self._counted(waiting.popleft())
            finally:
                self._end(waiting)

    def _counted(self, future: Future[Json]) -> Json:
        result = future.result()
        self.counts[str(result["outcome"])] += 1
        return result

    def _end(self, waiting: deque[Future[Json]]) -> None:
        for future in waiting:
            future.cancel()
        for worker in self._workers:
            if self._stopped.is_set():
                worker.kill()
            worker.close()

    def stop(self) -> None:
        """End it now, from any thread: what is being graded is given up."""
        self._stopped.set()
        for worker in self._workers:
            worker.kill()

    def _line(self, number: int, line: str) -> Json:
        id: JsonValue = None
        carried: dict[str, JsonValue] = {}
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise QuizbankError("app.no-object")
            id = row.get("id")
            carried = {name: value for name, value in row.items() if name not in _OWN}
            return {"id": id, **carried, **self._graded(self._ask(row))}
        except (ValueError, TypeError, QuizbankError) as error:
            said = error.message(self.bank.lang) if isinstance(error, QuizbankError) else str(error)
            return {"id": id, **carried, **bad_line(number, said)}

    def _ask(self, row: Mapping[str, Any]) -> Ask:
        question = self.bank.question(str(row.get("question", "")))
        answer = str(row["answer"]) if "answer" in row else self.read(Path(str(row.get("file"))))
        seed = row.get("seed")
        probes = row.get("probes") or {}
        if not isinstance(probes, dict):
            raise QuizbankError("app.probes")
        return Ask(
            question,
            answer,
            str(row.get("lang") or self.bank.lang),
            None if seed is None else int(seed),
            {str(point): str(said) for point, said in probes.items()},
        )

    def _graded(self, ask: Ask) -> Json:
        verdict = self._verdict(ask)
        if self.recorded:
            record(self.bank, ask, verdict)
        rating = suggested(self.bank, ask, verdict).rating
        shown = verdict_json(
            verdict,
            ask.lang,
            question=ask.question.id,
            seed=ask.seed,
            rating=rating.word if rating else None,
        )
        return {**shown, "version": ask.question.version}

    def _verdict(self, ask: Ask) -> Verdict[Evidence]:
        from quizbank.app.session import unfinished

        worker = self._free.popleft()
        try:
            return worker.grade(
                ask.question,
                ask.answer,
                ask.seed,
                self.bank.grading_options,
                probes=ask.probes,
            )
        except WorkerError as error:
            return unfinished(ask.question, error)
        finally:
            self._free.append(worker)


def bad_line(number: int, reason: str) -> Json:
    """The result of a line that says nothing that can be graded."""
    return {
        "question": None,
        "seed": None,
        "outcome": "invalid",
        "score": 0.0,
        "max_marks": 0.0,
        "diagnoses": [{"code": "bad-line", "message": f"line {number}: {reason}"}],
        "parts": [],
        "evidence": {},
        "suggested_rating": None,
        "elapsed_ms": 0.0,
    }


def done_ids(out: Path) -> set[str]:
    """The ids that a results file holds already, as JSON texts; a last line that was cut off by a
    kill is taken out of the file.
    """
    if not out.is_file():
        return set()
    ids: set[str] = set()
    with out.open("rb+") as file:
        whole = 0
        for raw in file:
            try:
                ids.add(json.dumps(json.loads(raw)["id"]))
            except (ValueError, KeyError, TypeError):
                if not raw.endswith(b"\n"):
                    break
            whole += len(raw)
        file.truncate(whole)
    return ids
