"""Waits until the live server has answered everything: what it still wrote would meet the emptying of the tables."""

import time
from threading import Lock

from django.core.signals import request_finished, request_started

QUIET = 0.1
PATIENCE = 30.0


class Traffic:
    """Counts the requests that the threads of the live server are answering."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open = 0
        self._last_change = 0.0
        request_started.connect(self._started)
        request_finished.connect(self._finished)

    def stop_counting(self) -> None:
        """Listen no longer."""
        request_started.disconnect(self._started)
        request_finished.disconnect(self._finished)

    def _started(self, **_: object) -> None:
        self._count(1)

    def _finished(self, **_: object) -> None:
        self._count(-1)

    def _count(self, change: int) -> None:
        with self._lock:
            self._open += change
            self._last_change = time.monotonic()

    def wait_for_quiet(self) -> None:
        """Return once nothing has been asked or answered for a moment; raises TimeoutError after half a minute."""
        began = time.monotonic()
        while True:
            now = time.monotonic()
            with self._lock:
                if self._open == 0 and now - max(began, self._last_change) >= QUIET:
                    return
                still_open = self._open
            if now - began > PATIENCE:
                raise TimeoutError(f"The live server is still answering {still_open} requests.")
            time.sleep(QUIET / 5)
