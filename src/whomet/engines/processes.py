"""Work in several processes of this machine.

Every worker is a fresh process (it shares no thread, lock or open file with this one) and belongs to one thread here,
which hands it one item at a time. So it is known which item a worker had when it ended, a new one takes its
place, and the rest is worked on as if nothing had been.
"""

from __future__ import annotations

import itertools
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Any, Final, Self

from whomet.engines.local import MEMORY, Local
from whomet.engines.plugs import PROCESSES, EngineError, Item, Lost, Result

#: Items that are taken for each worker before the first result must be asked for: enough that a long one at the head
#: leaves nobody idle, few enough that whole articles waiting for it take no room.
AHEAD: Final = 4

#: Items up to which nothing is started: until a worker has loaded its models, this process has understood some fifteen
#: articles, or labelled a hundred.
FEW: Final = 16

#: Seconds in which a process that was ended, or has shut its channel, is gone.
GRACE: Final = 5.0

_DONE, _RAISED, _MEMORY = "done", "raised", "memory"


class _EndedError(Exception):
    """A worker ended while it had something to do; the message says how."""


@dataclass(slots=True)
class _Task:
    """One item and what is to be done with it."""

    function: Callable[[Any], Any]
    item: Any
    future: Future[Any] = field(default_factory=Future)


class Processes:
    """The engine of several jobs: a worker process each, started when there is enough to do."""

    name: Final = PROCESSES

    def __init__(self, jobs: int, few: int = FEW) -> None:
        """Nothing is started yet.

        Args:
            jobs: Workers at most.
            few: Items of one `map` for which no worker is started.
        """
        self.jobs = jobs
        self._few = few
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._workers: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Lost[Item]]:
        """Do something for every item, some of them ahead of those whose results have been asked for."""
        source = iter(items)
        if not self._threads:
            first = list(itertools.islice(source, self._few + 1))
            if len(first) <= self._few:
                yield from Local().map(function, first)
                return
            source = itertools.chain(first, source)
        waiting: deque[Future[Result | Lost[Item]]] = deque()
        try:
            for item in source:
                waiting.append(self._begin(function, item))
                while waiting and (waiting[0].done() or len(waiting) >= AHEAD * self.jobs):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def close(self) -> None:
        """End all workers, also those that are at work."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        for _ in self._threads:
            self._tasks.put(None)
        for worker in workers:
            worker.kill()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin(self, function: Callable[[Item], Result], item: Item) -> Future[Result | Lost[Item]]:
        if self._closed:
            raise EngineError("this engine is closed; open another")
        task = _Task(function, item)
        self._tasks.put(task)
        if len(self._threads) < self.jobs:
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()
        return task.future

    def _serve(self) -> None:
        """What a thread does: hand items to its worker, and take another worker where that one ended."""
        worker: _Worker | None = None
        while (task := self._tasks.get()) is not None:
            if self._closed or not task.future.set_running_or_notify_cancel():
                task.future.cancel()
                continue
            try:
                worker = worker or self._started()
                task.future.set_result(worker.do(task))
            except _EndedError as ended:
                self._forget(worker)
                worker = None
                task.future.set_result(Lost(task.item, str(ended)))
            except BaseException as error:
                task.future.set_exception(error)

    def _started(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise EngineError("this engine is closed; open another")
            worker = _Worker()
            self._workers.add(worker)
        try:
            worker.greet()
        except EngineError:
            self._forget(worker)
            raise
        return worker

    def _forget(self, worker: _Worker | None) -> None:
        with self._lock:
            self._workers -= {worker}


class _Worker:
    """A process that does one thing at a time."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._channel, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        try:
            self._process.start()
        except OSError as error:
            raise EngineError(f"no worker process can be started ({error.strerror}); give fewer --jobs") from error
        finally:
            theirs.close()  # so that this side hears the end of the other

    def greet(self) -> None:
        """Wait until the process is ready."""
        try:
            self._channel.recv()
        except (EOFError, OSError) as error:
            raise EngineError(
                f"worker processes end before they begin ({self._how()}); give --jobs 1, and in a script of your own"
                " keep what it does under: if __name__ == '__main__'"
            ) from error

    def do(self, task: _Task) -> Any:
        """What a task gives.

        Raises:
            _EndedError: The process ended.
            EngineError: The task cannot be sent.
            Exception: What the task raised.
        """
        try:
            self._send(task)
            kind, result = self._channel.recv()
        except (EOFError, OSError) as error:
            raise _EndedError(
                f"the process that read it ended ({self._how()}); add it again with fewer --jobs"
            ) from error
        if kind == _RAISED:
            raise result
        return Lost(task.item, MEMORY) if kind == _MEMORY else result

    def _send(self, task: _Task) -> None:
        try:
            data = pickle.dumps((task.function, task.item), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            raise EngineError(f"this work cannot be sent to another process ({error}); give --jobs 1") from error
        self._channel.send_bytes(data)

    def _how(self) -> str:
        self._process.join(GRACE)
        code = self._process.exitcode
        if code is not None and code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
            hint = ", as a rule for want of memory" if name == "SIGKILL" else ""
            return f"killed by {name}{hint}"
        return f"exit status {code}"

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join(GRACE)


def make(jobs: int, address: str | None) -> Processes:
    """The engine.

    Raises:
        EngineError: An address is given.
    """
    if address is not None:
        raise EngineError(f"{PROCESSES}:{address}: the engine {PROCESSES!r} takes nothing behind a colon")
    return Processes(jobs)


def _work(channel: Connection) -> None:
    """What a worker does until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked; it ends this one
    try:
        channel.send_bytes(pickle.dumps(None))
        while True:
            channel.send_bytes(_answer(channel.recv_bytes()))
    except (EOFError, OSError):
        return


def _answer(asked: bytes) -> bytes:
    try:
        function, item = pickle.loads(asked)
        return pickle.dumps((_DONE, function(item)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps((_MEMORY, None))
    except BaseException as error:
        return _raised(error)


def _raised(error: BaseException) -> bytes:
    """An exception as it is raised on the other side: with where it came from, as another where it cannot be sent."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        data = pickle.dumps((_RAISED, error))
        pickle.loads(data)
    except Exception:
        return pickle.dumps((_RAISED, EngineError(f"{type(error).__name__}: {error}")))
    return data
