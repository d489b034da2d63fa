"""Every way in which Parlons says no, as one tree.

    ParlonsError
    ├── Refused      the caller's fault: answered 4xx, nothing was changed
    ├── Permanent    this input will never succeed: acknowledge, name the failure, go on
    └── Transient    the same call may succeed later: retry, and give up only at a limit

Each error carries a stable `code`. A message never holds what a learner said, a name, a token or a
key, so it may be logged and shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Stable codes, shown to callers and learners; renaming one breaks clients."""

    # Refused: about the request
    INVALID_REQUEST = "invalid_request"
    MALFORMED_BODY = "malformed_body"
    UNAUTHENTICATED = "unauthenticated"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    PAYLOAD_TOO_LARGE = "payload_too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    IDEMPOTENCY_KEY_INVALID = "idempotency_key_invalid"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    REQUEST_IN_FLIGHT = "request_in_flight"
    UPLOAD_NOT_ALLOWED = "upload_not_allowed"
    ALREADY_UPLOADED = "already_uploaded"
    UPLOAD_MISMATCH = "upload_mismatch"
    CONSENT_MISSING = "consent_missing"
    PLAN_CLOSED = "plan_closed"
    TOO_MANY_REQUESTS = "too_many_requests"
    DAILY_AUDIO_REACHED = "daily_audio_reached"
    REQUEST_TIMEOUT = "request_timeout"
    ALREADY_FINISHED = "already_finished"
    FILE_ACCESS_REFUSED = "file_access_refused"
    FILE_NOT_FOUND = "file_not_found"

    # Refused or Permanent: about the audio, the transcript, the set-up
    EMPTY_AUDIO = "empty_audio"
    NOT_AUDIO = "not_audio"
    DAMAGED_AUDIO = "damaged_audio"
    AUDIO_TOO_LONG = "audio_too_long"
    NO_SPEECH = "no_speech"
    NOT_FRENCH = "not_french"
    RECOGNIZER_MISSING = "recognizer_missing"
    TRANSCRIPT_INVALID = "transcript_invalid"
    TEXT_TOO_LONG = "text_too_long"

    # Permanent: about the way a recording went
    UPLOAD_EXPIRED = "upload_expired"
    UNKNOWN_EVENT = "unknown_event"
    GAVE_UP = "gave_up"
    MAIL_REFUSED = "mail_refused"
    MAIL_UNCONFIRMED = "mail_unconfirmed"
    INTERNAL = "internal"
    PROVIDER_REFUSED = "provider_refused"

    # Transient
    IN_PROGRESS = "in_progress"
    STALE_WRITE = "stale_write"
    STORE_UNAVAILABLE = "store_unavailable"
    PUBLISH_FAILED = "publish_failed"
    PROVIDER_UNAVAILABLE = "provider_unavailable"


ADVICE: dict[Code, str] = {
    Code.INVALID_REQUEST: "Correct the fields listed under errors and send the request again.",
    Code.MALFORMED_BODY: "Send a body that parses as the content type it declares.",
    Code.UNAUTHENTICATED: "Sign in and send the token as 'Authorization: Bearer <token>'.",
    Code.NOT_FOUND: "Check the address and the id; ids of other people answer the same way.",
    Code.METHOD_NOT_ALLOWED: "Use one of the methods listed in the Allow header.",
    Code.PAYLOAD_TOO_LARGE: "Send less: the limit is named in the detail.",
    Code.UNSUPPORTED_MEDIA_TYPE: (
        "Send the content type named in the detail; audio as WebM, Ogg, MP3, M4A, AAC, FLAC, WAV "
        "or AMR."
    ),
    Code.IDEMPOTENCY_KEY_INVALID: "Send an Idempotency-Key of 1 to 255 printable ASCII characters.",
    Code.IDEMPOTENCY_KEY_REUSED: "Use a new Idempotency-Key for a request with another body.",
    Code.REQUEST_IN_FLIGHT: "The same request is still being answered; try again in a second.",
    Code.UPLOAD_NOT_ALLOWED: "Ask for a new upload address with POST /api/recordings.",
    Code.ALREADY_UPLOADED: "This recording has its audio already; start a new recording.",
    Code.UPLOAD_MISMATCH: "Upload with the method, type and size that were announced.",
    Code.CONSENT_MISSING: (
        "Record the learner's consent with POST /api/learners/{id}/consent; under 15 a parent's "
        "as well."
    ),
    Code.PLAN_CLOSED: "This plan is out, on its way or over; change the one of the next week.",
    Code.TOO_MANY_REQUESTS: "Wait as long as Retry-After says; the limit is named in the detail.",
    Code.DAILY_AUDIO_REACHED: (
        "Wait until the day ends (midnight UTC); the limit is named in the detail, and a recording "
        "that met it can be replayed then."
    ),
    Code.REQUEST_TIMEOUT: "Send the whole request without long pauses; the line was closed.",
    Code.ALREADY_FINISHED: "This recording is finished; there is nothing left to cancel.",
    Code.FILE_ACCESS_REFUSED: (
        "Google Drive does not let this access token read the file; sign in again with a scope "
        "that reads files."
    ),
    Code.FILE_NOT_FOUND: "Google Drive knows no such file, or does not show it to this account.",
    Code.EMPTY_AUDIO: "The file is empty; check the microphone and record again.",
    Code.NOT_AUDIO: "The file holds no audio we can read; record or export it again.",
    Code.DAMAGED_AUDIO: "The file breaks off or is damaged; record or upload it again.",
    Code.AUDIO_TOO_LONG: "Record a shorter piece; the limit is named in the detail.",
    Code.NO_SPEECH: "No speech was found; speak closer to the microphone and record again.",
    Code.NOT_FRENCH: "This does not sound like French; record again in French.",
    Code.RECOGNIZER_MISSING: (
        "No speech recognizer is set up. Run 'make speech' for the local one, or set "
        "OPENAI_API_KEY or GOOGLE_APPLICATION_CREDENTIALS, or send a transcript with the recording."
    ),
    Code.TRANSCRIPT_INVALID: "Send the transcript as plain text, SRT or WebVTT.",
    Code.TEXT_TOO_LONG: "Send a shorter text; the limit is named in the detail.",
    Code.UPLOAD_EXPIRED: "The audio never arrived; start a new recording.",
    Code.UNKNOWN_EVENT: "A message could not be understood; start a new recording.",
    Code.GAVE_UP: "A service stayed unreachable; the recording is kept and can be replayed.",
    Code.MAIL_REFUSED: "The mail server does not take this mail; check the address.",
    Code.MAIL_UNCONFIRMED: "The mail may have arrived; it is not sent again by itself.",
    Code.INTERNAL: "Something went wrong on our side; the recording is kept for inspection.",
    Code.PROVIDER_REFUSED: "An outside service refused our request; check its key and model.",
    Code.IN_PROGRESS: "Another worker has this step in hand.",
    Code.STALE_WRITE: "Somebody else changed this at the same moment; try again.",
    Code.STORE_UNAVAILABLE: "The store did not answer; try again in a moment.",
    Code.PUBLISH_FAILED: "The message could not be sent yet; it will be sent again.",
    Code.PROVIDER_UNAVAILABLE: "An outside service did not answer; try again in a moment.",
}
"""What to do next, one sentence a code, safe to show to anyone."""


class ParlonsError(Exception):
    """Base of the tree.

    Args:
        code: the stable name of what went wrong.
        detail: what is particular to this case (limits, field names); never content.
    """

    def __init__(self, code: Code, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"{code}: {detail}" if detail else str(code))

    @property
    def advice(self) -> str:
        """What the person who meets this error can do next."""
        return ADVICE[self.code]


class Refused(ParlonsError):
    """The request asks for something it may not have; nothing was changed."""


class LimitReached(Refused):
    """Enough for now: the same request may pass later.

    Args:
        retry_after: seconds to wait at least.
    """

    def __init__(self, code: Code, detail: str = "", *, retry_after: float) -> None:
        super().__init__(code, detail)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input: where, and what; never the content itself."""

    field: str
    message: str


class InvalidInput(Refused):
    """An input of many parts that does not fit; `faults` lists every part at fault."""

    def __init__(self, faults: Sequence[Fault], detail: str = "") -> None:
        super().__init__(Code.INVALID_REQUEST, detail)
        self.faults = tuple(faults)


class Permanent(ParlonsError):
    """This input can never succeed; the recording fails with this code."""


class Transient(ParlonsError):
    """The same work may succeed later.

    Args:
        retry_after: seconds to wait at least, when the cause is known.
    """

    def __init__(self, code: Code, detail: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(code, detail)
        self.retry_after = retry_after
