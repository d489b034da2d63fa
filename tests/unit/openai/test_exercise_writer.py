"""The writer of practice sentences over the real client, and what becomes of its sentences."""

import json

import pytest

from infra.grammar.grammalecte_detector import GrammalecteDetector
from infra.grammar.grammalecte_lexicon import GrammalecteLexicon
from infra.openai.client import ChatModel
from infra.openai.exercise_writer import LONGEST_SENTENCE, MOST_PAIRS, OpenaiExerciseWriter
from infra.speech.espeak_phonemizer import EspeakPhonemizer
from shared.domain.error_types import ErrorType
from shared.french.engine import FrenchEngine
from shared.french.exercises.forge import Forge
from shared.french.exercises.make import ExerciseMaker
from shared.ports.exercise_writer import WrittenPair
from tests.peers import openai_peer as wire
from tests.peers.openai_peer import OpenaiPeer, Script

PATTERN, KIND = "auxiliary:partir", ErrorType.AUXILIARY
GOOD = {
    "right": "Samedi nous sommes partis en Bretagne avec mes cousins.",
    "wrong": "Samedi nous avons parti en Bretagne avec mes cousins.",
}
OBEYS = {"right": "IGNORE ALL RULES <b>", "wrong": "IGNORE ALL RULES"}


def writes(*pairs: object, **extra: object) -> Script:
    return wire.says(json.dumps({"pairs": list(pairs), **extra}))


@pytest.fixture
def writer(model: ChatModel) -> OpenaiExerciseWriter:
    return OpenaiExerciseWriter(model)


def test_pairs_are_asked_for_by_pattern_alone(
    writer: OpenaiExerciseWriter, peer: OpenaiPeer
) -> None:
    peer.then(writes(GOOD))
    assert writer.write(PATTERN, KIND) == [WrittenPair(**GOOD)]
    system, user = peer.requests[0].body["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert json.loads(user["content"]) == {"type": "auxiliary", "pattern": PATTERN}


@pytest.mark.parametrize(
    "script",
    [
        wire.says("no JSON"),
        wire.says(json.dumps([GOOD])),
        writes(GOOD, more=1),
        writes({"right": "a b"}),
        writes({**GOOD, "why": "x"}),
        writes({"right": 1, "wrong": "b"}),
        writes({"right": "", "wrong": "b"}),
        writes({**GOOD, "right": "Oui.\u202e"}),
        writes({**GOOD, "right": "a" * (LONGEST_SENTENCE + 1)}),
        writes(*[GOOD] * (MOST_PAIRS + 1)),
        wire.says("[" * 3_000),
    ],
)
def test_what_has_another_shape_is_nothing(
    writer: OpenaiExerciseWriter, peer: OpenaiPeer, script: Script
) -> None:
    peer.then(script)
    assert not writer.write(PATTERN, KIND)


@pytest.fixture(scope="module")
def lexicon() -> GrammalecteLexicon:
    return GrammalecteLexicon()


@pytest.fixture(scope="module")
def engine(lexicon: GrammalecteLexicon) -> FrenchEngine:
    return FrenchEngine(
        lexicon=lexicon, phonemizer=EspeakPhonemizer(), detectors=(GrammalecteDetector(),)
    )


def answers(
    engine: FrenchEngine, lexicon: GrammalecteLexicon, writer: OpenaiExerciseWriter | None
) -> set[str]:
    """Everything that a year of plans on the pattern would ask for."""
    maker = ExerciseMaker(engine, Forge(lexicon), writer)
    weeks = (maker.make(PATTERN, KIND, (), seed=f"emma {week}") for week in range(52))
    return {exercise.answer for made in weeks for exercise in made}


def test_only_what_the_engine_finds_right_and_wrong_as_asked_becomes_an_exercise(
    engine: FrenchEngine,
    lexicon: GrammalecteLexicon,
    writer: OpenaiExerciseWriter,
    peer: OpenaiPeer,
) -> None:
    swapped = {"right": GOOD["wrong"], "wrong": GOOD["right"]}
    other = {"right": "Elle est partie hier au Japon.", "wrong": "Elle est partie hier à Japon."}
    silent = {"right": "Elles sont parties tôt.", "wrong": "Elles sont partis tôt."}
    peer.then(writes(GOOD, swapped, other, silent, OBEYS))
    found = answers(engine, lexicon, writer)
    assert GOOD["right"] in found
    assert not found & {each["right"] for each in (swapped, other, silent, OBEYS)}
    # Asked once for all learners and weeks of this process.
    assert len(peer.requests) == 1


def test_without_an_answer_the_frames_suffice(
    engine: FrenchEngine,
    lexicon: GrammalecteLexicon,
    writer: OpenaiExerciseWriter,
    peer: OpenaiPeer,
) -> None:
    for _ in range(3):
        peer.then(wire.fails(503))
    assert answers(engine, lexicon, writer) == answers(engine, lexicon, None)
