"""What to talk about: prompts that make a learner meet certain points of French."""

import zlib
from collections.abc import Collection

from shared.domain.error_types import ErrorType as T
from shared.domain.study_plan import Prompt

_PROMPTS: tuple[tuple[frozenset[T], str, str], ...] = (
    (
        frozenset({T.AUXILIARY, T.PAST_ASPECT, T.TIME_DEPUIS, T.PARTITIVE}),
        "Raconte ton dernier week-end, du samedi matin au dimanche soir.",
        "Tell about your last weekend, from Saturday morning to Sunday night.",
    ),
    (
        frozenset({T.PREP_PLACE, T.CONTRACTION, T.AUXILIARY, T.NUMBER_DATE}),
        "Parle d'un voyage : où, quand, avec qui, et ce qui t'a surpris.",
        "Talk about a journey: where, when, with whom, and what surprised you.",
    ),
    (
        frozenset({T.PAST_ASPECT, T.AVOIR_EXPRESSION, T.REFLEXIVE}),
        "Comment était ta vie quand tu avais dix ans ?",
        "What was your life like when you were ten?",
    ),
    (
        frozenset({T.SI_CLAUSE, T.SUBJUNCTIVE, T.OTHER_VERB_FORM, T.INFINITIVE}),
        "Si tu pouvais changer trois choses dans ta ville, qu'est-ce que tu ferais ?",
        "If you could change three things in your town, what would you do?",
    ),
    (
        frozenset({T.NOUN_GENDER, T.ADJ_AGREEMENT, T.ADJ_PLACEMENT, T.POSSESSIVE, T.CEST_IL_EST}),
        "Décris ta chambre et les objets que tu y préfères.",
        "Describe your room and the things in it that you like best.",
    ),
    (
        frozenset({T.COMPARATIVE, T.ARTICLE_OMISSION, T.NEGATION}),
        "Compare deux villes que tu connais.",
        "Compare two towns that you know.",
    ),
    (
        frozenset({T.OBJECT_PRONOUN, T.RELATIVE, T.SAVOIR_CONNAITRE, T.VERB_PREPOSITION}),
        "Parle d'une personne importante pour toi : comment vous vous êtes connus.",
        "Talk about somebody who matters to you: how you met.",
    ),
    (
        frozenset({T.REFLEXIVE, T.SUBJECT_VERB, T.NUMBER_DATE, T.ADVERB_ORDER}),
        "Raconte une journée ordinaire, heure par heure.",
        "Tell about an ordinary day, hour by hour.",
    ),
    (
        frozenset({T.QUESTION, T.TU_VOUS, T.NEGATION}),
        "Joue une scène : tu cherches un appartement et tu poses des questions au propriétaire.",
        "Act a scene: you look for a flat and ask the owner questions.",
    ),
    (
        frozenset({T.SUBJUNCTIVE, T.FALSE_FRIEND, T.OTHER_LEXICAL, T.OTHER}),
        "Donne ton avis : faut-il interdire les téléphones à l'école ?",
        "Give your opinion: should telephones be banned at school?",
    ),
    (
        frozenset({T.FLUENCY, T.PRONUNCIATION, T.INFINITIVE}),
        "Explique, sans t'arrêter, comment on prépare ton plat préféré.",
        "Explain, without stopping, how your favourite dish is made.",
    ),
)


def eliciting(kinds: Collection[T]) -> tuple[str, ...]:
    """List the prompts that bring up one of these types, those of the first type first; French."""
    found = (fr for kind in kinds for brings_up, fr, _ in _PROMPTS if kind in brings_up)
    return tuple(dict.fromkeys(found))


def choose_prompts(kinds: Collection[T], *, count: int, seed: str) -> tuple[Prompt, ...]:
    """Choose prompts that bring up most of these types; others by turns.

    Args:
        kinds: types that should come up; may be empty.
        count: how many.
        seed: what the turn hangs on, such as learner and week.
    """

    def preference(row: int) -> tuple[int, int]:
        return -len(_PROMPTS[row][0] & set(kinds)), zlib.crc32(f"{seed} {row}".encode())

    rows = sorted(range(len(_PROMPTS)), key=preference)[:count]
    return tuple(Prompt(_PROMPTS[row][1], _PROMPTS[row][2]) for row in rows)
