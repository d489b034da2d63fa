"""The model answers of a plan, spoken; one sound per sentence, made once."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from shared.domain.errors import ParlonsError, Permanent, Refused, Transient
from shared.domain.exercise import Exercise
from shared.domain.study_plan import StudyPlan
from shared.ports.blob_store import BlobStore, SignedRequest
from shared.ports.voice import AudioFormat, Voice

# Every browser and mail program plays it.
FORMAT = AudioFormat.MP3
SPEED = 0.9  # a model to repeat after is spoken a little slower than talk


def speak_models(plan: StudyPlan, *, voice: Voice, blobs: BlobStore) -> StudyPlan:
    """Give each exercise the sound of its answer; without a voice it stays without.

    Sentences from frames are shared by all learners; those made of somebody's own words lie under
    that learner's prefix, so that erasure finds them.
    """
    focus = tuple(
        replace(
            each,
            exercises=tuple(
                replace(exercise, audio=_sound(exercise, plan.learner_id, voice, blobs))
                for exercise in each.exercises
            ),
        )
        for each in plan.focus
    )
    return replace(plan, focus=focus)


def sound_addresses(
    plan: StudyPlan, *, blobs: BlobStore, seconds: float
) -> Mapping[str, SignedRequest]:
    """Allow the plan's sounds to be fetched, by name; one that cannot be signed is left out."""
    names = {each.audio for focus in plan.focus for each in focus.exercises if each.audio}
    found = {}
    for name in sorted(names):
        # A plan without a sound is still a plan.
        with suppress(ParlonsError):
            found[name] = blobs.signed_download(name, seconds=seconds)
    return found


def _sound(exercise: Exercise, learner_id: str, voice: Voice, blobs: BlobStore) -> str:
    folder = f"learners/{learner_id}/models" if exercise.own else "models"
    name = _name(folder, voice.name, exercise.answer)
    try:
        if blobs.stat(name) is None:
            speech = voice.speak(exercise.answer, format=FORMAT, speed=SPEED)
            if not speech.engine.startswith(voice.name):
                # Another stood in for it; the next plan asks the better one again.
                name = _name(folder, speech.engine, exercise.answer)
            blobs.put(name, speech.audio, content_type=FORMAT.content_type)
    except (Transient, Permanent, Refused):
        return ""  # a plan without a sound is still a plan
    return name


def _name(folder: str, engine: str, text: str) -> str:
    digest = sha256(f"{engine} {SPEED} {text}".encode()).hexdigest()[:32]
    return f"{folder}/{digest}.{FORMAT}"
