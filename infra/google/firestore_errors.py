"""What Firestore answers, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

from shared.domain.errors import Code, Permanent, Transient


class ConflictError(Exception):
    """A document was not as a write had seen it; nothing of the commit was written."""


class ContentionError(Transient):
    """Rivals held the documents; nothing was written, and another try may succeed at once."""


class RefusedError(Transient):
    """The store answered no: a permission, an index or the database is missing."""


class ConditionError(RefusedError):
    """The store answered no because of what is stored, or is not."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the client raises into what our callers know."""
    from google.api_core import exceptions as api
    from google.auth.exceptions import GoogleAuthError

    try:
        yield
    except (api.AlreadyExists, api.FailedPrecondition, api.NotFound) as error:
        raise ConditionError(
            Code.STORE_UNAVAILABLE, f"firestore: {type(error).__name__}"
        ) from error
    except (api.PermissionDenied, api.Unauthenticated) as error:
        # Failing every recording for a set-up that is being mended would lose more than waiting.
        detail = f"firestore: {type(error).__name__}"
        raise RefusedError(Code.STORE_UNAVAILABLE, detail) from error
    except api.Aborted as error:
        raise ContentionError(Code.STORE_UNAVAILABLE, "contention") from error
    except api.InvalidArgument as error:
        # Too large, or a mistake of ours: the same write would fail again.
        raise Permanent(Code.INTERNAL, "the store refused a document") from error
    except (api.GoogleAPIError, GoogleAuthError) as error:
        detail = f"firestore: {type(error).__name__}"
        raise Transient(Code.STORE_UNAVAILABLE, detail) from error
    except ValueError as error:
        # The client's own word for a commit that was lost to a rival.
        if isinstance(error.__cause__, api.Aborted):
            raise ContentionError(Code.STORE_UNAVAILABLE, "contention") from error
        raise
