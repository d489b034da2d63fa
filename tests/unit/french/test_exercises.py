"""Exercises: for every error type, varied, and each agreed to by the engine."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.grammar.grammalecte_lexicon import GrammalecteLexicon
from shared.domain.correction import Verdict
from shared.domain.error_types import ErrorType
from shared.domain.exercise import GAP, Exercise, ExerciseKind
from shared.domain.memory import Quote
from shared.french.engine import FrenchEngine
from shared.french.exercises.forge import Forge
from shared.french.exercises.in_a_line import in_a_line
from shared.french.exercises.items import generator
from shared.french.exercises.make import LEAST, MOST, ExerciseMaker
from tests.plans import NOW, QUOTE

FOUND = {Verdict.ERROR, Verdict.UNSURE}
PATTERNS = {
    ErrorType.AUXILIARY: "auxiliary:venir",
    ErrorType.NOUN_GENDER: "noun_gender:musée",
    ErrorType.ADJ_AGREEMENT: "adj_agreement:vert",
    ErrorType.SUBJECT_VERB: "subject_verb:prendre",
    ErrorType.CONTRACTION: "contraction:de+article",
    ErrorType.PREP_PLACE: "prep_place:Japon",
    ErrorType.VERB_PREPOSITION: "verb_preposition:essayer_de",
    ErrorType.SUBJUNCTIVE: "subjunctive:vouloir_que",
    ErrorType.NEGATION: "negation:rien",
    ErrorType.REFLEXIVE: "reflexive:coucher",
}


@pytest.fixture(scope="module")
def maker(engine: FrenchEngine, lexicon: GrammalecteLexicon) -> ExerciseMaker:
    return ExerciseMaker(engine, Forge(lexicon))


def make(
    maker: ExerciseMaker, kind: ErrorType, quotes: Sequence[Quote] = (), seed: str = "emma 2026-W10"
) -> tuple[Exercise, ...]:
    return maker.make(PATTERNS.get(kind, f"{kind}:?"), kind, quotes, seed=seed)


def clean(engine: FrenchEngine, text: str, *, spoken: bool) -> bool:
    return not any(c.verdict in FOUND for c in engine.analyse(text, spoken=spoken).corrections)


@pytest.mark.parametrize("kind", ErrorType)
def test_every_type_has_varied_checked_exercises(
    maker: ExerciseMaker, engine: FrenchEngine, kind: ErrorType
) -> None:
    for week in ("a", "b", "c"):
        made = make(maker, kind, seed=week)
        assert LEAST <= len(made) <= MOST
        assert len({exercise.kind for exercise in made}) >= 2
        assert len({(e.stimulus, e.answer) for e in made}) == len(made)
        for exercise in made:
            assert clean(engine, exercise.answer, spoken=False), exercise.answer
            assert set(exercise.task) == {"fr", "en"}
            assert exercise.stimulus.strip()
            if exercise.wrong:
                assert not clean(engine, exercise.wrong, spoken=True), exercise.wrong


@pytest.mark.parametrize("kind", ErrorType)
def test_the_engine_agrees_with_nearly_every_frame(
    engine: FrenchEngine, lexicon: GrammalecteLexicon, kind: ErrorType
) -> None:
    """A frame that the engine refuses is silently left out; this is where it shows."""
    point = PATTERNS.get(kind, f"{kind}:?").partition(":")[2]
    make_items = generator(kind)
    assert make_items is not None
    items = list(make_items(point, Forge(lexicon)))
    refused = [item.right for item in items if not clean(engine, item.right, spoken=False)]
    assert len(refused) <= len(items) // 4, refused


def test_own_sentences_come_first_and_are_never_twice_the_same(maker: ExerciseMaker) -> None:
    made = make(maker, ErrorType.AUXILIARY, [QUOTE])
    assert made[0].kind is ExerciseKind.SAY_IT_RIGHT
    assert (made[0].stimulus, made[0].wrong) == (QUOTE.said, QUOTE.said)
    assert made[0].answer == QUOTE.better
    assert not any(option.endswith((",", ".")) for e in made for option in e.options)
    assert made[1].kind is ExerciseKind.CHOOSE
    assert made[1].stimulus == f"Hier {GAP} allé au marché."
    assert (made[1].options, made[1].solution) == (("j'ai", "je suis"), "je suis")
    assert {e.kind for e in made} == set(ExerciseKind)


def test_other_errors_of_an_own_sentence_are_mended_too(
    maker: ExerciseMaker, engine: FrenchEngine
) -> None:
    quote = Quote("hier j'ai allé à le marché", "hier je suis allé à le marché", NOW)
    first = make(maker, ErrorType.AUXILIARY, [quote])[0]
    assert first.answer == "Hier je suis allé au marché."


@pytest.mark.parametrize("said", ["", "oui", "mot " * 40, "je suis allé", "<b>j'ai</b> \x00 \n"])
def test_sentences_that_teach_nothing_are_left_out(maker: ExerciseMaker, said: str) -> None:
    made = make(maker, ErrorType.AUXILIARY, [Quote(said, said, NOW)])
    assert not any(exercise.own for exercise in made)
    assert len(made) >= LEAST


def test_the_same_sentence_twice_is_one_exercise(maker: ExerciseMaker) -> None:
    again = Quote("hier j'ai allé au marché", QUOTE.better, NOW)
    made = make(maker, ErrorType.AUXILIARY, [QUOTE, again, QUOTE])
    assert [e.kind for e in made].count(ExerciseKind.SAY_IT_RIGHT) == 1
    assert made[0].stimulus == QUOTE.said


def test_weeks_differ_and_one_week_is_always_the_same(maker: ExerciseMaker) -> None:
    weeks = [make(maker, ErrorType.NOUN_GENDER, seed=f"emma {n}") for n in range(6)]
    assert len({str(week) for week in weeks}) > 1
    assert weeks == [make(maker, ErrorType.NOUN_GENDER, seed=f"emma {n}") for n in range(6)]


def test_the_patterns_own_word_is_practised(maker: ExerciseMaker) -> None:
    for kind, word in ((ErrorType.NOUN_GENDER, "musée"), (ErrorType.AUXILIARY, "venu")):
        assert any(word in exercise.answer for exercise in make(maker, kind))


@pytest.mark.parametrize("kind", ErrorType)
def test_a_choice_has_its_solution_among_its_options(maker: ExerciseMaker, kind: ErrorType) -> None:
    for exercise in make(maker, kind, [QUOTE]):
        if exercise.kind is ExerciseKind.CHOOSE:
            assert exercise.solution in exercise.options
            assert exercise.stimulus.count(GAP) == 1
            filled = exercise.stimulus.replace(GAP, exercise.solution)
            assert filled.casefold().rstrip(".") == exercise.answer.casefold().rstrip(".")
            assert list(exercise.options) == sorted(exercise.options)


@given(point=st.text(max_size=30), kind=st.sampled_from(list(ErrorType)))
@settings(max_examples=60, deadline=None)
def test_any_point_whatever_gives_exercises(
    maker: ExerciseMaker, point: str, kind: ErrorType
) -> None:
    assert len(maker.make(f"{kind}:{point}", kind, (), seed="x")) >= LEAST


def test_every_type_has_its_rule_in_a_line() -> None:
    for kind in ErrorType:
        lines = in_a_line(kind)
        assert set(lines) == {"fr", "en"}
        assert all(0 < len(line) <= 110 for line in lines.values())
