"""Several tutors as one: the first that has something to say."""

from collections.abc import Iterator, Sequence

from infra.fallback import first_answer
from shared.domain.errors import Code, Transient
from shared.ports.tutor import Reply, Tutor, TutorRequest


class FallbackTutor(Tutor):
    """Asks its tutors in turn until one begins to answer; the reply says who did.

    Args:
        tutors: best first; the last must not fail, such as the rule-based one.
    """

    def __init__(self, tutors: Sequence[Tutor]) -> None:
        self._tutors = tutors
        self.name = tutors[0].name

    def reply(self, request: TutorRequest) -> Reply:
        """Yield the first reply that begins; waits for its first piece.

        Raises:
            Transient: where none begins and one of them may later.
            Permanent: where none will.
        """
        return first_answer(self._tutors, lambda tutor: _begun(tutor, request))


def _begun(tutor: Tutor, request: TutorRequest) -> Reply:
    pieces = tutor.reply(request)
    first = next(pieces, None)
    if first is None:
        raise Transient(Code.PROVIDER_UNAVAILABLE, f"{tutor.name}: said nothing")
    return Reply(_resumed(first, pieces), tutor.name)


def _resumed(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
