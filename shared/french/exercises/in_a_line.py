"""The rule of each error type in one line, in French and in English."""

from shared.domain.error_types import ErrorType

_LINES: dict[ErrorType, tuple[str, str]] = {
    ErrorType.NOUN_GENDER: (
        "Chaque nom est masculin ou féminin : on l'apprend avec « un » ou « une ».",
        "Every noun is masculine or feminine: learn it with “un” or “une”.",
    ),
    ErrorType.ADJ_AGREEMENT: (
        "L'adjectif s'accorde avec le nom : « un petit sac, une petite table ».",
        "An adjective agrees with its noun: “un petit sac, une petite table”.",
    ),
    ErrorType.CONTRACTION: (
        "À + le = au, à + les = aux, de + le = du, de + les = des.",
        "À + le = au, à + les = aux, de + le = du, de + les = des.",
    ),
    ErrorType.AUXILIARY: (
        "Aller, venir, partir, rester… et les verbes avec « se » prennent être, les autres avoir.",
        "Aller, venir, partir, arriver, rester… and verbs with “se” take être; others take avoir.",
    ),
    ErrorType.POSSESSIVE: (
        "Mon, ma, mes : c'est le nom qui suit qui décide, pas la personne.",
        "Mon, ma, mes: the noun that follows decides, not the owner.",
    ),
    ErrorType.SUBJUNCTIVE: (
        "Après « il faut que », « je veux que », « pour que », le verbe est au subjonctif.",
        "After “il faut que”, “je veux que”, “pour que” the verb is in the subjunctive.",
    ),
    ErrorType.TU_VOUS: (
        "On choisit « tu » ou « vous » et on le garde, verbe et possessifs compris.",
        "Choose “tu” or “vous” and stay with it, in verbs and possessives too.",
    ),
    ErrorType.SUBJECT_VERB: (
        "Le verbe prend la forme de son sujet : « il prend, ils prennent ».",
        "The verb takes its subject's form: “il prend, ils prennent”.",
    ),
    ErrorType.ADVERB_ORDER: (
        "L'adverbe court suit le verbe conjugué : « je mange souvent », « j'ai bien dormi ».",
        "A short adverb follows the conjugated verb: “je mange souvent”, “j'ai bien dormi”.",
    ),
    ErrorType.SI_CLAUSE: (
        "Après « si », jamais de conditionnel : « si j'avais le temps, je viendrais ».",
        "Never a conditional right after “si”: “si j'avais le temps, je viendrais”.",
    ),
    ErrorType.NEGATION: (
        "« Pas » disparaît devant jamais, rien, personne, plus : « je ne vois rien ».",
        "“Pas” goes when jamais, rien, personne or plus is there: “je ne vois rien”.",
    ),
    ErrorType.ARTICLE_OMISSION: (
        "En français, un nom a presque toujours un article : « j'aime la musique ».",
        "In French a noun nearly always has an article: “j'aime la musique”.",
    ),
    ErrorType.QUESTION: (
        "Après « est-ce que », l'ordre reste sujet + verbe : « où est-ce que tu vas ? ».",
        "After “est-ce que” the order stays subject + verb: “où est-ce que tu vas ?”.",
    ),
    ErrorType.AVOIR_EXPRESSION: (
        "On dit avoir faim, avoir soif, avoir peur, avoir vingt ans.",
        "French says avoir faim, avoir soif, avoir peur, avoir vingt ans.",
    ),
    ErrorType.REFLEXIVE: (
        "Le pronom change avec le sujet : je me lève, tu te lèves, nous nous levons.",
        "The pronoun changes with the subject: je me lève, tu te lèves, nous nous levons.",
    ),
    ErrorType.PARTITIVE: (
        "Du, de la, de l' pour une quantité ; « de » seul après beaucoup, peu, pas.",
        "Du, de la, de l' for an amount; “de” alone after beaucoup, peu, pas.",
    ),
    ErrorType.PREP_PLACE: (
        "En France, au Canada, aux États-Unis, à Paris.",
        "En before a feminine country, au before a masculine one, à before a town.",
    ),
    ErrorType.OBJECT_PRONOUN: (
        "Le pronom objet se place devant le verbe : « je la vois », « je lui parle ».",
        "The object pronoun stands before the verb: “je la vois”, “je lui parle”.",
    ),
    ErrorType.CEST_IL_EST: (
        "C'est + un, une, mon… ; il est + adjectif ou métier.",
        "C'est before un, une, mon…; il est before an adjective or a trade.",
    ),
    ErrorType.TIME_DEPUIS: (
        "Depuis : ça dure encore ; pendant : c'est fini ; il y a : le moment passé.",
        "Depuis: it still lasts; pendant: it is over; il y a: how long ago.",
    ),
    ErrorType.ADJ_PLACEMENT: (
        "Petit, grand, beau, bon, jeune, vieux se mettent devant ; les couleurs derrière.",
        "Petit, grand, beau, bon, jeune, vieux go before the noun; colours go after.",
    ),
    ErrorType.FALSE_FRIEND: (
        "Ce mot ressemble à un mot de ta langue, mais il veut dire autre chose.",
        "This word looks like one of yours but means something else.",
    ),
    ErrorType.INFINITIVE: (
        "Après vouloir, pouvoir, devoir, aimer, le second verbe est à l'infinitif.",
        "After vouloir, pouvoir, devoir, aimer the second verb is an infinitive.",
    ),
    ErrorType.PAST_ASPECT: (
        "Imparfait pour le décor et l'habitude, passé composé pour ce qui arrive.",
        "Imparfait for scene and habit, passé composé for what happens.",
    ),
    ErrorType.COMPARATIVE: (
        "Plus… que ; mais bon devient meilleur, bien devient mieux.",
        "Plus… que; but bon becomes meilleur, bien becomes mieux.",
    ),
    ErrorType.RELATIVE: (
        "Qui est sujet, que est complément, dont remplace « de… », où dit le lieu.",
        "Qui is the subject, que the object, dont stands for “de…”, où for a place.",
    ),
    ErrorType.SAVOIR_CONNAITRE: (
        "Savoir + verbe ou phrase ; connaître + personne, lieu, chose.",
        "Savoir + a verb or a clause; connaître + a person, place or thing.",
    ),
    ErrorType.NUMBER_DATE: (
        "Le premier mai, le deux mai, en 2005, à trois heures.",
        "Le premier mai, le deux mai, en 2005, à trois heures.",
    ),
    ErrorType.VERB_PREPOSITION: (
        "Chaque verbe a sa préposition : commencer à, essayer de, téléphoner à.",
        "Each verb has its preposition: commencer à, essayer de, téléphoner à.",
    ),
    ErrorType.OTHER_VERB_FORM: (
        "Un verbe irrégulier s'apprend par phrases : je fais, nous faisons, ils font.",
        "Learn an irregular verb in sentences: je fais, nous faisons, ils font.",
    ),
    ErrorType.OTHER_LEXICAL: (
        "Un autre mot convient mieux ici : apprends-le avec sa phrase.",
        "Another word fits here: learn it with its sentence.",
    ),
    ErrorType.OTHER: (
        "Compare ta phrase et la phrase corrigée, puis dis-la trois fois.",
        "Compare your sentence with the mended one, then say it three times.",
    ),
    ErrorType.PRONUNCIATION: (
        "Écoute le modèle, répète, puis compare.",
        "Listen to the model, repeat, then compare.",
    ),
    ErrorType.FLUENCY: (
        "Parle par groupes de mots, avec des pauses entre les groupes.",
        "Speak in groups of words, with pauses between the groups.",
    ),
}


def in_a_line(kind: ErrorType) -> dict[str, str]:
    """Give the rule of a type, per language."""
    fr, en = _LINES[kind]
    return {"fr": fr, "en": en}
