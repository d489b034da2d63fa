"""What GET /api/recordings/{id} gives."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import Field, RootModel

from infra.edge.bodies import Body
from infra.edge.correction_models import CorrectionModel, show_corrections
from infra.edge.models import Corrected, Download, RecordingId, Reply
from infra.edge.transcript_models import TranscriptModel
from shared.application.show_recording import RecordingView
from shared.domain.errors import ADVICE, Code
from shared.domain.feedback import Feedback
from shared.domain.recording import ORDER, Failure, Recording, State

# Below the 30 s after which clients and proxies often give up a request.
LONGEST_WAIT = 25


class Wait(Body):
    """How long the answer may take."""

    wait: int = Field(
        0, ge=0, le=LONGEST_WAIT, description="seconds to wait for the end of the work"
    )


class ClipSpan(Body):
    """Where the clip begins and ends."""

    start: float = Field(ge=0, allow_inf_nan=False, description="seconds", examples=[0])
    end: float = Field(gt=0, allow_inf_nan=False, description="seconds", examples=[2.5])


class FailureModel(Body):
    """Why the recording failed, and what to do next."""

    code: str = Field(examples=["no_speech"])
    advice: str = Field(examples=[ADVICE[Code.NO_SPEECH]])
    detail: str = Field(examples=[""])
    stage: str | None = Field(examples=["transcribe"])

    @classmethod
    def of(cls, failure: Failure) -> "FailureModel":
        """Show a failure."""
        return cls(
            code=failure.code,
            advice=ADVICE[failure.code],
            detail=failure.detail,
            stage=failure.stage,
        )


class FluencyModel(Body):
    """Rates in syllables per second, times in seconds, runs in syllables between pauses."""

    syllables: int = Field(examples=[52])
    speech_seconds: float = Field(examples=[14.2])
    speech_rate: float = Field(examples=[2.9])
    articulation_rate: float = Field(examples=[3.7])
    pauses: int = Field(examples=[6])
    pause_seconds: float = Field(examples=[3.8])
    mean_run: float = Field(examples=[7.4])
    fillers: int = Field(examples=[3])
    repairs: int = Field(examples=[1])


class ReplyModel(Body):
    """What the tutor answered; the audio comes a moment after the text."""

    text: Reply
    audio: Download | None


class RecordingModel(Body):
    """A recording and what came of it so far; what is not there yet is null."""

    id: RecordingId
    state: State = Field(examples=[State.ANSWERED])
    created_at: datetime
    reached: Mapping[State, datetime]
    seconds: float = Field(examples=[18.4])
    prompt: str = Field(examples=["Racontez votre week-end."])
    failure: FailureModel | None = Field(examples=[None])
    transcript: TranscriptModel | None
    corrected: Corrected | None
    corrections: tuple[CorrectionModel, ...] | None
    fluency: FluencyModel | None
    reply: ReplyModel | None
    engines: Mapping[str, str] = Field(examples=[{"tutor": "rules", "analysis": "rules"}])

    @classmethod
    def of(cls, view: RecordingView) -> "RecordingModel":
        """Show a recording."""
        recording, feedback = view.recording, view.feedback
        found = show_corrections(feedback.analysis, feedback.trace) if feedback else None
        return cls(
            id=recording.id,
            state=recording.state,
            created_at=recording.created_at,
            reached=recording.reached,
            seconds=round(recording.seconds, 3),
            prompt=recording.prompt,
            failure=FailureModel.of(recording.failure) if recording.failure else None,
            transcript=TranscriptModel.of(view.transcript) if view.transcript else None,
            corrected=feedback.analysis.corrected if feedback else None,
            corrections=found,
            fluency=_fluency(feedback),
            reply=_reply(view),
            engines=feedback.engines if feedback else {},
        )


class StepModel(Body):
    """One step of the way, as sent on the event stream."""

    state: State
    at: datetime
    step: int = Field(examples=[1])
    steps: int = Field(examples=[5])
    failure: FailureModel | None = Field(examples=[None])

    @classmethod
    def of(cls, recording: Recording, state: State) -> "StepModel":
        """Show that a state was reached."""
        failed = recording.failure if state is State.FAILED else None
        return cls(
            state=state,
            at=recording.reached.get(state, recording.created_at),
            step=ORDER.index(state) if state in ORDER else len(ORDER) - 1,
            steps=len(ORDER) - 1,
            failure=FailureModel.of(failed) if failed else None,
        )


class Done(Body):
    """The event `done` holds nothing: no further step comes."""


class ProgressEvent(RootModel[StepModel | Done]):
    """An event's data: a step, or the end."""


def _fluency(feedback: Feedback | None) -> FluencyModel | None:
    if feedback is None or feedback.fluency is None:
        return None
    return FluencyModel.model_validate(feedback.fluency, from_attributes=True)


def _reply(view: RecordingView) -> ReplyModel | None:
    if view.feedback is None:
        return None
    audio = view.reply_audio
    download = Download(url=audio.url, expires_at=audio.expires_at) if audio else None
    return ReplyModel(text=view.feedback.reply, audio=download)
