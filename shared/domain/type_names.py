"""What people call an error type, in French and in English."""

from shared.domain.error_types import ErrorType as T

_NAMES: dict[T, tuple[str, str]] = {
    T.NOUN_GENDER: ("Le genre des noms", "Gender of nouns"),
    T.ADJ_AGREEMENT: ("L'accord des adjectifs", "Agreement of adjectives"),
    T.CONTRACTION: ("Au, aux, du, des", "Au, aux, du, des"),
    T.AUXILIARY: ("Être ou avoir au passé composé", "Être or avoir in the past"),
    T.POSSESSIVE: ("Mon, ma, mes", "Mon, ma, mes"),
    T.SUBJUNCTIVE: ("Le subjonctif", "The subjunctive"),
    T.TU_VOUS: ("Tu et vous", "Tu and vous"),
    T.SUBJECT_VERB: ("L'accord du verbe", "Agreement of the verb"),
    T.ADVERB_ORDER: ("La place des adverbes", "Where adverbs go"),
    T.SI_CLAUSE: ("Les phrases avec si", "Sentences with si"),
    T.NEGATION: ("La négation", "Negation"),
    T.ARTICLE_OMISSION: ("L'article oublié", "The missing article"),
    T.QUESTION: ("Les questions", "Questions"),
    T.AVOIR_EXPRESSION: ("Avoir faim, avoir vingt ans", "Avoir faim, avoir vingt ans"),
    T.REFLEXIVE: ("Les verbes avec se", "Reflexive verbs"),
    T.PARTITIVE: ("Du, de la, de", "Du, de la, de"),
    T.PREP_PLACE: ("En, au, à devant un lieu", "En, au, à before places"),
    T.OBJECT_PRONOUN: ("Les pronoms : le, lui, y, en", "Pronouns: le, lui, y, en"),
    T.CEST_IL_EST: ("C'est ou il est", "C'est or il est"),
    T.TIME_DEPUIS: ("Depuis, pendant, il y a", "Depuis, pendant, il y a"),
    T.ADJ_PLACEMENT: ("La place des adjectifs", "Where adjectives go"),
    T.FALSE_FRIEND: ("Les faux amis", "False friends"),
    T.INFINITIVE: ("L'infinitif", "The infinitive"),
    T.PAST_ASPECT: ("Imparfait ou passé composé", "Imparfait or passé composé"),
    T.COMPARATIVE: ("Comparer", "Comparing"),
    T.RELATIVE: ("Qui, que, dont, où", "Qui, que, dont, où"),
    T.SAVOIR_CONNAITRE: ("Savoir ou connaître", "Savoir or connaître"),
    T.NUMBER_DATE: ("Les nombres et les dates", "Numbers and dates"),
    T.VERB_PREPOSITION: ("Les verbes et leur préposition", "Verbs and their prepositions"),
    T.OTHER_VERB_FORM: ("Les formes du verbe", "Verb forms"),
    T.OTHER_LEXICAL: ("Le mot juste", "The right word"),
    T.OTHER: ("Autres points", "Other points"),
    T.PRONUNCIATION: ("La prononciation", "Pronunciation"),
    T.FLUENCY: ("L'aisance", "Fluency"),
}


def type_name(kind: T, language: str) -> str:
    """Name a type in `fr` or `en`; any other language gets English."""
    fr, en = _NAMES[kind]
    return fr if language == "fr" else en
