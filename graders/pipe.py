"""A worker's side of its pipe: one JSON object a line in, one a line out, until the input closes.

It can be killed at any instant. Standard output is the wire alone; whatever a library prints goes
to standard error. While a request runs, lines ``{"progress": text}`` may come before its reply, and
a line ``{"op": "cancel"}`` ends it, as nobody should wait for a run that went wrong.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from graders.codec import to_json
from graders.requests import CANCEL, Reply

# answers a request: its line, who hears of its progress, and what is set when it is to end
Handler = Callable[[bytes, Callable[[str], None], threading.Event], object]


class Inbox:
    """The requests of `source`, read ahead by a thread, so that a cancel reaches the request that
    is being answered.
    """

    def __init__(self, source: BinaryIO) -> None:
        self.cancel = threading.Event()
        self._source = source
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="quizbank-inbox", daemon=True).start()

    def _read(self) -> None:
        for line in self._source:
            if line.split() == CANCEL.split():
                self.cancel.set()
            else:
                # one request is answered at a time, so a cancel read before this one was meant for
                # another
                self.cancel.clear()
                self._lines.put(line)
        # nobody waits for an answer any more
        self.cancel.set()
        self._lines.put(None)

    def __iter__(self) -> Iterator[bytes]:
        """Each request in turn, until the source ends."""
        while (line := self._lines.get()) is not None:
            yield line


def serve(source: BinaryIO, wire: BinaryIO, handle: Handler) -> None:
    """Answer requests until `source` ends; a request that fails is answered with its error."""
    inbox = Inbox(source)

    def say(reply: Reply) -> None:
        wire.write(reply.line())
        wire.flush()

    def progress(text: str) -> None:
        say(Reply(progress=text))

    for line in inbox:
        try:
            reply = Reply(ok=msgspec.Raw(to_json(handle(line, progress, inbox.cancel))))
        except Exception as error:
            reply = Reply(error=f"{type(error).__name__}: {error}")
        say(reply)


def serve_standard_streams(handle: Handler) -> None:
    """Keep the real standard output for the wire and point descriptor 1 at standard error."""
    with os.fdopen(os.dup(1), "wb") as wire:
        os.dup2(2, 1)
        with open(0, "rb", closefd=False) as source:
            serve(source, wire, handle)
