"""Work done at the same moment."""

import threading
from collections.abc import Callable


def in_threads(count: int, work: Callable[[int], object]) -> list[object]:
    """Run `work` in threads that start together; results or errors, in order."""
    gate = threading.Barrier(count)
    results: list[object] = [None] * count

    def run(index: int) -> None:
        gate.wait()
        try:
            results[index] = work(index)
        except Exception as error:  # noqa: BLE001 - handed to the test
            results[index] = error

    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
