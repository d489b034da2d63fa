"""Several tutors as one: the first that has something to say."""

from collections.abc import Iterator, Sequence
from logging import getLogger

from shared.domain.errors import Permanent, Transient
from shared.ports.tutor import Reply, Tutor, TutorRequest

_log = getLogger(__name__)


class FallbackTutor(Tutor):
    """Asks its tutors in turn until one begins to answer; the reply says who did.

    A refusal passes to the next as well: a wrong key must not leave a learner without an answer.

    Args:
        tutors: best first; the last must not fail, such as the rule-based one.
    """

    def __init__(self, tutors: Sequence[Tutor]) -> None:
        *self._first, self._last = tutors
        self.name = tutors[0].name

    def reply(self, request: TutorRequest) -> Reply:
        """Yield the first reply that begins; waits for its first piece.

        Raises:
            Transient: from the last tutor.
        """
        for tutor in self._first:
            pieces = tutor.reply(request)
            try:
                first = next(pieces)
            except (Transient, Permanent) as error:
                extra = {"tutor": tutor.name, "code": error.code.value, "cause": error.detail}
                _log.warning("tutor_fell_back", extra=extra)
            except StopIteration:
                _log.warning("tutor_fell_back", extra={"tutor": tutor.name, "code": "silent"})
            else:
                return Reply(_resumed(first, pieces), tutor.name)
        return Reply(self._last.reply(request), self._last.name)


def _resumed(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
