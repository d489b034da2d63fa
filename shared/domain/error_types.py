"""The tag set of learner errors: stable keys of the memory, of statistics and of benchmarks."""

from enum import StrEnum


class ErrorType(StrEnum):
    """What kind of error a correction mends; renaming one orphans every learner's history."""

    NOUN_GENDER = "noun_gender"
    ADJ_AGREEMENT = "adj_agreement"
    CONTRACTION = "contraction"
    AUXILIARY = "auxiliary"
    POSSESSIVE = "possessive"
    SUBJUNCTIVE = "subjunctive"
    TU_VOUS = "tu_vous"
    SUBJECT_VERB = "subject_verb"
    ADVERB_ORDER = "adverb_order"
    SI_CLAUSE = "si_clause"
    NEGATION = "negation"
    ARTICLE_OMISSION = "article_omission"
    QUESTION = "question"
    AVOIR_EXPRESSION = "avoir_expression"
    REFLEXIVE = "reflexive"
    PARTITIVE = "partitive"
    PREP_PLACE = "prep_place"
    OBJECT_PRONOUN = "object_pronoun"
    CEST_IL_EST = "cest_il_est"
    TIME_DEPUIS = "time_depuis"
    ADJ_PLACEMENT = "adj_placement"
    FALSE_FRIEND = "false_friend"
    INFINITIVE = "infinitive"
    PAST_ASPECT = "past_aspect"
    COMPARATIVE = "comparative"
    RELATIVE = "relative"
    SAVOIR_CONNAITRE = "savoir_connaitre"
    NUMBER_DATE = "number_date"
    VERB_PREPOSITION = "verb_preposition"
    OTHER_VERB_FORM = "other_verb_form"
    OTHER_LEXICAL = "other_lexical"
    OTHER = "other"

    # From acoustics, not from the text.
    PRONUNCIATION = "pronunciation"
    FLUENCY = "fluency"


class Level(StrEnum):
    """CEFR level at which a point is usually taught."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
