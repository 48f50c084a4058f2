"""The time that a learner takes for an answer."""

from __future__ import annotations

import time

# a pause longer than this is not thinking but a cup of tea
IDLE = 90.0


class Stopwatch:
    """Counts from key to key, of each pause no more than a learner thinks."""

    def __init__(self) -> None:
        self.last_act = time.monotonic()
        self._seconds = 0.0
        self._running = True

    def start(self) -> None:
        """Begin at nothing."""
        self._seconds, self._running = 0.0, True
        self.last_act = time.monotonic()

    def stop(self) -> None:
        """The answer is graded: what passes from now on is not counted."""
        self.act()
        self._running = False

    def go_on(self) -> None:
        """Another try: count again, from now."""
        self._running = True
        self.last_act = time.monotonic()

    def act(self) -> None:
        """The learner did something."""
        now = time.monotonic()
        if self._running:
            self._seconds += min(IDLE, now - self.last_act)
        self.last_act = now

    @property
    def seconds(self) -> float:
        """Seconds up to the last act."""
        return self._seconds

    @property
    def seconds_now(self) -> float:
        """Seconds up to this moment."""
        pause = time.monotonic() - self.last_act
        return self._seconds + (min(IDLE, pause) if self._running else 0.0)
