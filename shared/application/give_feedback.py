"""transcript.ready → corrections, reply, memory → feedback.ready."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.application.analyse_turn import analyse_turn, counted_by, lesson, tutor_request
from shared.application.learner_context import context_of
from shared.application.stages import Chain, Outcome, Product, carry_out
from shared.domain.errors import Code, Permanent
from shared.domain.events import Event
from shared.domain.feedback import Feedback
from shared.domain.fluency import measure
from shared.domain.recording import FEEDBACK, TRANSCRIPT, Recording, Stage
from shared.domain.transcript import Transcript
from shared.ports.artefacts import Artefacts
from shared.ports.learners import Learners
from shared.ports.people import People
from shared.ports.tutor import Tutor, made_by

if TYPE_CHECKING:
    from shared.french.engine import FrenchEngine

# A text that was asked for and free talk bring other errors; more tasks than these would leave
# too little of each to compare.
FREE, PROMPTED = "free talk", "prompted talk"


def give_feedback(
    event: Event,
    *,
    chain: Chain,
    learners: Learners,
    people: People,
    artefacts: Artefacts,
    engine: "FrenchEngine",
    tutor: Tutor,
) -> Outcome:
    """Analyse one transcript, answer it, and teach the memory in the same transaction."""

    def work(recording: Recording) -> Product:
        transcript = artefacts.read(recording.artefacts[TRANSCRIPT], Transcript)
        if not engine.looks_french(transcript.text):
            raise Permanent(Code.NOT_FRENCH)
        context = context_of(recording.learner_id, people=people)
        turn = analyse_turn(
            transcript.text,
            learner_id=recording.learner_id,
            level=recording.level,
            words=transcript.words,
            spoken=True,
            engine=engine,
            learners=learners,
            weights=context.weights,
            register=context.register,
        )
        analysis = turn.analysis
        request = tutor_request(turn, level=recording.level, prompt=recording.prompt)
        pieces = tutor.reply(request)
        reply = "".join(pieces)
        feedback = Feedback(
            analysis=analysis,
            raised=turn.choice.raised,
            move=turn.choice.move,
            trace=turn.choice.trace,
            reply=reply,
            engines=_engines(engine.name, analysis.silent, made_by(tutor, pieces)),
            fluency=measure(
                syllables=analysis.syllables,
                speech=transcript.speech,
                fillers=analysis.fillers,
                repairs=analysis.repairs,
            ),
            register=context.register,
        )
        name = recording.result("feedback.json")
        artefacts.write(name, feedback)
        learned = lesson(
            analysis,
            learner_id=recording.learner_id,
            source_id=recording.id,
            session=recording.session or recording.id,
            at=recording.created_at,
            words=transcript.words,
            recording_id=recording.id,
            recognizer=counted_by(
                transcript.engine,
                engine.name,
                silent=analysis.silent,
                register=context.register,
            ),
            task=PROMPTED if recording.prompt else FREE,
            timezone=context.profile.timezone,
        )
        return Product({FEEDBACK: name}, learned=learned)

    return carry_out(Stage.FEEDBACK, event, work, chain=chain)


def _engines(detectors: str, silent: Sequence[str], tutor: str) -> dict[str, str]:
    """Who made this result; a detector that did not answer all of it is named as such."""
    made = {"detectors": detectors, "tutor": tutor}
    return {**made, "silent": ", ".join(silent)} if silent else made
